-- Adjudication: what several codings of one text come to. The gold layer is a coding of its own, of
-- nobody's; the codings that it comes from are never touched.

-- CreateEnum
CREATE TYPE "coding_kind" AS ENUM ('coder', 'gold');

-- CreateEnum
CREATE TYPE "adjudication_kind" AS ENUM ('take', 'merge', 'write', 'reject', 'auto', 'undo', 'confirm');

-- CreateEnum
CREATE TYPE "adjudication_cause" AS ENUM ('ambiguous_text', 'guideline_gap', 'slip', 'legitimate_difference');

-- CreateEnum
CREATE TYPE "appeal_outcome" AS ENUM ('granted', 'upheld');

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "two_person_adjudication" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "codings" ADD COLUMN     "kind" "coding_kind" NOT NULL DEFAULT 'coder';

-- CreateTable
CREATE TABLE "adjudication_decisions" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,
    "kind" "adjudication_kind" NOT NULL,
    "basis" TEXT NOT NULL,
    "cause" "adjudication_cause",
    "note" TEXT,
    "gold_annotation_id" UUID,
    "gold_revision_id" UUID,
    "gold_relation_id" UUID,
    "gold_relation_no" INTEGER,
    "target_id" UUID,
    "decider_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "adjudication_decisions_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "adjudication_sources" (
    "project_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "annotation_id" UUID,
    "revision_id" UUID,
    "relation_id" UUID,
    "relation_no" INTEGER,

    CONSTRAINT "adjudication_sources_pkey" PRIMARY KEY ("project_id","decision_id","ordinal")
);

-- CreateTable
CREATE TABLE "appeals" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "annotation_id" UUID,
    "thread_id" UUID NOT NULL,
    "opened_by" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" "appeal_outcome",
    "resolved_by" UUID,
    "resolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "appeals_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "adjudication_decisions_project_id_target_id_kind_key" ON "adjudication_decisions"("project_id", "target_id", "kind");

-- CreateIndex
CREATE INDEX "adjudication_decisions_project_id_article_version_id_idx" ON "adjudication_decisions"("project_id", "article_version_id");

-- CreateIndex
CREATE INDEX "adjudication_sources_project_id_annotation_id_idx" ON "adjudication_sources"("project_id", "annotation_id");

-- CreateIndex
CREATE UNIQUE INDEX "appeals_project_id_decision_id_opened_by_key" ON "appeals"("project_id", "decision_id", "opened_by");

