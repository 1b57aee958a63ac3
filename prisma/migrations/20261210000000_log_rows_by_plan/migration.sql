-- The rows that nearly every command touches are read for the log by statements whose plan a connection keeps: with row
-- policies, planning one costs more than reading it. All others as before.
CREATE FUNCTION log_row(wanted text, k jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE one jsonb; cond text;
BEGIN
  CASE wanted
    WHEN 'Case' THEN SELECT to_jsonb(t) INTO one FROM "Case" t WHERE t.id = (k->>'id')::uuid;
    WHEN 'CaseEvent' THEN SELECT to_jsonb(t) INTO one FROM "CaseEvent" t WHERE t.id = (k->>'id')::uuid;
    WHEN 'CaseParty' THEN SELECT to_jsonb(t) INTO one FROM "CaseParty" t
      WHERE t."caseId" = (k->>'caseId')::uuid AND t."enterpriseId" = (k->>'enterpriseId')::uuid;
    WHEN 'AdvanceReport' THEN SELECT to_jsonb(t) INTO one FROM "AdvanceReport" t WHERE t."caseId" = (k->>'caseId')::uuid;
    WHEN 'RecusalRequest' THEN SELECT to_jsonb(t) INTO one FROM "RecusalRequest" t WHERE t."caseId" = (k->>'caseId')::uuid;
    WHEN 'RecusalDecision' THEN SELECT to_jsonb(t) INTO one FROM "RecusalDecision" t WHERE t."caseId" = (k->>'caseId')::uuid;
    WHEN 'Refusal' THEN SELECT to_jsonb(t) INTO one FROM "Refusal" t WHERE t."caseId" = (k->>'caseId')::uuid;
    WHEN 'FilingDraft' THEN SELECT to_jsonb(t) INTO one FROM "FilingDraft" t WHERE t."caseId" = (k->>'caseId')::uuid;
    WHEN 'FilingVersion' THEN SELECT to_jsonb(t) INTO one FROM "FilingVersion" t
      WHERE t."caseId" = (k->>'caseId')::uuid AND t.number = (k->>'number')::int;
    ELSE
      SELECT string_agg(format('%I = %L', e.key, e.value), ' AND ') INTO cond FROM jsonb_each_text(k) e;
      EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE %s', wanted, cond) INTO one;
  END CASE;
  RETURN one;
END $$;

CREATE OR REPLACE FUNCTION log_rows(refs jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE r jsonb; result jsonb := '[]';
BEGIN
  FOR r IN SELECT * FROM jsonb_array_elements(refs) LOOP
    result := result || jsonb_build_array(log_row(r->>'table', r->'key'));
  END LOOP;
  RETURN result;
END $$;
