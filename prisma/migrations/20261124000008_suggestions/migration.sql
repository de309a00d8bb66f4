-- CreateEnum
CREATE TYPE "suggestion_outcome" AS ENUM ('accepted', 'changed', 'rejected', 'stale');

-- CreateTable
CREATE TABLE "suggestion_providers" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "header_name" TEXT,
    "secret_sealed" BYTEA,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "suggestion_providers_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "suggestions" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,
    "coder_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "origin_version" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "reason" JSONB NOT NULL DEFAULT '{}',
    "kind" "annotation_kind" NOT NULL,
    "code_key" TEXT NOT NULL,
    "proposal" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestions_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "suggestion_decisions" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "suggestion_id" UUID NOT NULL,
    "decider_id" UUID NOT NULL,
    "outcome" "suggestion_outcome" NOT NULL,
    "annotation_id" UUID,
    "decided_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestion_decisions_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "suggestions_offered_once_key" ON "suggestions"("project_id", "article_version_id", "coder_id", "origin", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "suggestion_decisions_project_id_suggestion_id_key" ON "suggestion_decisions"("project_id", "suggestion_id");

-- AddForeignKey
ALTER TABLE "suggestion_providers" ADD CONSTRAINT "suggestion_providers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "suggestion_providers" ADD CONSTRAINT "suggestion_providers_project_id_created_by_fkey" FOREIGN KEY ("project_id", "created_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_project_id_article_version_id_fkey" FOREIGN KEY ("project_id", "article_version_id") REFERENCES "article_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_project_id_coder_id_fkey" FOREIGN KEY ("project_id", "coder_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "suggestion_decisions" ADD CONSTRAINT "suggestion_decisions_project_id_suggestion_id_fkey" FOREIGN KEY ("project_id", "suggestion_id") REFERENCES "suggestions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "suggestion_decisions" ADD CONSTRAINT "suggestion_decisions_project_id_decider_id_fkey" FOREIGN KEY ("project_id", "decider_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "suggestion_decisions" ADD CONSTRAINT "suggestion_decisions_project_id_annotation_id_fkey" FOREIGN KEY ("project_id", "annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE suggestions
  ADD CONSTRAINT suggestions_score CHECK (score BETWEEN 0 AND 1),
  ADD CONSTRAINT suggestions_proposal CHECK (jsonb_typeof(proposal) = 'object'),
  ADD CONSTRAINT suggestions_origin_present CHECK (origin <> '' AND origin_version <> '');
ALTER TABLE suggestion_decisions
  -- What was taken over names the annotation that it became, and nothing else does.
  ADD CONSTRAINT suggestion_decisions_annotation CHECK
    ((outcome IN ('accepted', 'changed')) = (annotation_id IS NOT NULL));
ALTER TABLE suggestion_providers
  ADD CONSTRAINT suggestion_providers_url CHECK (url ~ '^https?://'),
  ADD CONSTRAINT suggestion_providers_secret CHECK ((header_name IS NULL) = (secret_sealed IS NULL));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['suggestions', 'suggestion_decisions'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()', t || '_append_only', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_append_only');
  END LOOP;
  FOREACH t IN ARRAY ARRAY['suggestions', 'suggestion_decisions', 'suggestion_providers'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
  END LOOP;
END $$;

-- Each person decides about what was offered to them, for themselves.
CREATE FUNCTION check_suggestion_decision() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.suggestions s WHERE s.project_id = NEW.project_id
      AND s.id = NEW.suggestion_id AND s.coder_id = NEW.decider_id) THEN
    RAISE EXCEPTION 'suggestion % was offered to somebody else', NEW.suggestion_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'suggestion_decisions_own';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER suggestion_decisions_checked AFTER INSERT ON suggestion_decisions
  FOR EACH ROW EXECUTE FUNCTION check_suggestion_decision();
ALTER TABLE suggestion_decisions ENABLE ALWAYS TRIGGER suggestion_decisions_checked;

REVOKE ALL ON suggestions, suggestion_decisions, suggestion_providers FROM PUBLIC;
GRANT SELECT, INSERT ON suggestions, suggestion_decisions, suggestion_providers TO sourcemark_app;
GRANT UPDATE (name, url, header_name, secret_sealed, updated_at, removed_at) ON suggestion_providers TO sourcemark_app;
