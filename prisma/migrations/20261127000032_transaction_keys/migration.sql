-- Which event tells of a row? Both were written in one transaction: each now says in which. The key
-- is the database's to give, so that a row without an event is found, and no row claims another's.

-- No two transactions of any server share it: transaction ids are unique as long as a server runs and
-- on, and two servers did not start in the same microsecond.
CREATE FUNCTION transaction_key() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT md5(pg_current_xact_id()::text || ' ' || extract(epoch FROM pg_postmaster_start_time())::text)::uuid $$;

-- The default comes after the column: what stands there already is not this migration's work.
ALTER TABLE "annotation_revisions" ADD COLUMN "written_in" UUID;
ALTER TABLE "relation_revisions" ADD COLUMN "written_in" UUID;
ALTER TABLE "review_decisions" ADD COLUMN "written_in" UUID;
ALTER TABLE "article_versions" ADD COLUMN "written_in" UUID;
ALTER TABLE "events" ADD COLUMN "written_in" UUID;
ALTER TABLE "annotation_revisions" ALTER COLUMN "written_in" SET DEFAULT transaction_key();
ALTER TABLE "relation_revisions" ALTER COLUMN "written_in" SET DEFAULT transaction_key();
ALTER TABLE "review_decisions" ALTER COLUMN "written_in" SET DEFAULT transaction_key();
ALTER TABLE "article_versions" ALTER COLUMN "written_in" SET DEFAULT transaction_key();
ALTER TABLE "events" ALTER COLUMN "written_in" SET DEFAULT transaction_key();

CREATE INDEX "events_project_id_written_in_seq_idx" ON "events"("project_id", "written_in", "seq");

-- The application inserts every column but this one. (Events it appends by append_event alone.)
DO $$
DECLARE
  t text;
  v_columns text;
BEGIN
  FOREACH t IN ARRAY ARRAY['annotation_revisions', 'relation_revisions', 'review_decisions', 'article_versions']
  LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO v_columns FROM pg_attribute
      WHERE attrelid = t::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname <> 'written_in';
    EXECUTE format('REVOKE INSERT ON %I FROM sourcemark_app', t);
    EXECUTE format('GRANT INSERT (%s) ON %I TO sourcemark_app', v_columns, t);
  END LOOP;
END $$;
