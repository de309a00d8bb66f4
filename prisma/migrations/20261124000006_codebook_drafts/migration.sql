-- Drafts of the codebook, and the carrying over of annotations to a new version.

-- AlterTable
ALTER TABLE "annotation_revisions" ADD COLUMN     "keeps_review" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "migration_id" UUID;

-- AlterTable
ALTER TABLE "attribute_definitions" ADD COLUMN     "default_value" JSONB;

-- AlterTable
ALTER TABLE "codebook_versions" ADD COLUMN     "renames" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "relation_revisions" ADD COLUMN     "migration_id" UUID;

-- CreateTable
CREATE TABLE "codebook_drafts" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "codebook_id" UUID NOT NULL,
    "base_version_id" UUID NOT NULL,
    "document" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "started_by" UUID,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "codebook_drafts_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "codebook_draft_edits" (
    "project_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "author_id" UUID,
    "edits" JSONB NOT NULL,
    "undoes" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "codebook_draft_edits_pkey" PRIMARY KEY ("project_id","draft_id","revision")
);

-- CreateTable
CREATE TABLE "codebook_migrations" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "to_version_id" UUID NOT NULL,
    "plan" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "started_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "codebook_migrations_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "codebook_migration_codings" (
    "project_id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "coding_id" UUID NOT NULL,
    "moved" INTEGER NOT NULL,
    "listed" INTEGER NOT NULL,
    "done_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "codebook_migration_codings_pkey" PRIMARY KEY ("project_id","migration_id","coding_id")
);

-- CreateTable
CREATE TABLE "codebook_migration_items" (
    "project_id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "coding_id" UUID NOT NULL,
    "annotation_id" UUID,
    "relation_id" UUID,
    "revision_no" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "codebook_migration_items_pkey" PRIMARY KEY ("project_id","migration_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "codebook_drafts_project_id_codebook_id_key" ON "codebook_drafts"("project_id", "codebook_id");

-- CreateIndex
CREATE INDEX "codebook_migration_items_project_id_annotation_id_idx" ON "codebook_migration_items"("project_id", "annotation_id");

-- AddForeignKey
ALTER TABLE "codebook_drafts" ADD CONSTRAINT "codebook_drafts_project_id_codebook_id_fkey" FOREIGN KEY ("project_id", "codebook_id") REFERENCES "codebooks"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_drafts" ADD CONSTRAINT "codebook_drafts_project_id_base_version_id_fkey" FOREIGN KEY ("project_id", "base_version_id") REFERENCES "codebook_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_draft_edits" ADD CONSTRAINT "codebook_draft_edits_project_id_draft_id_fkey" FOREIGN KEY ("project_id", "draft_id") REFERENCES "codebook_drafts"("project_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_draft_edits" ADD CONSTRAINT "codebook_draft_edits_project_id_author_id_fkey" FOREIGN KEY ("project_id", "author_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_migrations" ADD CONSTRAINT "codebook_migrations_project_id_to_version_id_fkey" FOREIGN KEY ("project_id", "to_version_id") REFERENCES "codebook_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_migrations" ADD CONSTRAINT "codebook_migrations_project_id_started_by_fkey" FOREIGN KEY ("project_id", "started_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_migration_codings" ADD CONSTRAINT "codebook_migration_codings_project_id_migration_id_fkey" FOREIGN KEY ("project_id", "migration_id") REFERENCES "codebook_migrations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_migration_codings" ADD CONSTRAINT "codebook_migration_codings_project_id_coding_id_fkey" FOREIGN KEY ("project_id", "coding_id") REFERENCES "codings"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_migration_items" ADD CONSTRAINT "codebook_migration_items_project_id_migration_id_fkey" FOREIGN KEY ("project_id", "migration_id") REFERENCES "codebook_migrations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_migration_items" ADD CONSTRAINT "codebook_migration_items_project_id_coding_id_fkey" FOREIGN KEY ("project_id", "coding_id") REFERENCES "codings"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_migration_items" ADD CONSTRAINT "codebook_migration_items_project_id_annotation_id_fkey" FOREIGN KEY ("project_id", "annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_migration_items" ADD CONSTRAINT "codebook_migration_items_project_id_relation_id_fkey" FOREIGN KEY ("project_id", "relation_id") REFERENCES "relations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "annotation_revisions" ADD CONSTRAINT "annotation_revisions_project_id_migration_id_fkey" FOREIGN KEY ("project_id", "migration_id") REFERENCES "codebook_migrations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relation_revisions" ADD CONSTRAINT "relation_revisions_project_id_migration_id_fkey" FOREIGN KEY ("project_id", "migration_id") REFERENCES "codebook_migrations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------
-- Checks
-- ---------------------------------------------------------------------------------------------

ALTER TABLE codebook_migrations
  ADD CONSTRAINT codebook_migrations_reason CHECK (btrim(reason) <> '');
ALTER TABLE codebook_migration_items
  ADD CONSTRAINT codebook_migration_items_one CHECK ((annotation_id IS NULL) <> (relation_id IS NULL));

-- A migration's revisions belong to it, and only to one that is under way.
CREATE FUNCTION check_migration_open() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.codebook_migrations m WHERE m.project_id = NEW.project_id
      AND m.id = NEW.migration_id AND m.finished_at IS NOT NULL) THEN
    RAISE EXCEPTION 'migration % is finished', NEW.migration_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'codebook_migrations_open';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER annotation_revisions_migration BEFORE INSERT ON annotation_revisions
  FOR EACH ROW WHEN (NEW.migration_id IS NOT NULL) EXECUTE FUNCTION check_migration_open();
CREATE TRIGGER relation_revisions_migration BEFORE INSERT ON relation_revisions
  FOR EACH ROW WHEN (NEW.migration_id IS NOT NULL) EXECUTE FUNCTION check_migration_open();
ALTER TABLE annotation_revisions ENABLE ALWAYS TRIGGER annotation_revisions_migration;
ALTER TABLE relation_revisions ENABLE ALWAYS TRIGGER relation_revisions_migration;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['codebook_migration_codings', 'codebook_migration_items']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()', t || '_append_only', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_append_only');
  END LOOP;
