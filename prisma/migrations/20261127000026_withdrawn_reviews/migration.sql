-- Whoever accepted a revision may take that back: it is not reviewed then. A decision like others, so
-- that the record keeps both.
ALTER TYPE "decision_kind" ADD VALUE 'withdraw';

DO $$
DECLARE
  v_before text := pg_get_functiondef('check_review_decision()'::regprocedure);
  v_after text := replace(replace(v_before,
    'WHEN ''contest'' THEN ''disputed'' END;',
    'WHEN ''contest'' THEN ''disputed'' WHEN ''withdraw'' THEN ''unreviewed'' END;'),
    '  v_state := CASE NEW.kind',
    '  IF NEW.kind = ''withdraw'' AND NOT EXISTS (
    SELECT 1 FROM public.review_decisions d WHERE d.project_id = NEW.project_id AND d.annotation_id = NEW.annotation_id
       AND d.revision_id = NEW.revision_id AND d.kind = ''accept'' AND d.decider_id = NEW.decider_id
       AND NOT EXISTS (SELECT 1 FROM public.review_decisions l WHERE l.project_id = d.project_id
         AND l.annotation_id = d.annotation_id AND l.id <> NEW.id AND l.kind <> ''ask'' AND l.id > d.id)) THEN
    RAISE EXCEPTION ''only the latest decision is taken back, an acceptance, by whoever made it''
      USING ERRCODE = ''check_violation'', CONSTRAINT = ''review_decisions_withdraw'';
  END IF;
  v_state := CASE NEW.kind');
BEGIN
  IF v_after = v_before OR v_after NOT LIKE '%review_decisions_withdraw%' OR v_after NOT LIKE '%''unreviewed'' END;%' THEN
    RAISE EXCEPTION 'check_review_decision is not what this migration expects';
  END IF;
  EXECUTE v_after;
END $$;
