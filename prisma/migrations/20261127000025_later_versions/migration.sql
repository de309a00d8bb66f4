-- A page that changed: what of it changed without its text, and codings that follow its text into a
-- later version. The older version keeps its own; nothing of it is touched.

-- CreateEnum
CREATE TYPE "carry_verdict" AS ENUM ('exact', 'moved', 'changed', 'lost');

-- CreateEnum
CREATE TYPE "carry_state" AS ENUM ('written', 'waiting', 'confirmed', 'adjusted', 'dropped');

-- CreateTable
CREATE TABLE "article_metadata_changes" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,
    "capture_id" UUID NOT NULL,
    "import_id" UUID,
    "changes" JSONB NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_metadata_changes_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "carry_overs" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "from_coding_id" UUID NOT NULL,
    "coding_id" UUID NOT NULL,
    "carried_by" UUID NOT NULL,
    "carried_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_by" UUID,
    "undone_at" TIMESTAMPTZ(6),

    CONSTRAINT "carry_overs_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "carry_over_items" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "carry_over_id" UUID NOT NULL,
    "coding_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "source_revision_id" UUID NOT NULL,
    "verdict" "carry_verdict" NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "runner_up" DOUBLE PRECISION,
    "proposal" JSONB NOT NULL DEFAULT '[]',
    "near" INTEGER NOT NULL,
    "state" "carry_state" NOT NULL,
    "annotation_id" UUID,
    "settled_by" UUID,
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "carry_over_items_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "carry_over_relations" (
    "project_id" UUID NOT NULL,
    "carry_over_id" UUID NOT NULL,
    "coding_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "relation_id" UUID NOT NULL,

    CONSTRAINT "carry_over_relations_pkey" PRIMARY KEY ("project_id","carry_over_id","source_id")
);

-- CreateIndex
CREATE INDEX "article_metadata_changes_project_id_article_version_id_idx" ON "article_metadata_changes"("project_id", "article_version_id");

-- CreateIndex
CREATE INDEX "carry_overs_project_id_coding_id_idx" ON "carry_overs"("project_id", "coding_id");

-- CreateIndex
CREATE INDEX "carry_over_items_project_id_coding_id_state_idx" ON "carry_over_items"("project_id", "coding_id", "state");

-- CreateIndex
CREATE INDEX "carry_over_items_project_id_annotation_id_idx" ON "carry_over_items"("project_id", "annotation_id");

-- CreateIndex
CREATE UNIQUE INDEX "carry_over_items_project_id_carry_over_id_source_id_key" ON "carry_over_items"("project_id", "carry_over_id", "source_id");

-- CreateIndex
CREATE INDEX "carry_over_relations_project_id_relation_id_idx" ON "carry_over_relations"("project_id", "relation_id");

