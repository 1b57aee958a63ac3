-- Who has seen which introduction; without a day it is shown again.
CREATE TABLE "TourVisit" (
  "officialId" UUID NOT NULL,
  "tour" TEXT NOT NULL,
  "seenAt" TIMESTAMPTZ(3),
  CONSTRAINT "TourVisit_pkey" PRIMARY KEY ("officialId", "tour")
);
ALTER TABLE "TourVisit" ADD CONSTRAINT "TourVisit_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "TourVisit" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "TourVisit" FORCE ROW LEVEL SECURITY;
CREATE POLICY tour_rows ON "TourVisit"
  USING ((SELECT app_is_system()) OR "officialId" = (SELECT app_actor()))
  WITH CHECK ("officialId" = (SELECT app_actor()));

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "TourVisit" TO %I', app);
END $$;