END $$;

-- As before, but a migration's revision that says the same keeps the review state.
CREATE OR REPLACE FUNCTION check_annotation_revisions() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad record;
BEGIN
  SELECT r.id, a.kind INTO v_bad FROM new_rows r
    CROSS JOIN LATERAL (
      SELECT a.kind FROM public.annotations a
        WHERE a.project_id = r.project_id AND a.id = r.annotation_id OFFSET 0) a
    CROSS JOIN LATERAL (
      SELECT c.targets FROM public.codes c
        WHERE c.project_id = r.project_id AND c.id = r.code_id OFFSET 0) c
    WHERE r.fragment_count <> (SELECT count(*) FROM public.fragments f
        WHERE f.project_id = r.project_id AND f.revision_id = r.id)
      OR r.member_count <> (SELECT count(*) FROM public.revision_members m
        WHERE m.project_id = r.project_id AND m.revision_id = r.id)
      OR NOT (a.kind = ANY (c.targets))
      OR (a.kind = 'span' AND (r.fragment_count = 0 OR r.member_count > 0))
      OR (a.kind = 'article' AND (r.fragment_count > 0 OR r.member_count > 0))
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'revision % is not whole, or its code does not fit a % annotation', v_bad.id, v_bad.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_revisions_whole';
  END IF;

  SELECT r.id INTO v_bad FROM new_rows r
    WHERE NOT EXISTS (
      SELECT 1 FROM (
        SELECT v.state FROM public.codebook_versions v
          WHERE v.project_id = r.project_id AND v.id = r.codebook_version_id OFFSET 0) v
      WHERE v.state = 'published')
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'revision % uses a codebook version that is not published', v_bad.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_revisions_published';
  END IF;

  SELECT r.id, a.key AS attribute INTO v_bad FROM new_rows r
    CROSS JOIN LATERAL (
      SELECT c.id, c.layer_id FROM public.codes c
        WHERE c.project_id = r.project_id AND c.id = r.code_id OFFSET 0) c
    CROSS JOIN LATERAL jsonb_each(r.attributes) a
    LEFT JOIN public.attribute_definitions d ON d.project_id = r.project_id
      AND d.codebook_version_id = r.codebook_version_id AND d.layer_id = c.layer_id
      AND (d.code_id IS NULL OR d.code_id = c.id) AND d.key = a.key
    WHERE r.attributes <> '{}'
      AND (d.id IS NULL OR NOT public.attribute_value_fits(d.kind, d.options, a.value))
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'revision %: the codebook version has no such value of attribute %', v_bad.id, v_bad.attribute
      USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_revisions_attributes_known';
  END IF;

  SELECT r.id, r.revision_no INTO v_bad FROM new_rows r
    WHERE r.revision_no > 1 AND NOT EXISTS (
      SELECT 1 FROM public.annotation_revisions p WHERE p.project_id = r.project_id
        AND p.annotation_id = r.annotation_id AND p.revision_no = r.revision_no - 1)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'revision % skips a number', v_bad.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_revisions_gap_free';
  END IF;

  SELECT r.id INTO v_bad FROM new_rows r
    WHERE r.keeps_review AND (r.migration_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM public.annotation_revisions p
        JOIN public.codes pc ON pc.project_id = p.project_id AND pc.id = p.code_id
        JOIN public.codes rc ON rc.project_id = r.project_id AND rc.id = r.code_id
        WHERE p.project_id = r.project_id AND p.annotation_id = r.annotation_id
          AND p.revision_no = r.revision_no - 1
          AND pc.key = rc.key AND p.attributes = r.attributes AND p.deleted = r.deleted))
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'revision % says something new and cannot keep the review of the one before', v_bad.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_revisions_keeps_review';
  END IF;

  UPDATE public.annotations a
    SET head_revision_id = r.id, head_no = r.revision_no, code_id = r.code_id, deleted = r.deleted,
      review_state = CASE WHEN r.keeps_review THEN a.review_state ELSE 'unreviewed' END
    FROM (SELECT DISTINCT ON (project_id, annotation_id) * FROM new_rows
      ORDER BY project_id, annotation_id, revision_no DESC) r
    WHERE a.project_id = r.project_id AND a.id = r.annotation_id AND a.head_no < r.revision_no;
  RETURN NULL;