-- AddForeignKey
ALTER TABLE "article_metadata_changes" ADD CONSTRAINT "article_metadata_changes_project_id_article_version_id_fkey" FOREIGN KEY ("project_id", "article_version_id") REFERENCES "article_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "article_metadata_changes" ADD CONSTRAINT "article_metadata_changes_project_id_capture_id_fkey" FOREIGN KEY ("project_id", "capture_id") REFERENCES "captures"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "article_metadata_changes" ADD CONSTRAINT "article_metadata_changes_project_id_import_id_fkey" FOREIGN KEY ("project_id", "import_id") REFERENCES "imports"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_overs" ADD CONSTRAINT "carry_overs_project_id_from_coding_id_fkey" FOREIGN KEY ("project_id", "from_coding_id") REFERENCES "codings"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_overs" ADD CONSTRAINT "carry_overs_project_id_coding_id_fkey" FOREIGN KEY ("project_id", "coding_id") REFERENCES "codings"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_overs" ADD CONSTRAINT "carry_overs_project_id_carried_by_fkey" FOREIGN KEY ("project_id", "carried_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_overs" ADD CONSTRAINT "carry_overs_project_id_undone_by_fkey" FOREIGN KEY ("project_id", "undone_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_items" ADD CONSTRAINT "carry_over_items_project_id_carry_over_id_fkey" FOREIGN KEY ("project_id", "carry_over_id") REFERENCES "carry_overs"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_items" ADD CONSTRAINT "carry_over_items_project_id_coding_id_fkey" FOREIGN KEY ("project_id", "coding_id") REFERENCES "codings"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_items" ADD CONSTRAINT "carry_over_items_project_id_source_id_fkey" FOREIGN KEY ("project_id", "source_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_items" ADD CONSTRAINT "carry_over_items_project_id_source_revision_id_fkey" FOREIGN KEY ("project_id", "source_revision_id") REFERENCES "annotation_revisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_items" ADD CONSTRAINT "carry_over_items_project_id_annotation_id_fkey" FOREIGN KEY ("project_id", "annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_items" ADD CONSTRAINT "carry_over_items_project_id_settled_by_fkey" FOREIGN KEY ("project_id", "settled_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_relations" ADD CONSTRAINT "carry_over_relations_project_id_carry_over_id_fkey" FOREIGN KEY ("project_id", "carry_over_id") REFERENCES "carry_overs"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_relations" ADD CONSTRAINT "carry_over_relations_project_id_coding_id_fkey" FOREIGN KEY ("project_id", "coding_id") REFERENCES "codings"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_relations" ADD CONSTRAINT "carry_over_relations_project_id_source_id_fkey" FOREIGN KEY ("project_id", "source_id") REFERENCES "relations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "carry_over_relations" ADD CONSTRAINT "carry_over_relations_project_id_relation_id_fkey" FOREIGN KEY ("project_id", "relation_id") REFERENCES "relations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A coding goes into a later version once, unless it was taken back.
CREATE UNIQUE INDEX carry_overs_once ON carry_overs (project_id, from_coding_id, coding_id)
  WHERE undone_at IS NULL;

ALTER TABLE article_metadata_changes ADD CONSTRAINT article_metadata_changes_object
  CHECK (jsonb_typeof(changes) = 'object' AND changes <> '{}');
ALTER TABLE carry_overs ADD CONSTRAINT carry_overs_undone
  CHECK ((undone_at IS NULL) = (undone_by IS NULL));
ALTER TABLE carry_over_items
  ADD CONSTRAINT carry_over_items_made CHECK
    ((state IN ('written', 'confirmed', 'adjusted')) = (annotation_id IS NOT NULL)),
  -- Without a person only what is the same goes over.
  ADD CONSTRAINT carry_over_items_sure CHECK (state <> 'written' OR verdict IN ('exact', 'moved')),
  ADD CONSTRAINT carry_over_items_settled CHECK
    ((state IN ('written', 'waiting')) = (settled_at IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL)),
  ADD CONSTRAINT carry_over_items_score CHECK (score BETWEEN 0 AND 1 AND runner_up BETWEEN 0 AND 1),
  ADD CONSTRAINT carry_over_items_proposal CHECK (jsonb_typeof(proposal) = 'array');

-- From one coder's coding to the same coder's coding of a later version of the same article.
CREATE FUNCTION check_carry_over() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM public.codings f
      JOIN public.article_versions v ON v.project_id = f.project_id AND v.id = f.article_version_id
      JOIN public.codings t ON t.project_id = f.project_id AND t.id = NEW.coding_id AND t.coder_id = f.coder_id
      JOIN public.article_versions w ON w.project_id = t.project_id AND w.id = t.article_version_id
     WHERE f.project_id = NEW.project_id AND f.id = NEW.from_coding_id AND f.kind = 'coder'
       AND w.article_id = v.article_id AND w.version_no > v.version_no) THEN
    RAISE EXCEPTION 'coding % cannot be carried into %', NEW.from_coding_id, NEW.coding_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'carry_overs_later_version';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER carry_overs_checked BEFORE INSERT ON carry_overs
  FOR EACH ROW EXECUTE FUNCTION check_carry_over();
ALTER TABLE carry_overs ENABLE ALWAYS TRIGGER carry_overs_checked;

-- An item names what is in the two codings; what was settled stays so; and what is called the same
-- says the same words.
CREATE FUNCTION check_carry_over_items() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad uuid;
BEGIN
  SELECT n.id INTO v_bad FROM new_rows n
    JOIN public.carry_overs c ON c.project_id = n.project_id AND c.id = n.carry_over_id
    JOIN public.annotations s ON s.project_id = n.project_id AND s.id = n.source_id
    JOIN public.annotation_revisions r ON r.project_id = n.project_id AND r.id = n.source_revision_id
    LEFT JOIN public.annotations a ON a.project_id = n.project_id AND a.id = n.annotation_id
   WHERE c.coding_id <> n.coding_id OR s.coding_id <> c.from_coding_id OR r.annotation_id <> s.id
      OR (a.id IS NOT NULL AND (a.coding_id <> c.coding_id OR a.kind <> s.kind)) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'item % is not of its codings', v_bad
      USING ERRCODE = 'check_violation', CONSTRAINT = 'carry_over_items_of_codings';
  END IF;
  SELECT n.id INTO v_bad FROM new_rows n
    JOIN public.annotation_revisions t
      ON t.project_id = n.project_id AND t.annotation_id = n.annotation_id AND t.revision_no = 1
   WHERE n.state = 'written' AND
     (SELECT coalesce(array_agg(f.quote ORDER BY f.ordinal), '{}') FROM public.fragments f
       WHERE f.project_id = n.project_id AND f.revision_id = n.source_revision_id) <>
     (SELECT coalesce(array_agg(f.quote ORDER BY f.ordinal), '{}') FROM public.fragments f
       WHERE f.project_id = t.project_id AND f.revision_id = t.id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'item % was called the same with other words', v_bad
      USING ERRCODE = 'check_violation', CONSTRAINT = 'carry_over_items_same_words';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER carry_over_items_checked AFTER INSERT ON carry_over_items
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_carry_over_items();
CREATE TRIGGER carry_over_items_checked_again AFTER UPDATE ON carry_over_items
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_carry_over_items();
CREATE FUNCTION keep_settled_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'item % is settled', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'carry_over_items_settle_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER carry_over_items_kept BEFORE UPDATE ON carry_over_items
  FOR EACH ROW EXECUTE FUNCTION keep_settled_item();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['carry_over_items_checked', 'carry_over_items_checked_again', 'carry_over_items_kept'] LOOP
    EXECUTE format('ALTER TABLE carry_over_items ENABLE ALWAYS TRIGGER %I', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['article_metadata_changes', 'carry_over_relations'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()', t || '_append_only', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_append_only');
  END LOOP;
  FOREACH t IN ARRAY ARRAY['article_metadata_changes', 'carry_overs', 'carry_over_items', 'carry_over_relations'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['carry_overs', 'carry_over_items', 'carry_over_relations'] LOOP
    EXECUTE format('CREATE POLICY colleagues_unseen ON %I AS RESTRICTIVE FOR SELECT
      USING ((SELECT sees_all()) OR sees_coding(coding_id))', t);
  END LOOP;
END $$;

REVOKE ALL ON article_metadata_changes, carry_overs, carry_over_items, carry_over_relations FROM PUBLIC;
GRANT SELECT, INSERT ON article_metadata_changes, carry_overs, carry_over_items, carry_over_relations TO sourcemark_app;
GRANT UPDATE (undone_by, undone_at) ON carry_overs TO sourcemark_app;
GRANT UPDATE (state, annotation_id, settled_by, settled_at) ON carry_over_items TO sourcemark_app;
