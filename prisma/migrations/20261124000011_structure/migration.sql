-- Attributions inside attributions, and links that reach other articles.

-- Who leads to this annotation? Asked when an article is opened and when an end is deleted.
CREATE INDEX "relation_revisions_project_id_from_annotation_id_idx" ON "relation_revisions"("project_id", "from_annotation_id");
CREATE INDEX "relation_revisions_project_id_to_annotation_id_idx" ON "relation_revisions"("project_id", "to_annotation_id");

-- As before, and in the role `nested`, which every composite has, a composite of the same code and
-- coding. Written in this shape for the reasons told in 20261124000003_bulk_checks.
CREATE OR REPLACE FUNCTION check_revision_members() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad record;
BEGIN
  SELECT m.annotation_id, m.role INTO v_bad FROM new_rows m
    CROSS JOIN LATERAL (
      SELECT r.* FROM public.annotation_revisions r
        WHERE r.project_id = m.project_id AND r.id = m.revision_id OFFSET 0) r
    CROSS JOIN LATERAL (
      SELECT o.id, o.kind, o.coding_id FROM public.annotations o
        WHERE o.project_id = m.project_id AND o.id = r.annotation_id OFFSET 0) owner
    CROSS JOIN LATERAL (
      SELECT a.id, a.kind, a.coding_id, a.article_version_id, a.code_id FROM public.annotations a
        WHERE a.project_id = m.project_id AND a.id = m.annotation_id OFFSET 0) a
    CROSS JOIN LATERAL (
      SELECT c.key, c.roles FROM public.codes c
        WHERE c.project_id = m.project_id AND c.id = r.code_id OFFSET 0) c
    LEFT JOIN LATERAL (
      SELECT c.key FROM public.codes c
        WHERE c.project_id = m.project_id AND c.id = a.code_id OFFSET 0) mc ON true
    WHERE m.ordinal < 0 OR m.ordinal >= r.member_count
      OR owner.kind <> 'composite' OR a.article_version_id <> r.article_version_id
      OR CASE WHEN m.role = 'nested'
        -- No code yet: the nested one is written in the same statement.
        THEN a.kind <> 'composite' OR a.coding_id <> owner.coding_id OR mc.key <> c.key
        ELSE a.kind <> 'span' OR NOT EXISTS (
          SELECT 1 FROM jsonb_array_elements(c.roles) x
          WHERE x ->> 'role' = m.role
            AND (jsonb_array_length(coalesce(x -> 'codes', '[]')) = 0 OR x -> 'codes' ? mc.key))
        END
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'annotation % cannot be % here', v_bad.annotation_id, v_bad.role
      USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_members_role';
  END IF;
  RETURN NULL;
END $$;

-- Nothing stands inside itself. An edge counts while the revision that says it is the newest of an
-- annotation that is not deleted; every edge enters here, a restored one with its new revision.
CREATE FUNCTION check_nesting() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM new_rows WHERE role = 'nested') THEN RETURN NULL; END IF;
  -- Two writers who each close half of a circle wait for each other, in order of id.
  PERFORM 1 FROM public.codings g
    WHERE (g.project_id, g.id) IN (
      SELECT a.project_id, a.coding_id FROM new_rows n
        JOIN public.annotations a ON a.project_id = n.project_id AND a.id = n.annotation_id
       WHERE n.role = 'nested')
    ORDER BY g.project_id, g.id FOR NO KEY UPDATE;

  -- The derived heads may not have moved yet: what this statement brings goes before them.
  WITH RECURSIVE fresh AS MATERIALIZED (
    SELECT DISTINCT ON (r.project_id, r.annotation_id) r.project_id, r.annotation_id, r.id, r.deleted
      FROM public.annotation_revisions r
     WHERE (r.project_id, r.id) IN (SELECT project_id, revision_id FROM new_rows)
     ORDER BY r.project_id, r.annotation_id, r.revision_no DESC),
  walk (root, project_id, annotation_id) AS (
    SELECT f.annotation_id, f.project_id, m.annotation_id FROM fresh f
      JOIN public.revision_members m ON m.project_id = f.project_id AND m.revision_id = f.id
     WHERE NOT f.deleted AND m.role = 'nested'
    UNION
    SELECT w.root, w.project_id, m.annotation_id FROM walk w
      JOIN public.annotations a ON a.project_id = w.project_id AND a.id = w.annotation_id
      LEFT JOIN fresh f ON f.project_id = a.project_id AND f.annotation_id = a.id
      JOIN public.annotation_revisions r ON r.project_id = a.project_id
       AND r.id = coalesce(f.id, a.head_revision_id) AND NOT r.deleted
      JOIN public.revision_members m ON m.project_id = r.project_id AND m.revision_id = r.id
       AND m.role = 'nested')
  SELECT root INTO v_bad FROM walk WHERE root = annotation_id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'annotation % would stand inside itself', v_bad
      USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_members_acyclic';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER revision_members_acyclic AFTER INSERT ON revision_members
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_nesting();
ALTER TABLE revision_members ENABLE ALWAYS TRIGGER revision_members_acyclic;

-- A link belongs to a coding: one end is its own, the other its own too or of another text. A
-- colleague's work on the same text stands alone.
CREATE FUNCTION check_relation_reach() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad uuid;
BEGIN
  SELECT n.id INTO v_bad FROM new_rows n
    CROSS JOIN LATERAL (
      SELECT l.coding_id FROM public.relations l
        WHERE l.project_id = n.project_id AND l.id = n.relation_id OFFSET 0) l
    CROSS JOIN LATERAL (
      SELECT a.coding_id = l.coding_id AS own, a.article_version_id FROM public.annotations a
        WHERE a.project_id = n.project_id AND a.id = n.from_annotation_id OFFSET 0) f
    CROSS JOIN LATERAL (
      SELECT a.coding_id = l.coding_id AS own, a.article_version_id FROM public.annotations a
        WHERE a.project_id = n.project_id AND a.id = n.to_annotation_id OFFSET 0) t
    WHERE NOT n.deleted AND NOT (f.own AND t.own)
      AND NOT ((f.own OR t.own) AND f.article_version_id <> t.article_version_id)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'relation revision % joins what is not of its coding', v_bad
      USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_revisions_reach';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER relation_revisions_reach AFTER INSERT ON relation_revisions
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_relation_reach();
ALTER TABLE relation_revisions ENABLE ALWAYS TRIGGER relation_revisions_reach;
