-- Reports that were closed before there was a retention get their day too (ten years, the default of RETENTION_YEARS).
SELECT set_config('app.actor', 'system', true);
INSERT INTO "Timer" (id, "caseId", name, "fireAt", "createdAt")
SELECT gen_random_uuid(), id, 'archive', "closedAt" + interval '10 years', now()
FROM "Case" WHERE kind = 'ADVANCE_REPORT' AND "closedAt" IS NOT NULL AND status <> 'ARCHIVED'
ON CONFLICT DO NOTHING;
SELECT set_config('app.actor', '', true);
