-- Verifying the log compares its newest entry with the head: the app may read the head, and still never write it.
DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT ON "LogHead" TO %I', app);
END $$;
