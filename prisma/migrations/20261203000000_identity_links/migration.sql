-- Whom an identity at the organ's OpenID Connect provider signs in.
CREATE TABLE "IdentityLink" (
  "id" UUID NOT NULL,
  "officialId" UUID NOT NULL,
  "issuer" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "linkedAt" TIMESTAMPTZ(3) NOT NULL,
  "lastSignInAt" TIMESTAMPTZ(3) NOT NULL,
  "removedAt" TIMESTAMPTZ(3),
  "removedById" UUID,
  CONSTRAINT "IdentityLink_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "IdentityLink_removed" CHECK (("removedAt" IS NULL) = ("removedById" IS NULL))
);
CREATE INDEX "IdentityLink_officialId_idx" ON "IdentityLink"("officialId");
-- One person an identity, one identity a person, as long as the link is open.
CREATE UNIQUE INDEX "IdentityLink_one_person" ON "IdentityLink"("issuer", "subject") WHERE "removedAt" IS NULL;
CREATE UNIQUE INDEX "IdentityLink_one_identity" ON "IdentityLink"("officialId", "issuer") WHERE "removedAt" IS NULL;
ALTER TABLE "IdentityLink" ADD CONSTRAINT "IdentityLink_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Session" ADD COLUMN "identityLinkId" UUID;
CREATE INDEX "Session_identityLinkId_idx" ON "Session"("identityLinkId");
ALTER TABLE "Session" ADD CONSTRAINT "Session_identityLinkId_fkey" FOREIGN KEY ("identityLinkId") REFERENCES "IdentityLink"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "IdentityLink" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "IdentityLink" FORCE ROW LEVEL SECURITY;
CREATE POLICY identity_link_reads ON "IdentityLink" FOR SELECT USING (
  (SELECT app_is_system())
  OR "officialId" = (SELECT app_actor())
  OR EXISTS (
    SELECT 1 FROM "Official" p JOIN "Organ" o ON o.id = p."organId"
    WHERE p.id = "IdentityLink"."officialId" AND o.path ^@ ANY ((SELECT app_role_paths('SYSTEM_ADMIN'))::text[])));
-- A link is made by signing on, as the person it names; nobody makes one for somebody else.
CREATE POLICY identity_link_is_made ON "IdentityLink" FOR INSERT WITH CHECK ("officialId" = (SELECT app_actor()));
CREATE POLICY identity_link_changes ON "IdentityLink" FOR UPDATE USING (
  "officialId" = (SELECT app_actor())
  OR EXISTS (
    SELECT 1 FROM "Official" p JOIN "Organ" o ON o.id = p."organId"
    WHERE p.id = "IdentityLink"."officialId" AND o.path ^@ ANY ((SELECT app_role_paths('SYSTEM_ADMIN'))::text[])));

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT ON "IdentityLink" TO %I', app);
  -- Whom it names never changes.
  EXECUTE format('GRANT UPDATE ("lastSignInAt", "removedAt", "removedById") ON "IdentityLink" TO %I', app);
END $$;
