-- Articles that share their words: copies of one dispatch, extracts and long quotations. All but the
-- labels is derived from the texts by lib/wirecopy, and is made again from what waits.

CREATE TABLE "wire_articles" (
    "project_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,
    "shingles" INTEGER NOT NULL,
    "agency" TEXT,
    "agency_words" TEXT,

    CONSTRAINT "wire_articles_pkey" PRIMARY KEY ("project_id","article_id")
);

-- Keys of the signatures' bands and of sampled shingles. No foreign keys: dozens of rows an article.
CREATE TABLE "wire_keys" (
    "project_id" UUID NOT NULL,
    "key" BIGINT NOT NULL,
    "article_id" UUID NOT NULL,

    CONSTRAINT "wire_keys_pkey" PRIMARY KEY ("project_id","key","article_id")
);

CREATE TABLE "wire_pairs" (
    "project_id" UUID NOT NULL,
    "low_id" UUID NOT NULL,
    "high_id" UUID NOT NULL,
    "shared" INTEGER NOT NULL,
    "low_shingles" INTEGER NOT NULL,
    "high_shingles" INTEGER NOT NULL,

    CONSTRAINT "wire_pairs_pkey" PRIMARY KEY ("project_id","low_id","high_id")
);

CREATE INDEX "wire_pairs_project_id_high_id_idx" ON "wire_pairs"("project_id", "high_id");

-- Versions that wait to be compared; no foreign key, as in "search_pending".
CREATE TABLE "wire_pending" (
    "project_id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,

    CONSTRAINT "wire_pending_pkey" PRIMARY KEY ("project_id","article_version_id")
);

CREATE TABLE "wire_labels" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "label_no" INTEGER NOT NULL,
    "label" TEXT,
    "suggested" TEXT,
    "decided_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wire_labels_pkey" PRIMARY KEY ("project_id","id")
);

CREATE UNIQUE INDEX "wire_labels_project_id_article_id_label_no_key" ON "wire_labels"("project_id", "article_id", "label_no");

ALTER TABLE "wire_articles" ADD CONSTRAINT "wire_articles_project_id_article_id_fkey" FOREIGN KEY ("project_id", "article_id") REFERENCES "articles"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "wire_pairs" ADD CONSTRAINT "wire_pairs_project_id_low_id_fkey" FOREIGN KEY ("project_id", "low_id") REFERENCES "articles"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "wire_pairs" ADD CONSTRAINT "wire_pairs_project_id_high_id_fkey" FOREIGN KEY ("project_id", "high_id") REFERENCES "articles"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "wire_labels" ADD CONSTRAINT "wire_labels_project_id_article_id_fkey" FOREIGN KEY ("project_id", "article_id") REFERENCES "articles"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "wire_labels" ADD CONSTRAINT "wire_labels_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE wire_pairs
  ADD CONSTRAINT wire_pairs_order CHECK (low_id < high_id),
  ADD CONSTRAINT wire_pairs_shared CHECK (shared BETWEEN 1 AND least(low_shingles, high_shingles));
-- Null takes a label back.
ALTER TABLE wire_labels
  ADD CONSTRAINT wire_labels_label CHECK (label IN ('original', 'partial_copy', 'extensive_quoting', 'wholesale_duplicate')),
  ADD CONSTRAINT wire_labels_suggested CHECK (suggested IN ('original', 'partial_copy', 'extensive_quoting', 'wholesale_duplicate')),
  ADD CONSTRAINT wire_labels_no CHECK (label_no >= 1);

CREATE FUNCTION note_pending_wire() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.wire_pending (project_id, article_version_id)
    SELECT project_id, id FROM new_rows ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER article_versions_to_wire AFTER INSERT ON article_versions
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_pending_wire();

INSERT INTO wire_pending (project_id, article_version_id) SELECT project_id, id FROM article_versions;

CREATE TRIGGER wire_labels_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON wire_labels
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE wire_labels ENABLE ALWAYS TRIGGER wire_labels_append_only;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['wire_articles', 'wire_keys', 'wire_pairs', 'wire_pending', 'wire_labels']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON wire_articles TO sourcemark_app;
GRANT SELECT, INSERT, DELETE ON wire_keys, wire_pairs, wire_pending TO sourcemark_app;
GRANT SELECT, INSERT ON wire_labels TO sourcemark_app;