-- AddForeignKey
ALTER TABLE "adjudication_decisions" ADD CONSTRAINT "adjudication_decisions_project_id_article_version_id_fkey" FOREIGN KEY ("project_id", "article_version_id") REFERENCES "article_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "adjudication_decisions" ADD CONSTRAINT "adjudication_decisions_project_id_gold_annotation_id_fkey" FOREIGN KEY ("project_id", "gold_annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "adjudication_decisions" ADD CONSTRAINT "adjudication_decisions_project_id_gold_revision_id_fkey" FOREIGN KEY ("project_id", "gold_revision_id") REFERENCES "annotation_revisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "adjudication_decisions" ADD CONSTRAINT "adjudication_decisions_project_id_gold_relation_id_gold_re_fkey" FOREIGN KEY ("project_id", "gold_relation_id", "gold_relation_no") REFERENCES "relation_revisions"("project_id", "relation_id", "revision_no") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "adjudication_decisions" ADD CONSTRAINT "adjudication_decisions_project_id_target_id_fkey" FOREIGN KEY ("project_id", "target_id") REFERENCES "adjudication_decisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "adjudication_decisions" ADD CONSTRAINT "adjudication_decisions_project_id_decider_id_fkey" FOREIGN KEY ("project_id", "decider_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "adjudication_sources" ADD CONSTRAINT "adjudication_sources_project_id_decision_id_fkey" FOREIGN KEY ("project_id", "decision_id") REFERENCES "adjudication_decisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "adjudication_sources" ADD CONSTRAINT "adjudication_sources_project_id_annotation_id_fkey" FOREIGN KEY ("project_id", "annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "adjudication_sources" ADD CONSTRAINT "adjudication_sources_project_id_revision_id_fkey" FOREIGN KEY ("project_id", "revision_id") REFERENCES "annotation_revisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "adjudication_sources" ADD CONSTRAINT "adjudication_sources_project_id_relation_id_relation_no_fkey" FOREIGN KEY ("project_id", "relation_id", "relation_no") REFERENCES "relation_revisions"("project_id", "relation_id", "revision_no") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_project_id_decision_id_fkey" FOREIGN KEY ("project_id", "decision_id") REFERENCES "adjudication_decisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_project_id_annotation_id_fkey" FOREIGN KEY ("project_id", "annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_project_id_thread_id_fkey" FOREIGN KEY ("project_id", "thread_id") REFERENCES "threads"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_project_id_opened_by_fkey" FOREIGN KEY ("project_id", "opened_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_project_id_resolved_by_fkey" FOREIGN KEY ("project_id", "resolved_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- The gold of a text belongs to one reserved person, who is no person and cannot sign in
-- (lib/adjudication/rules/gold.ts): it can neither pass for somebody's coding nor somebody's for it.
ALTER TABLE codings ADD CONSTRAINT codings_gold CHECK
  ((kind = 'gold') = (coder_id = '01930000-0000-7000-8000-00000000901d'));

ALTER TABLE adjudication_decisions
  ADD CONSTRAINT adjudication_decisions_target CHECK
    ((kind IN ('undo', 'confirm')) = (target_id IS NOT NULL)),
  -- What makes gold names what it made, and nothing else does.
  ADD CONSTRAINT adjudication_decisions_gold CHECK
    ((kind IN ('take', 'merge', 'write', 'auto'))
      = (num_nonnulls(gold_annotation_id, gold_relation_id) = 1)),
  ADD CONSTRAINT adjudication_decisions_gold_whole CHECK
    ((gold_annotation_id IS NULL) = (gold_revision_id IS NULL)
      AND (gold_relation_id IS NULL) = (gold_relation_no IS NULL));
ALTER TABLE adjudication_sources
  ADD CONSTRAINT adjudication_sources_one CHECK
    (num_nonnulls(annotation_id, relation_id) = 1
      AND (annotation_id IS NULL) = (revision_id IS NULL)
      AND (relation_id IS NULL) = (relation_no IS NULL));
ALTER TABLE appeals
  ADD CONSTRAINT appeals_resolved CHECK
    (num_nonnulls(outcome, resolved_by, resolved_at) IN (0, 3)),
  ADD CONSTRAINT appeals_not_own CHECK (resolved_by IS DISTINCT FROM opened_by);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['adjudication_decisions', 'adjudication_sources'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()', t || '_append_only', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_append_only');
  END LOOP;
  FOREACH t IN ARRAY ARRAY['adjudication_decisions', 'adjudication_sources', 'appeals'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
  END LOOP;
END $$;

-- A decision's gold is the gold of its text; nobody confirms their own; what is taken back or
-- confirmed is a decision about the same text.
CREATE FUNCTION check_adjudication_decisions() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad uuid;
BEGIN
  SELECT n.id INTO v_bad FROM new_rows n
    LEFT JOIN public.annotations a ON a.project_id = n.project_id AND a.id = n.gold_annotation_id
    LEFT JOIN public.annotation_revisions r ON r.project_id = n.project_id AND r.id = n.gold_revision_id
    LEFT JOIN public.relations l ON l.project_id = n.project_id AND l.id = n.gold_relation_id
    LEFT JOIN public.codings g ON g.project_id = n.project_id AND g.id = coalesce(a.coding_id, l.coding_id)
   WHERE num_nonnulls(n.gold_annotation_id, n.gold_relation_id) > 0
     AND (g.kind <> 'gold' OR g.article_version_id <> n.article_version_id
       OR r.annotation_id IS DISTINCT FROM n.gold_annotation_id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'decision % makes what is no gold of its text', v_bad
      USING ERRCODE = 'check_violation', CONSTRAINT = 'adjudication_decisions_of_gold';
  END IF;
  SELECT n.id INTO v_bad FROM new_rows n
    JOIN public.adjudication_decisions t ON t.project_id = n.project_id AND t.id = n.target_id
   WHERE t.kind IN ('undo', 'confirm') OR t.article_version_id <> n.article_version_id
      OR (n.kind = 'confirm' AND t.decider_id = n.decider_id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'decision % does not fit what it is about', v_bad
      USING ERRCODE = 'check_violation', CONSTRAINT = 'adjudication_decisions_fits';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER adjudication_decisions_checked AFTER INSERT ON adjudication_decisions
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_adjudication_decisions();
ALTER TABLE adjudication_decisions ENABLE ALWAYS TRIGGER adjudication_decisions_checked;

-- Gold comes from people's codings of the same text, and never from gold.
CREATE FUNCTION check_adjudication_sources() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad uuid;
BEGIN
  SELECT n.decision_id INTO v_bad FROM new_rows n
    JOIN public.adjudication_decisions d ON d.project_id = n.project_id AND d.id = n.decision_id
    LEFT JOIN public.annotations a ON a.project_id = n.project_id AND a.id = n.annotation_id
    LEFT JOIN public.annotation_revisions r ON r.project_id = n.project_id AND r.id = n.revision_id
    LEFT JOIN public.relations l ON l.project_id = n.project_id AND l.id = n.relation_id
    LEFT JOIN public.codings g ON g.project_id = n.project_id AND g.id = coalesce(a.coding_id, l.coding_id)
   WHERE g.kind <> 'coder' OR g.article_version_id <> d.article_version_id
      OR r.annotation_id IS DISTINCT FROM n.annotation_id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'decision % rests on what is no coding of its text', v_bad
      USING ERRCODE = 'check_violation', CONSTRAINT = 'adjudication_sources_of_coders';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER adjudication_sources_checked AFTER INSERT ON adjudication_sources
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_adjudication_sources();
ALTER TABLE adjudication_sources ENABLE ALWAYS TRIGGER adjudication_sources_checked;

REVOKE ALL ON adjudication_decisions, adjudication_sources, appeals FROM PUBLIC;
GRANT SELECT, INSERT ON adjudication_decisions, adjudication_sources, appeals TO sourcemark_app;
GRANT UPDATE (outcome, resolved_by, resolved_at) ON appeals TO sourcemark_app;
GRANT UPDATE (two_person_adjudication) ON projects TO sourcemark_app;
