-- What the law asks of each way of service, and the copy for the person's unit.
ALTER TABLE "ServiceAttempt"
  ADD COLUMN "witnesses" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "trackingNumber" TEXT NOT NULL DEFAULT '';
ALTER TABLE "RecusalDecision"
  ADD COLUMN "announcedUntil" TIMESTAMPTZ(3),
  ADD COLUMN "unitServedAt" TIMESTAMPTZ(3),
  ADD COLUMN "unitReceivedBy" TEXT;

UPDATE "PolicyVersion" SET limits = '{"announcementDays": 30}'::jsonb || limits::jsonb;