END $$;

-- As before, but a migration is nobody's judgement: its author may review what it carried over.
CREATE OR REPLACE FUNCTION check_review_decision() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_revision public.annotation_revisions%ROWTYPE;
  v_amended public.annotation_revisions%ROWTYPE;
  v_coder uuid;
  v_state public.review_state;
BEGIN
  SELECT * INTO v_revision FROM public.annotation_revisions
    WHERE project_id = NEW.project_id AND id = NEW.revision_id;
  IF v_revision.annotation_id IS DISTINCT FROM NEW.annotation_id THEN
    RAISE EXCEPTION 'revision % is not one of annotation %', NEW.revision_id, NEW.annotation_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'review_decisions_revision';
  END IF;
  SELECT c.coder_id INTO v_coder FROM public.annotations a
    JOIN public.codings c ON c.project_id = a.project_id AND c.id = a.coding_id
    WHERE a.project_id = NEW.project_id AND a.id = NEW.annotation_id;
  IF NEW.kind = 'contest' THEN
    IF NEW.decider_id <> v_coder THEN
      RAISE EXCEPTION 'only the coder contests a review' USING ERRCODE = 'check_violation', CONSTRAINT = 'review_decisions_contest';
    END IF;
  -- What a migration carried over is the judgement of whoever wrote the revision before it.
  ELSIF NEW.decider_id = v_coder OR NEW.decider_id = (
    SELECT p.author_id FROM public.annotation_revisions p
      WHERE p.project_id = NEW.project_id AND p.annotation_id = NEW.annotation_id
        AND p.revision_no <= v_revision.revision_no AND p.migration_id IS NULL
      ORDER BY p.revision_no DESC LIMIT 1) THEN
    RAISE EXCEPTION 'nobody reviews their own work' USING ERRCODE = 'check_violation', CONSTRAINT = 'review_decisions_not_own';
  END IF;
  IF NEW.kind = 'amend' THEN
    SELECT * INTO v_amended FROM public.annotation_revisions
      WHERE project_id = NEW.project_id AND id = NEW.amended_revision_id;
    IF v_amended.annotation_id IS DISTINCT FROM NEW.annotation_id OR v_amended.author_id <> NEW.decider_id
      OR v_amended.revision_no <> v_revision.revision_no + 1 THEN
      RAISE EXCEPTION 'an amendment is the reviewer''s own next revision' USING ERRCODE = 'check_violation', CONSTRAINT = 'review_decisions_amendment';
    END IF;
  END IF;
  v_state := CASE NEW.kind WHEN 'accept' THEN 'accepted' WHEN 'amend' THEN 'amended'
    WHEN 'reject' THEN 'rejected' WHEN 'contest' THEN 'disputed' END;
  UPDATE public.annotations SET review_state = coalesce(v_state, review_state)
    WHERE project_id = NEW.project_id AND id = NEW.annotation_id
      AND head_revision_id = coalesce(NEW.amended_revision_id, NEW.revision_id);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'revision % is no longer the current one', NEW.revision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'review_decisions_current';
  END IF;
  RETURN NULL;
END $$;

-- ---------------------------------------------------------------------------------------------
-- Row-level security and grants
-- ---------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['codebook_drafts', 'codebook_draft_edits', 'codebook_migrations',
    'codebook_migration_codings', 'codebook_migration_items']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO sourcemark_app', t);
  END LOOP;
END $$;
GRANT UPDATE (document, revision, base_version_id, updated_at), DELETE ON codebook_drafts TO sourcemark_app;
GRANT DELETE ON codebook_draft_edits TO sourcemark_app;
GRANT UPDATE (finished_at) ON codebook_migrations TO sourcemark_app;
