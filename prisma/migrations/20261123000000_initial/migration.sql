-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "OrganKind" AS ENUM ('PARTY_GOVERNMENT', 'STATE_ENTERPRISE', 'INSTITUTION');

-- CreateEnum
CREATE TYPE "PersonnelCategory" AS ENUM ('CIVIL_SERVANT', 'SUPERVISION_OFFICER', 'INSTITUTION_STAFF', 'SOE_MANAGER');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('CLERK', 'SUPERVISOR', 'UNIT_HEAD', 'HEAD_CASES_OFFICER', 'HR', 'DISCIPLINE', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN');

-- CreateEnum
CREATE TYPE "Ownership" AS ENUM ('PRIVATE', 'INDIVIDUAL', 'FOREIGN', 'MIXED', 'COLLECTIVE', 'STATE', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "RecordSource" AS ENUM ('REGISTER', 'DECLARED');

-- CreateEnum
CREATE TYPE "MatterType" AS ENUM ('LICENSING', 'PENALTY', 'PROCUREMENT', 'LAND', 'INVESTMENT_PROMOTION', 'SUBSIDY', 'SUPERVISION', 'APPROVAL', 'STATE_ASSETS', 'OTHER');

-- CreateEnum
CREATE TYPE "ActKind" AS ENUM ('INVESTIGATE', 'DISCUSS', 'REVIEW', 'DECIDE', 'INFLUENCE');

-- CreateEnum
CREATE TYPE "CalendarDayKind" AS ENUM ('HOLIDAY', 'MAKE_UP_WORKDAY');

-- CreateEnum
CREATE TYPE "CaseKind" AS ENUM ('ADVANCE_REPORT', 'RECUSAL_REQUEST', 'RECUSAL_DECISION', 'REFUSAL');

-- CreateEnum
CREATE TYPE "FilingKind" AS ENUM ('ADVANCE', 'SHORT_NOTICE', 'LATE', 'EMERGENCY');

-- CreateEnum
CREATE TYPE "Scenario" AS ENUM ('INVESTMENT_CONTACT', 'MEALS', 'VEHICLES', 'LODGING', 'GIFTS', 'EXCHANGE');

-- CreateEnum
CREATE TYPE "RecusalType" AS ENUM ('DUTY', 'POST', 'REGION');

-- CreateEnum
CREATE TYPE "RequestInitiator" AS ENUM ('SELF', 'INTERESTED_PARTY', 'THIRD_PARTY_INFO');

-- CreateEnum
CREATE TYPE "DecisionBasis" AS ENUM ('ON_APPLICATION', 'DIRECT');

-- CreateEnum
CREATE TYPE "ServiceMethod" AS ENUM ('DIRECT', 'ELECTRONIC', 'LEAVE_BEHIND', 'POST', 'ANNOUNCEMENT');

-- CreateEnum
CREATE TYPE "RefusalCause" AS ENUM ('NO_ACKNOWLEDGEMENT', 'LATE_HANDOVER', 'ACT_AFTER_EFFECT', 'REPORTED');

-- CreateEnum
CREATE TYPE "JobStatus" AS ENUM ('PENDING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED');

-- CreateTable
CREATE TABLE "Organ" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "documentMark" TEXT NOT NULL,
    "kind" "OrganKind" NOT NULL,
    "districtCode" CHAR(6),
    "parentId" UUID,
    "path" TEXT NOT NULL,
    "isDisciplineOffice" BOOLEAN NOT NULL DEFAULT false,
    "isDivision" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organ_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Official" (
    "id" UUID NOT NULL,
    "staffNo" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL DEFAULT '',
    "initials" TEXT NOT NULL DEFAULT '',
    "organId" UUID NOT NULL,
    "post" TEXT NOT NULL,
    "rank" TEXT NOT NULL DEFAULT '',
    "isLeadingCadre" BOOLEAN NOT NULL DEFAULT false,
    "personnelCategory" "PersonnelCategory" NOT NULL,
    "email" TEXT,
    "electronicServiceConsentAt" TIMESTAMPTZ(3),
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Official_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupervisionLink" (
    "id" UUID NOT NULL,
    "officialId" UUID NOT NULL,
    "supervisorId" UUID NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SupervisionLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleAssignment" (
    "id" UUID NOT NULL,
    "officialId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "organId" UUID NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "endedAt" TIMESTAMPTZ(3),
    "basis" TEXT NOT NULL DEFAULT '',
    "grantedById" UUID,
    "confirmedById" UUID,
    "confirmedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoleAssignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "officialId" UUID NOT NULL,
    "passwordHash" TEXT,
    "activationHash" TEXT,
    "activationExpiresAt" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "lastSignInAt" TIMESTAMPTZ(3),
    "passwordChangedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("officialId")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "officialId" UUID NOT NULL,
    "authLevel" INTEGER NOT NULL DEFAULT 1,
    "userAgent" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "idleExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "absoluteExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedBecause" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInThrottle" (
    "identifierHash" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMPTZ(3),
    "lockedUntil" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInThrottle_pkey" PRIMARY KEY ("identifierHash")
);

-- CreateTable
CREATE TABLE "Enterprise" (
    "id" UUID NOT NULL,
    "uscc" TEXT,
    "name" TEXT NOT NULL,
    "norm" TEXT NOT NULL,
    "tokens" TEXT[],
    "initials" TEXT NOT NULL DEFAULT '',
    "formerNames" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "legalRepresentative" TEXT,
    "enterpriseType" TEXT,
    "ownership" "Ownership" NOT NULL DEFAULT 'UNKNOWN',
    "registeredOn" DATE,
    "capitalText" TEXT,
    "capitalAmount" DECIMAL(20,2),
    "capitalCurrency" CHAR(3),
    "businessScope" TEXT,
    "province" TEXT,
    "city" TEXT,
    "address" TEXT,
    "isBranch" BOOLEAN NOT NULL DEFAULT false,
    "source" "RecordSource" NOT NULL DEFAULT 'REGISTER',
    "declaredById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Enterprise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EnterprisePerson" (
    "id" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EnterprisePerson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Matter" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "type" "MatterType" NOT NULL,
    "organId" UUID NOT NULL,
    "openedOn" DATE NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Matter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MatterEnterprise" (
    "matterId" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,

    CONSTRAINT "MatterEnterprise_pkey" PRIMARY KEY ("matterId","enterpriseId")
);

-- CreateTable
CREATE TABLE "MatterHandler" (
    "id" UUID NOT NULL,
    "matterId" UUID NOT NULL,
    "officialId" UUID NOT NULL,
    "duty" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "startedByCaseId" UUID,
    "endedByCaseId" UUID,

    CONSTRAINT "MatterHandler_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MatterAct" (
    "id" UUID NOT NULL,
    "matterId" UUID NOT NULL,
    "officialId" UUID NOT NULL,
    "kind" "ActKind" NOT NULL,
    "description" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MatterAct_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "date" DATE NOT NULL,
    "kind" "CalendarDayKind" NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "CalendarYear" (
    "year" INTEGER NOT NULL,
    "published" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "CalendarYear_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "PolicyVersion" (
    "version" INTEGER NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "limits" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PolicyVersion_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "Case" (
    "id" UUID NOT NULL,
    "kind" "CaseKind" NOT NULL,
    "number" TEXT,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL DEFAULT '',
    "subjectId" UUID NOT NULL,
    "filedById" UUID NOT NULL,
    "organId" UUID NOT NULL,
    "organPath" TEXT NOT NULL,
    "handlingOrganId" UUID NOT NULL,
    "matterId" UUID,
    "deciderId" UUID,
    "deciderWhy" TEXT,
    "level" INTEGER NOT NULL DEFAULT 0,
    "decidedById" UUID,
    "substituteId" UUID,
    "limitName" TEXT,
    "limitFrom" TIMESTAMPTZ(3),
    "amberAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "dueProvisional" BOOLEAN NOT NULL DEFAULT false,
    "pausedAt" TIMESTAMPTZ(3),
    "escalatedAt" TIMESTAMPTZ(3),
    "policyVersion" INTEGER NOT NULL,
    "groundCode" TEXT,
    "groundArticle" TEXT,
    "parentId" UUID,
    "documentNumber" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "decidedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseParty" (
    "caseId" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "personId" UUID,
    "ordinal" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CaseParty_pkey" PRIMARY KEY ("caseId","enterpriseId")
);

-- CreateTable
CREATE TABLE "CaseEvent" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "fromStatus" TEXT,
    "toStatus" TEXT NOT NULL,
    "actorId" UUID,
    "actorName" TEXT,
    "actorPost" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "article" TEXT,
    "policyVersion" INTEGER NOT NULL,
    "logIndex" BIGINT,

    CONSTRAINT "CaseEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseConflict" (
    "caseId" UUID NOT NULL,
    "officialId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CaseConflict_pkey" PRIMARY KEY ("caseId","officialId")
);

-- CreateTable
CREATE TABLE "FilingDraft" (
    "caseId" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "tab" TEXT NOT NULL DEFAULT '',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FilingDraft_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "FilingVersion" (
    "caseId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "submittedById" UUID NOT NULL,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FilingVersion_pkey" PRIMARY KEY ("caseId","number")
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT 'EVIDENCE',
    "uploadedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AdvanceReport" (
    "caseId" UUID NOT NULL,
    "filingKind" "FilingKind" NOT NULL,
    "scenario" "Scenario",
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "place" TEXT NOT NULL DEFAULT '',
    "statutoryGround" BOOLEAN NOT NULL DEFAULT false,
    "groundConfirmedById" UUID,
    "noticeGivenAt" TIMESTAMPTZ(3),
    "returns" INTEGER NOT NULL DEFAULT 0,
    "currentVersion" INTEGER NOT NULL DEFAULT 0,
    "standingVersion" INTEGER,
    "standingStatus" TEXT,
    "citesCaseId" UUID,
    "conditions" JSONB NOT NULL DEFAULT '[]',
    "result" JSONB,
    "resultDueAt" TIMESTAMPTZ(3),

    CONSTRAINT "AdvanceReport_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "GiftRegistration" (
    "id" UUID NOT NULL,
    "caseId" UUID,
    "officialId" UUID NOT NULL,
    "enterpriseId" UUID,
    "description" TEXT NOT NULL,
    "valueFen" BIGINT,
    "receivedOn" DATE NOT NULL,
    "handInDueOn" DATE NOT NULL,
    "handedInOn" DATE,
    "handedInTo" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GiftRegistration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecusalRequest" (
    "caseId" UUID NOT NULL,
    "initiator" "RequestInitiator" NOT NULL DEFAULT 'SELF',
    "recusalType" "RecusalType" NOT NULL DEFAULT 'DUTY',
    "kinship" TEXT,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "statutoryGround" BOOLEAN NOT NULL DEFAULT false,
    "groundConfirmedById" UUID,
    "substituteProposedId" UUID,
    "returns" INTEGER NOT NULL DEFAULT 0,
    "currentVersion" INTEGER NOT NULL DEFAULT 0,
    "suspendedAt" TIMESTAMPTZ(3),
    "hearingOpinion" TEXT,
    "heardAt" TIMESTAMPTZ(3),
    "extendedAt" TIMESTAMPTZ(3),
    "objectedAt" TIMESTAMPTZ(3),
    "grantedScope" "ActKind"[] DEFAULT ARRAY[]::"ActKind"[],

    CONSTRAINT "RecusalRequest_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "RecusalDecision" (
    "caseId" UUID NOT NULL,
    "basis" "DecisionBasis" NOT NULL,
    "recusalType" "RecusalType" NOT NULL DEFAULT 'DUTY',
    "proposedByOrganId" UUID,
    "issuingOrganId" UUID NOT NULL,
    "whyDue" TEXT NOT NULL DEFAULT '',
    "dueSince" DATE,
    "notFiled" TEXT NOT NULL DEFAULT '',
    "facts" TEXT NOT NULL DEFAULT '',
    "evidence" TEXT NOT NULL DEFAULT '',
    "actsDone" TEXT NOT NULL DEFAULT '',
    "scope" "ActKind"[] DEFAULT ARRAY[]::"ActKind"[],
    "termFrom" DATE,
    "termTo" DATE,
    "handoverBy" DATE,
    "handoverItems" TEXT NOT NULL DEFAULT '',
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "hearingOpinion" TEXT,
    "heardAt" TIMESTAMPTZ(3),
    "hearingSkippedBecause" TEXT,
    "drafterId" UUID NOT NULL,
    "signatoryId" UUID,
    "signedAt" TIMESTAMPTZ(3),
    "issuedAt" TIMESTAMPTZ(3),
    "seriesYear" INTEGER,
    "seriesNumber" INTEGER,
    "contentHash" TEXT,
    "servedAt" TIMESTAMPTZ(3),
    "effectiveAt" TIMESTAMPTZ(3),
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgeDueAt" TIMESTAMPTZ(3),
    "handoverDueAt" TIMESTAMPTZ(3),
    "handedOverAt" TIMESTAMPTZ(3),
    "substituteAcceptedAt" TIMESTAMPTZ(3),
    "complianceEvidence" TEXT,
    "complianceConfirmedById" UUID,
    "endedBecause" TEXT,

    CONSTRAINT "RecusalDecision_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "ServiceAttempt" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "method" "ServiceMethod" NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "servedAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedBy" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "proofAttachmentId" UUID,
    "serverId" UUID NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ServiceAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Refusal" (
    "caseId" UUID NOT NULL,
    "decisionCaseId" UUID NOT NULL,
    "cause" "RefusalCause" NOT NULL,
    "facts" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Refusal_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "NumberSeries" (
    "key" TEXT NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "NumberSeries_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "actorId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("actorId","key")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "dedupeKey" TEXT,
    "availableAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "deliveredAt" TIMESTAMPTZ(3),
    "poisonedAt" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Timer" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "fireAt" TIMESTAMPTZ(3) NOT NULL,
    "firedAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimedUntil" TIMESTAMPTZ(3),
    "poisonedAt" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Timer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "officialId" UUID NOT NULL,
    "caseId" UUID,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "href" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExportJob" (
    "id" UUID NOT NULL,
    "requestedById" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "filters" JSONB NOT NULL,
    "format" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'zh',
    "status" "JobStatus" NOT NULL DEFAULT 'PENDING',
    "rowsTotal" INTEGER,
    "rowsDone" INTEGER NOT NULL DEFAULT 0,
    "fileName" TEXT,
    "filePath" TEXT,
    "sha256" TEXT,
    "size" BIGINT,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "ExportJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportBatch" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'ALL',
    "status" "JobStatus" NOT NULL DEFAULT 'PENDING',
    "rowsTotal" INTEGER NOT NULL DEFAULT 0,
    "rowsValid" INTEGER NOT NULL DEFAULT 0,
    "rowsApplied" INTEGER NOT NULL DEFAULT 0,
    "rowsCreated" INTEGER NOT NULL DEFAULT 0,
    "rowsUpdated" INTEGER NOT NULL DEFAULT 0,
    "rowsUnchanged" INTEGER NOT NULL DEFAULT 0,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "importedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "appliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ImportBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Heartbeat" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Heartbeat_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "LogHead" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "nextIndex" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "LogHead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LogEntry" (
    "index" BIGINT NOT NULL,
    "formatVersion" INTEGER NOT NULL,
    "prevHash" BYTEA NOT NULL,
    "leafHash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "canonical" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "caseId" UUID,

    CONSTRAINT "LogEntry_pkey" PRIMARY KEY ("index")
);

-- CreateTable
CREATE TABLE "LogOpening" (
    "entryIndex" BIGINT NOT NULL,
    "tableName" TEXT NOT NULL,
    "rowKey" TEXT NOT NULL,
    "salts" JSONB NOT NULL,

    CONSTRAINT "LogOpening_pkey" PRIMARY KEY ("entryIndex","tableName","rowKey")
);

-- CreateTable
CREATE TABLE "CaseSearch" (
    "caseId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "tokens" TEXT[],

    CONSTRAINT "CaseSearch_pkey" PRIMARY KEY ("caseId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organ_code_key" ON "Organ"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Organ_path_key" ON "Organ"("path");

-- CreateIndex
CREATE INDEX "Organ_parentId_idx" ON "Organ"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "Official_staffNo_key" ON "Official"("staffNo");

-- CreateIndex
CREATE UNIQUE INDEX "Official_email_key" ON "Official"("email");

-- CreateIndex
CREATE INDEX "Official_organId_idx" ON "Official"("organId");

-- CreateIndex
CREATE INDEX "Official_name_idx" ON "Official"("name");

-- CreateIndex
CREATE INDEX "SupervisionLink_officialId_idx" ON "SupervisionLink"("officialId");

-- CreateIndex
CREATE INDEX "SupervisionLink_supervisorId_idx" ON "SupervisionLink"("supervisorId");

-- CreateIndex
CREATE INDEX "RoleAssignment_officialId_idx" ON "RoleAssignment"("officialId");

-- CreateIndex
CREATE INDEX "RoleAssignment_organId_role_idx" ON "RoleAssignment"("organId", "role");

-- CreateIndex
CREATE UNIQUE INDEX "Account_activationHash_key" ON "Account"("activationHash");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_officialId_idx" ON "Session"("officialId");

-- CreateIndex
CREATE UNIQUE INDEX "Enterprise_uscc_key" ON "Enterprise"("uscc");

-- CreateIndex
CREATE INDEX "Enterprise_norm_idx" ON "Enterprise"("norm");

-- CreateIndex
CREATE UNIQUE INDEX "EnterprisePerson_enterpriseId_name_post_key" ON "EnterprisePerson"("enterpriseId", "name", "post");

-- CreateIndex
CREATE UNIQUE INDEX "Matter_number_key" ON "Matter"("number");

-- CreateIndex
CREATE INDEX "Matter_organId_idx" ON "Matter"("organId");

-- CreateIndex
CREATE INDEX "MatterEnterprise_enterpriseId_idx" ON "MatterEnterprise"("enterpriseId");

-- CreateIndex
CREATE INDEX "MatterHandler_matterId_idx" ON "MatterHandler"("matterId");

-- CreateIndex
CREATE INDEX "MatterHandler_officialId_idx" ON "MatterHandler"("officialId");

-- CreateIndex
CREATE INDEX "MatterAct_matterId_occurredAt_idx" ON "MatterAct"("matterId", "occurredAt");

-- CreateIndex
CREATE INDEX "MatterAct_officialId_idx" ON "MatterAct"("officialId");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyVersion_effectiveFrom_key" ON "PolicyVersion"("effectiveFrom");

-- CreateIndex
CREATE UNIQUE INDEX "Case_number_key" ON "Case"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Case_documentNumber_key" ON "Case"("documentNumber");

-- CreateIndex
CREATE INDEX "Case_filedById_createdAt_id_idx" ON "Case"("filedById", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Case_subjectId_createdAt_id_idx" ON "Case"("subjectId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Case_deciderId_dueAt_id_idx" ON "Case"("deciderId", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Case_organId_status_createdAt_id_idx" ON "Case"("organId", "status", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Case_handlingOrganId_status_idx" ON "Case"("handlingOrganId", "status");

-- CreateIndex
CREATE INDEX "Case_organPath_createdAt_id_idx" ON "Case"("organPath", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Case_createdAt_id_idx" ON "Case"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Case_matterId_idx" ON "Case"("matterId");

-- CreateIndex
CREATE INDEX "Case_parentId_idx" ON "Case"("parentId");

-- CreateIndex
CREATE INDEX "CaseParty_enterpriseId_idx" ON "CaseParty"("enterpriseId");

-- CreateIndex
CREATE UNIQUE INDEX "CaseEvent_caseId_seq_key" ON "CaseEvent"("caseId", "seq");

-- CreateIndex
CREATE INDEX "Attachment_caseId_idx" ON "Attachment"("caseId");

-- CreateIndex
CREATE INDEX "GiftRegistration_officialId_idx" ON "GiftRegistration"("officialId");

-- CreateIndex
CREATE INDEX "GiftRegistration_caseId_idx" ON "GiftRegistration"("caseId");

-- CreateIndex
CREATE UNIQUE INDEX "RecusalDecision_issuingOrganId_seriesYear_seriesNumber_key" ON "RecusalDecision"("issuingOrganId", "seriesYear", "seriesNumber");

-- CreateIndex
CREATE INDEX "ServiceAttempt_caseId_idx" ON "ServiceAttempt"("caseId");

-- CreateIndex
CREATE UNIQUE INDEX "Refusal_decisionCaseId_cause_key" ON "Refusal"("decisionCaseId", "cause");

-- CreateIndex
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_dedupeKey_key" ON "OutboxMessage"("dedupeKey");

-- CreateIndex
CREATE UNIQUE INDEX "Timer_caseId_name_fireAt_key" ON "Timer"("caseId", "name", "fireAt");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_dedupeKey_key" ON "Notice"("dedupeKey");

-- CreateIndex
CREATE INDEX "Notice_officialId_createdAt_id_idx" ON "Notice"("officialId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ExportJob_requestedById_createdAt_idx" ON "ExportJob"("requestedById", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "ImportBatch_createdAt_idx" ON "ImportBatch"("createdAt" DESC);

-- CreateIndex
CREATE INDEX "LogEntry_caseId_idx" ON "LogEntry"("caseId");

-- CreateIndex
CREATE INDEX "LogOpening_tableName_rowKey_entryIndex_idx" ON "LogOpening"("tableName", "rowKey", "entryIndex" DESC);

-- AddForeignKey
ALTER TABLE "Organ" ADD CONSTRAINT "Organ_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Organ"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Official" ADD CONSTRAINT "Official_organId_fkey" FOREIGN KEY ("organId") REFERENCES "Organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupervisionLink" ADD CONSTRAINT "SupervisionLink_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupervisionLink" ADD CONSTRAINT "SupervisionLink_supervisorId_fkey" FOREIGN KEY ("supervisorId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_organId_fkey" FOREIGN KEY ("organId") REFERENCES "Organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnterprisePerson" ADD CONSTRAINT "EnterprisePerson_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Matter" ADD CONSTRAINT "Matter_organId_fkey" FOREIGN KEY ("organId") REFERENCES "Organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MatterEnterprise" ADD CONSTRAINT "MatterEnterprise_matterId_fkey" FOREIGN KEY ("matterId") REFERENCES "Matter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MatterEnterprise" ADD CONSTRAINT "MatterEnterprise_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MatterHandler" ADD CONSTRAINT "MatterHandler_matterId_fkey" FOREIGN KEY ("matterId") REFERENCES "Matter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MatterHandler" ADD CONSTRAINT "MatterHandler_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MatterAct" ADD CONSTRAINT "MatterAct_matterId_fkey" FOREIGN KEY ("matterId") REFERENCES "Matter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MatterAct" ADD CONSTRAINT "MatterAct_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_filedById_fkey" FOREIGN KEY ("filedById") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_deciderId_fkey" FOREIGN KEY ("deciderId") REFERENCES "Official"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Official"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_organId_fkey" FOREIGN KEY ("organId") REFERENCES "Organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_matterId_fkey" FOREIGN KEY ("matterId") REFERENCES "Matter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Case"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseParty" ADD CONSTRAINT "CaseParty_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseParty" ADD CONSTRAINT "CaseParty_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseEvent" ADD CONSTRAINT "CaseEvent_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseConflict" ADD CONSTRAINT "CaseConflict_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FilingDraft" ADD CONSTRAINT "FilingDraft_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FilingVersion" ADD CONSTRAINT "FilingVersion_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdvanceReport" ADD CONSTRAINT "AdvanceReport_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GiftRegistration" ADD CONSTRAINT "GiftRegistration_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GiftRegistration" ADD CONSTRAINT "GiftRegistration_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GiftRegistration" ADD CONSTRAINT "GiftRegistration_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecusalRequest" ADD CONSTRAINT "RecusalRequest_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecusalDecision" ADD CONSTRAINT "RecusalDecision_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceAttempt" ADD CONSTRAINT "ServiceAttempt_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Refusal" ADD CONSTRAINT "Refusal_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What Prisma's schema cannot say: the actor, row-level security, the append-only log, search, privileges.
-- ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The actor and the civil day of a transaction. No actor set means no rows.
CREATE FUNCTION app_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(nullif(current_setting('app.actor', true), ''), 'system')::uuid $$;

CREATE FUNCTION app_is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('app.actor', true), '') = 'system' $$;

CREATE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('app.today', true), '')::date, (now() AT TIME ZONE 'Asia/Shanghai')::date) $$;

-- Subtrees in which the actor holds one of the roles today (confirmed, not ended).
CREATE FUNCTION app_role_paths(VARIADIC roles "Role"[]) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(DISTINCT o.path), '{}')
  FROM "RoleAssignment" r JOIN "Organ" o ON o.id = r."organId"
  WHERE r."officialId" = app_actor() AND r.role = ANY (roles)
    AND r."confirmedAt" IS NOT NULL AND r."endedAt" IS NULL
    AND r."validFrom" <= app_today() AND (r."validTo" IS NULL OR r."validTo" >= app_today())
$$;

CREATE FUNCTION app_role_organs(VARIADIC roles "Role"[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(DISTINCT r."organId"), '{}')
  FROM "RoleAssignment" r
  WHERE r."officialId" = app_actor() AND r.role = ANY (roles)
    AND r."confirmedAt" IS NOT NULL AND r."endedAt" IS NULL
    AND r."validFrom" <= app_today() AND (r."validTo" IS NULL OR r."validTo" >= app_today())
$$;

-- The people whom the actor leads today.
CREATE FUNCTION app_led() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(l."officialId"), '{}') FROM "SupervisionLink" l
  WHERE l."supervisorId" = app_actor()
    AND l."validFrom" <= app_today() AND (l."validTo" IS NULL OR l."validTo" >= app_today())
$$;

-- The unit (not the internal division) an organ belongs to, and the actor's own.
CREATE FUNCTION unit_of(organ uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH RECURSIVE up AS (
    SELECT id, "parentId", "isDivision" FROM "Organ" WHERE id = organ
    UNION ALL
    SELECT o.id, o."parentId", o."isDivision" FROM "Organ" o JOIN up ON o.id = up."parentId" WHERE up."isDivision"
  ) SELECT id FROM up WHERE NOT "isDivision" LIMIT 1
$$;

CREATE FUNCTION app_own_unit() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT unit_of(o."organId") FROM "Official" o WHERE o.id = app_actor() $$;

CREATE FUNCTION is_under(path text, roots text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT EXISTS (SELECT 1 FROM unnest(roots) r WHERE starts_with(path, r)) $$;

-- Who reads a case: docs/workflows/who-reads.md, domain section 5. Sub-selects run once a statement.
CREATE POLICY case_reads ON "Case" FOR SELECT USING (
  (SELECT app_is_system())
  OR "filedById" = (SELECT app_actor())
  OR ("subjectId" = (SELECT app_actor()) AND (
        kind = 'ADVANCE_REPORT'
        OR (kind = 'RECUSAL_DECISION' AND status IN ('HEARING', 'SERVED', 'IN_FORCE', 'COMPLIED', 'LIFTED', 'EXPIRED', 'SUPERSEDED', 'REVOKED'))
        OR (kind = 'REFUSAL' AND status NOT IN ('SUSPECTED'))))
  OR ("substituteId" = (SELECT app_actor()) AND kind = 'RECUSAL_DECISION'
        AND status IN ('SERVED', 'IN_FORCE', 'COMPLIED', 'LIFTED', 'EXPIRED', 'SUPERSEDED', 'REVOKED'))
  OR ("subjectId" <> (SELECT app_actor())
      AND NOT (status = 'DRAFT' AND kind IN ('ADVANCE_REPORT', 'RECUSAL_REQUEST'))
      AND (
        "deciderId" = (SELECT app_actor())
        OR "decidedById" = (SELECT app_actor())
        OR "subjectId" = ANY ((SELECT app_led())::uuid[])
        OR ("handlingOrganId" = ANY ((SELECT app_role_organs('CLERK'))::uuid[]) AND "closedAt" IS NULL)
        OR is_under("organPath", (SELECT app_role_paths('UNIT_HEAD')))
        OR (kind IN ('RECUSAL_DECISION', 'REFUSAL') AND is_under("organPath", (SELECT app_role_paths('HR'))))
        OR (is_under("organPath", (SELECT app_role_paths('DISCIPLINE'))) AND "organId" IS DISTINCT FROM (SELECT app_own_unit()))
      ))
);
-- Whoever may read a case may be the one to write it; authority is decided by policy.ts. A write may hand the case
-- to somebody else, so the new row is checked only for having an actor.
CREATE POLICY case_inserts ON "Case" FOR INSERT WITH CHECK ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL);
CREATE POLICY case_updates ON "Case" FOR UPDATE
  USING ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL)
  WITH CHECK ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL);

ALTER TABLE "Case" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Case" FORCE ROW LEVEL SECURITY;

-- Everything that belongs to a case is read with it.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['CaseParty', 'CaseEvent', 'CaseConflict', 'FilingDraft', 'FilingVersion', 'Attachment',
                           'AdvanceReport', 'RecusalRequest', 'RecusalDecision', 'ServiceAttempt', 'Refusal', 'Timer']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY with_case ON %I USING ((SELECT app_is_system()) OR EXISTS (SELECT 1 FROM "Case" c WHERE c.id = "caseId"))
                    WITH CHECK ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL)', t);
  END LOOP;
END $$;

ALTER TABLE "GiftRegistration" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "GiftRegistration" FORCE ROW LEVEL SECURITY;
CREATE POLICY gift_rows ON "GiftRegistration"
  USING ((SELECT app_is_system()) OR "officialId" = (SELECT app_actor())
         OR EXISTS (SELECT 1 FROM "Case" c WHERE c.id = "caseId"))
  WITH CHECK ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL);

ALTER TABLE "Notice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Notice" FORCE ROW LEVEL SECURITY;
CREATE POLICY notice_rows ON "Notice"
  USING ((SELECT app_is_system()) OR "officialId" = (SELECT app_actor()))
  WITH CHECK ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL);

ALTER TABLE "ExportJob" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ExportJob" FORCE ROW LEVEL SECURITY;
CREATE POLICY export_rows ON "ExportJob"
  USING ((SELECT app_is_system()) OR "requestedById" = (SELECT app_actor()))
  WITH CHECK ((SELECT app_is_system()) OR "requestedById" = (SELECT app_actor()));

-- The three administrators exclude one another, and hold no role that reads or decides cases.
CREATE UNIQUE INDEX one_administrator_role ON "RoleAssignment" ("officialId")
  WHERE role IN ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN') AND "endedAt" IS NULL;

CREATE FUNCTION administrators_hold_no_other_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."endedAt" IS NOT NULL THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW."officialId"::text, 0));
  IF EXISTS (
    SELECT 1 FROM "RoleAssignment" r
    WHERE r."officialId" = NEW."officialId" AND r.id <> NEW.id AND r."endedAt" IS NULL
      AND (r.role IN ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN')
           OR NEW.role IN ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'))
  ) THEN
    RAISE EXCEPTION 'administrators exclude one another and hold no other role'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'administrators_hold_no_other_role';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER administrators_hold_no_other_role BEFORE INSERT OR UPDATE ON "RoleAssignment"
  FOR EACH ROW EXECUTE FUNCTION administrators_hold_no_other_role();

-- ── search ──────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE INDEX enterprise_tokens ON "Enterprise" USING gin (tokens);
CREATE INDEX case_search_tokens ON "CaseSearch" USING gin (tokens);
CREATE INDEX enterprise_uscc_prefix ON "Enterprise" (uscc text_pattern_ops);
CREATE INDEX official_initials ON "Official" (initials text_pattern_ops);
CREATE INDEX timer_due ON "Timer" ("fireAt") WHERE "firedAt" IS NULL AND "cancelledAt" IS NULL AND "poisonedAt" IS NULL;
CREATE INDEX outbox_due ON "OutboxMessage" ("availableAt") WHERE "deliveredAt" IS NULL AND "poisonedAt" IS NULL;
CREATE INDEX case_overdue ON "Case" ("dueAt") WHERE "closedAt" IS NULL AND "dueAt" IS NOT NULL;
-- One person handles one matter once at a time.
CREATE UNIQUE INDEX one_current_handler ON "MatterHandler" ("matterId", "officialId") WHERE "endedAt" IS NULL;

-- The tokens are in a table of their own that the app role cannot read: array operators are not leakproof, so an index
-- on them is of no use below a row policy. These functions use the index first and let the policy of "Case" decide.
CREATE FUNCTION search_cases(q_tokens text[], q_like text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH hit AS MATERIALIZED (
    SELECT s."caseId" FROM "CaseSearch" s WHERE s.tokens @> q_tokens AND s.text LIKE ALL (q_like)
  )
  SELECT c.id FROM hit JOIN "Case" c ON c.id = hit."caseId"
$$;

CREATE FUNCTION index_case(case_id uuid, new_text text, new_tokens text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO "CaseSearch" ("caseId", text, tokens) VALUES (case_id, new_text, new_tokens)
  ON CONFLICT ("caseId") DO UPDATE SET text = excluded.text, tokens = excluded.tokens
$$;

-- ── the log ─────────────────────────────────────────────────────────────────────────────────────────────────────

INSERT INTO "LogHead" (id, "nextIndex", hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));
ALTER TABLE "LogHead" ADD CONSTRAINT one_head CHECK (id = 1);

-- Appends one entry: locks the head row, so indexes have no gap and the chain has no fork. Called last in a
-- transaction. leaf = SHA-256(0x00 ‖ bytes) as RFC 9162; hash = SHA-256(0x02 ‖ prev ‖ index, 8 bytes ‖ leaf).
CREATE FUNCTION append_log(entry_bytes bytea, entry_at timestamptz, entry_case uuid, openings jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE head "LogHead"; leaf bytea; link bytea; o jsonb;
BEGIN
  SELECT * INTO head FROM "LogHead" WHERE id = 1 FOR UPDATE;
  leaf := sha256('\x00'::bytea || entry_bytes);
  link := sha256('\x02'::bytea || head.hash || int8send(head."nextIndex") || leaf);
  INSERT INTO "LogEntry" (index, "formatVersion", "prevHash", "leafHash", hash, canonical, at, "caseId")
  VALUES (head."nextIndex", 1, head.hash, leaf, link, entry_bytes, entry_at, entry_case);
  FOR o IN SELECT * FROM jsonb_array_elements(openings) LOOP
    INSERT INTO "LogOpening" ("entryIndex", "tableName", "rowKey", salts)
    VALUES (head."nextIndex", o->>'table', o->>'key', o->'salts');
  END LOOP;
  UPDATE "LogHead" SET "nextIndex" = head."nextIndex" + 1, hash = link WHERE id = 1;
  RETURN head."nextIndex";
END $$;

-- The rows as the log commits to them: to_jsonb of the stored row, in the session's own rights.
CREATE FUNCTION log_rows(refs jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE r jsonb; cond text; one jsonb; result jsonb := '[]';
BEGIN
  FOR r IN SELECT * FROM jsonb_array_elements(refs) LOOP
    SELECT string_agg(format('%I = %L', e.key, e.value), ' AND ') INTO cond FROM jsonb_each_text(r->'key') e;
    EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE %s', r->>'table', cond) INTO one;
    result := result || jsonb_build_array(one);
  END LOOP;
  RETURN result;
END $$;

CREATE FUNCTION never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['LogEntry', 'LogOpening', 'CaseEvent', 'FilingVersion', 'ServiceAttempt', 'MatterAct'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION never_changes()', t);
    EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION never_changes()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_changes', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_truncated', t);
  END LOOP;
END $$;

-- ── privileges ──────────────────────────────────────────────────────────────────────────────────────────────────

REVOKE ALL ON FUNCTION search_cases(text[], text[]), index_case(uuid, text, text[]), append_log(bytea, timestamptz, uuid, jsonb),
  app_role_paths("Role"[]), app_role_organs("Role"[]), app_led(), app_own_unit(), unit_of(uuid) FROM PUBLIC;

-- The migrator names the app role; a database made only to compare schemas has none.
DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app'); t text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app);
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN
    ('_prisma_migrations', 'LogHead', 'LogEntry', 'LogOpening', 'CaseSearch', 'CaseEvent', 'FilingVersion', 'ServiceAttempt', 'MatterAct')
  LOOP EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO %I', t, app); END LOOP;
  FOREACH t IN ARRAY ARRAY['CaseEvent', 'FilingVersion', 'ServiceAttempt', 'MatterAct']
  LOOP EXECUTE format('GRANT SELECT, INSERT ON %I TO %I', t, app); END LOOP;
  FOREACH t IN ARRAY ARRAY['FilingDraft', 'CaseParty', 'MatterEnterprise', 'IdempotencyKey', 'SignInThrottle', 'Heartbeat', 'CalendarDay', 'OutboxMessage']
  LOOP EXECUTE format('GRANT DELETE ON %I TO %I', t, app); END LOOP;
  EXECUTE format('GRANT SELECT ON "LogEntry", "LogOpening" TO %I', app);
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN EXECUTE format('GRANT SELECT ON _prisma_migrations TO %I', app); END IF;
  EXECUTE format('GRANT EXECUTE ON FUNCTION search_cases(text[], text[]), index_case(uuid, text, text[]), append_log(bytea, timestamptz, uuid, jsonb),
    app_role_paths("Role"[]), app_role_organs("Role"[]), app_led(), app_own_unit(), unit_of(uuid) TO %I', app);
END $$;
