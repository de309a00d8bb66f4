-- Releases: frozen datasets (decision 0051). What a release holds is written once, in the transaction that
-- freezes it; its files are made from that, the same bytes each time.

CREATE TABLE "releases" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "release_no" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'building',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "pseudonym_key" TEXT NOT NULL,
    "frozen" JSON,
    "manifest" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),
    "withdrawn_by" UUID,
    "withdrawn_at" TIMESTAMPTZ(6),
    "withdrawal_reason" TEXT,

    CONSTRAINT "releases_pkey" PRIMARY KEY ("project_id","id")
);

-- One article version of a release, as it was then, without its text: that stands in its version.
CREATE TABLE "release_articles" (
    "project_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "article_version_id" UUID NOT NULL,
    "document" JSON NOT NULL,

    CONSTRAINT "release_articles_pkey" PRIMARY KEY ("project_id","release_id","position")
);

CREATE TABLE "release_splits" (
    "project_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "split" TEXT NOT NULL,

    CONSTRAINT "release_splits_pkey" PRIMARY KEY ("project_id","release_id","position")
);

CREATE UNIQUE INDEX "releases_project_id_release_no_key" ON "releases"("project_id", "release_no");

ALTER TABLE "releases" ADD CONSTRAINT "releases_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "releases" ADD CONSTRAINT "releases_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "releases" ADD CONSTRAINT "releases_withdrawn_by_fkey" FOREIGN KEY ("withdrawn_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "release_articles" ADD CONSTRAINT "release_articles_project_id_release_id_fkey" FOREIGN KEY ("project_id", "release_id") REFERENCES "releases"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "release_articles" ADD CONSTRAINT "release_articles_project_id_article_version_id_fkey" FOREIGN KEY ("project_id", "article_version_id") REFERENCES "article_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "release_splits" ADD CONSTRAINT "release_splits_project_id_release_id_position_fkey" FOREIGN KEY ("project_id", "release_id", "position") REFERENCES "release_articles"("project_id", "release_id", "position") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE releases
  ADD CONSTRAINT releases_no CHECK (release_no >= 1),
  ADD CONSTRAINT releases_name CHECK (length(name) BETWEEN 1 AND 200),
  ADD CONSTRAINT releases_state CHECK (state IN ('building', 'ready', 'failed', 'withdrawn')),
  ADD CONSTRAINT releases_ready CHECK (state NOT IN ('ready', 'withdrawn') OR frozen IS NOT NULL AND manifest IS NOT NULL),
  ADD CONSTRAINT releases_tombstone CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)
    AND (state <> 'withdrawn' OR length(withdrawal_reason) >= 1));
ALTER TABLE release_splits ADD CONSTRAINT release_splits_name CHECK (split IN ('train', 'dev', 'test'));

-- A release is built once; what it is does not change after, but that it may be withdrawn.
CREATE FUNCTION guard_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.project_id, OLD.id, OLD.release_no, OLD.name, OLD.created_at) IS DISTINCT FROM
     (NEW.project_id, NEW.id, NEW.release_no, NEW.name, NEW.created_at)
     OR OLD.spec IS DISTINCT FROM NEW.spec OR OLD.pseudonym_key IS DISTINCT FROM NEW.pseudonym_key OR OLD.created_by IS DISTINCT FROM NEW.created_by
     OR (OLD.frozen IS NOT NULL AND OLD.frozen::text IS DISTINCT FROM NEW.frozen::text)
     OR (OLD.manifest IS NOT NULL AND OLD.manifest IS DISTINCT FROM NEW.manifest) THEN
    RAISE EXCEPTION 'a release does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'releases_frozen';
  END IF;
  IF NOT (OLD.state = NEW.state OR OLD.state = 'building' AND NEW.state IN ('ready', 'failed')
      OR OLD.state = 'ready' AND NEW.state = 'withdrawn') THEN
    RAISE EXCEPTION 'a release does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'releases_moves';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER releases_guard BEFORE UPDATE ON releases FOR EACH ROW EXECUTE FUNCTION guard_release();
ALTER TABLE releases ENABLE ALWAYS TRIGGER releases_guard;
CREATE TRIGGER releases_stay BEFORE DELETE OR TRUNCATE ON releases
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE releases ENABLE ALWAYS TRIGGER releases_stay;
CREATE TRIGGER release_articles_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON release_articles
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE release_articles ENABLE ALWAYS TRIGGER release_articles_append_only;
CREATE TRIGGER release_splits_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON release_splits
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE release_splits ENABLE ALWAYS TRIGGER release_splits_append_only;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['releases', 'release_articles', 'release_splits']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (state, attempts, done, total, message, frozen, manifest, finished_at,
  withdrawn_by, withdrawn_at, withdrawal_reason) ON releases TO sourcemark_app;
GRANT SELECT, INSERT ON release_articles, release_splits TO sourcemark_app;
