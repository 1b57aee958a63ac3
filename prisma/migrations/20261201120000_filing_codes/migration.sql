-- What was filed is found by a code too, as an issued document is: receipts and forms carry it. Rows from before keep none,
-- because they are never changed.
ALTER TABLE "FilingVersion" ADD COLUMN "code" TEXT;
CREATE UNIQUE INDEX "FilingVersion_code_key" ON "FilingVersion"("code");
