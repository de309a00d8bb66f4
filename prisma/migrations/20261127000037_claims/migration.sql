-- The register of claims: statements that articles make, each under every wording that says the same
-- (decision 0044). An annotation keeps the words that its coder wrote; a wording leads to one claim.

CREATE TABLE "claims" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "merged_into" UUID,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claims_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "claim_names" (
    "project_id" UUID NOT NULL,
    "name_key" TEXT NOT NULL,
    "claim_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT,

    CONSTRAINT "claim_names_pkey" PRIMARY KEY ("project_id","name_key")
);

CREATE TABLE "claim_links" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_by" UUID,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "claim_links_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "claim_evidence" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "stance" TEXT NOT NULL,
    "annotation_id" UUID,
    "capture_id" UUID,
    "url" TEXT,
    "title" TEXT NOT NULL DEFAULT '',
    "accessed_on" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "added_by" UUID,
    "added_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_by" UUID,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "claim_evidence_pkey" PRIMARY KEY ("project_id","id")
);

-- Append-only; the last one counts. Without a rating it takes the one before back.
CREATE TABLE "claim_verdicts" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "verdict_no" INTEGER NOT NULL,
    "rating" TEXT,
    "value" DOUBLE PRECISION,
    "worst" DOUBLE PRECISION,
    "best" DOUBLE PRECISION,
    "explanation" TEXT NOT NULL DEFAULT '',
    "review_url" TEXT,
    "decided_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_verdicts_pkey" PRIMARY KEY ("project_id","id")
);

CREATE INDEX "claim_names_project_id_claim_id_idx" ON "claim_names"("project_id", "claim_id");
CREATE INDEX "claim_links_project_id_from_id_idx" ON "claim_links"("project_id", "from_id");
CREATE INDEX "claim_links_project_id_to_id_idx" ON "claim_links"("project_id", "to_id");
CREATE INDEX "claim_evidence_project_id_claim_id_idx" ON "claim_evidence"("project_id", "claim_id");
CREATE UNIQUE INDEX "claim_verdicts_project_id_claim_id_verdict_no_key" ON "claim_verdicts"("project_id", "claim_id", "verdict_no");

ALTER TABLE "claims" ADD CONSTRAINT "claims_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claims" ADD CONSTRAINT "claims_project_id_merged_into_fkey" FOREIGN KEY ("project_id", "merged_into") REFERENCES "claims"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claims" ADD CONSTRAINT "claims_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_names" ADD CONSTRAINT "claim_names_project_id_claim_id_fkey" FOREIGN KEY ("project_id", "claim_id") REFERENCES "claims"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_links" ADD CONSTRAINT "claim_links_project_id_from_id_fkey" FOREIGN KEY ("project_id", "from_id") REFERENCES "claims"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_links" ADD CONSTRAINT "claim_links_project_id_to_id_fkey" FOREIGN KEY ("project_id", "to_id") REFERENCES "claims"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_evidence" ADD CONSTRAINT "claim_evidence_project_id_claim_id_fkey" FOREIGN KEY ("project_id", "claim_id") REFERENCES "claims"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_evidence" ADD CONSTRAINT "claim_evidence_project_id_annotation_id_fkey" FOREIGN KEY ("project_id", "annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_evidence" ADD CONSTRAINT "claim_evidence_project_id_capture_id_fkey" FOREIGN KEY ("project_id", "capture_id") REFERENCES "captures"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_verdicts" ADD CONSTRAINT "claim_verdicts_project_id_claim_id_fkey" FOREIGN KEY ("project_id", "claim_id") REFERENCES "claims"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_verdicts" ADD CONSTRAINT "claim_verdicts_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE claims
  ADD CONSTRAINT claims_name CHECK (length(name) BETWEEN 1 AND 2000),
  ADD CONSTRAINT claims_not_itself CHECK (merged_into <> id);
ALTER TABLE claim_names
  ADD CONSTRAINT claim_names_key CHECK (length(name_key) BETWEEN 1 AND 500),
  ADD CONSTRAINT claim_names_name CHECK (length(name) BETWEEN 1 AND 2000);
ALTER TABLE claim_links
  ADD CONSTRAINT claim_links_kind CHECK (kind IN ('contradicts', 'updates')),
  ADD CONSTRAINT claim_links_not_itself CHECK (from_id <> to_id),
  ADD CONSTRAINT claim_links_removal CHECK (removed_by IS NULL OR removed_at IS NOT NULL);
ALTER TABLE claim_evidence
  ADD CONSTRAINT claim_evidence_stance CHECK (stance IN ('supports', 'refutes', 'context')),
  ADD CONSTRAINT claim_evidence_one_place CHECK (num_nonnulls(annotation_id, capture_id, url) = 1),
  ADD CONSTRAINT claim_evidence_url CHECK (url ~ '^https?://' AND length(url) <= 2000),
  ADD CONSTRAINT claim_evidence_removal CHECK (removed_by IS NULL OR removed_at IS NOT NULL);
ALTER TABLE claim_verdicts
  ADD CONSTRAINT claim_verdicts_no CHECK (verdict_no >= 1),
  ADD CONSTRAINT claim_verdicts_rating CHECK (length(rating) BETWEEN 1 AND 200),
  ADD CONSTRAINT claim_verdicts_value CHECK (
    value IS NULL AND worst IS NULL AND best IS NULL
    OR worst < best AND value BETWEEN worst AND best),
  ADD CONSTRAINT claim_verdicts_url CHECK (review_url ~ '^https?://' AND length(review_url) <= 2000);

-- What was merged into another has no wordings of its own, and is nothing's goal.
CREATE FUNCTION check_claim_merge() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.merged_into IS NULL THEN RETURN NULL; END IF;
  IF EXISTS (SELECT 1 FROM public.claim_names n WHERE n.project_id = NEW.project_id AND n.claim_id = NEW.id) THEN
    RAISE EXCEPTION 'a merged claim hands all its wordings over' USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_merged_names';
  END IF;
  IF EXISTS (SELECT 1 FROM public.claims c WHERE c.project_id = NEW.project_id
      AND (c.id = NEW.merged_into AND c.merged_into IS NOT NULL OR c.merged_into = NEW.id)) THEN
    RAISE EXCEPTION 'a claim is merged into one that stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_merged_into';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claims_merge AFTER INSERT OR UPDATE ON claims DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_claim_merge();

CREATE TRIGGER claim_verdicts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_verdicts
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE claim_verdicts ENABLE ALWAYS TRIGGER claim_verdicts_append_only;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['claims', 'claim_names', 'claim_links', 'claim_evidence', 'claim_verdicts']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (name, note, merged_into) ON claims TO sourcemark_app;
GRANT SELECT, INSERT, UPDATE (claim_id, name, language), DELETE ON claim_names TO sourcemark_app;
GRANT SELECT, INSERT, UPDATE (removed_by, removed_at) ON claim_links, claim_evidence TO sourcemark_app;
GRANT SELECT, INSERT ON claim_verdicts TO sourcemark_app;
