-- Files that somebody outside adds to an application: they belong to an open form first, to the application once it is sent.
CREATE TABLE "PublicFile" (
  "id" UUID NOT NULL,
  "formHash" TEXT NOT NULL,
  "applicationId" UUID,
  "fileName" TEXT NOT NULL,
  "mediaType" TEXT NOT NULL,
  "size" INTEGER NOT NULL,
  "sha256" TEXT NOT NULL,
  "scanned" BOOLEAN NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "PublicFile_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "PublicFile_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "PublicApplication"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "PublicFile_formHash_idx" ON "PublicFile"("formHash");
CREATE INDEX "PublicFile_applicationId_idx" ON "PublicFile"("applicationId");
CREATE INDEX "PublicFile_sha256_idx" ON "PublicFile"("sha256");
CREATE INDEX "Attachment_sha256_idx" ON "Attachment"("sha256");

-- Read with the application: by the office that answers, and by nobody before it was sent.
ALTER TABLE "PublicFile" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "PublicFile" FORCE ROW LEVEL SECURITY;
CREATE POLICY with_application ON "PublicFile" USING ((SELECT app_is_system())
  OR EXISTS (SELECT 1 FROM "PublicApplication" a WHERE a.id = "applicationId" OFFSET 0))
  WITH CHECK ((SELECT app_is_system()));

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON "PublicFile" TO %I', app);
END $$;
