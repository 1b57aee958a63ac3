-- Other systems that send data. One is no official: row-level security shows it no case, no notice and no export.
CREATE TABLE "ApiService" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "organId" UUID NOT NULL,
  "scopes" TEXT[],
  "basis" TEXT NOT NULL,
  "grantedById" UUID NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "endedAt" TIMESTAMPTZ(3),
  CONSTRAINT "ApiService_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "ApiService_organId_fkey" FOREIGN KEY ("organId") REFERENCES "Organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "ApiService_grantedById_fkey" FOREIGN KEY ("grantedById") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "ApiService_organId_idx" ON "ApiService"("organId");

-- Access tokens: of an official, or of a service. Only the hash is kept.
CREATE TABLE "ApiToken" (
  "id" UUID NOT NULL,
  "tokenHash" TEXT NOT NULL,
  "start" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "scopes" TEXT[],
  "officialId" UUID,
  "serviceId" UUID,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "lastUsedAt" TIMESTAMPTZ(3),
  "revokedAt" TIMESTAMPTZ(3),
  "revokedBecause" TEXT,
  CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "ApiToken_one_bearer" CHECK (num_nonnulls("officialId", "serviceId") = 1),
  CONSTRAINT "ApiToken_ends" CHECK ("expiresAt" > "createdAt"),
  CONSTRAINT "ApiToken_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "ApiToken_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "ApiService"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");
CREATE INDEX "ApiToken_officialId_idx" ON "ApiToken"("officialId");
CREATE INDEX "ApiToken_serviceId_idx" ON "ApiToken"("serviceId");

-- Requests of a token in the running minute and hour: two rows a token, started anew when their time is over.
CREATE TABLE "ApiQuota" (
  "tokenId" UUID NOT NULL,
  "span" TEXT NOT NULL,
  "startsAt" TIMESTAMPTZ(3) NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "ApiQuota_pkey" PRIMARY KEY ("tokenId", "span"),
  CONSTRAINT "ApiQuota_tokenId_fkey" FOREIGN KEY ("tokenId") REFERENCES "ApiToken"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What an approval or inspection system calls a matter: unique within its organ.
ALTER TABLE "Matter" ADD COLUMN "externalNumber" TEXT;
CREATE UNIQUE INDEX "Matter_organId_externalNumber_key" ON "Matter"("organId", "externalNumber");

-- Who of these people is out of a matter by a decision in effect. A service that assigns handlers must not bring them
-- back, and reads no case itself: it learns the names it sent, nothing else.
CREATE FUNCTION recused_from(matter uuid, officials uuid[]) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE before text := coalesce(current_setting('app.actor', true), ''); found uuid[];
BEGIN
  PERFORM set_config('app.actor', 'system', true);
  SELECT coalesce(array_agg(DISTINCT c."subjectId"), '{}') INTO found FROM "Case" c
  WHERE c.kind = 'RECUSAL_DECISION' AND c."matterId" = matter AND c."subjectId" = ANY (officials)
    AND c.status IN ('SERVED', 'IN_FORCE', 'COMPLIED');
  PERFORM set_config('app.actor', before, true);
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION recused_from(uuid, uuid[]) FROM PUBLIC;

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "ApiService", "ApiToken", "ApiQuota" TO %I', app);
  EXECUTE format('GRANT EXECUTE ON FUNCTION recused_from(uuid, uuid[]) TO %I', app);
END $$;
