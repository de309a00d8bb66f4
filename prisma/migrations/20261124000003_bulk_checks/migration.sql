-- The same checks as before, written so that their time grows with the rows that a statement brings
-- and with nothing else. A trigger's plan is made once a session, often for one row, and kept: each
-- table is therefore reached by its whole primary key in a subquery of its own (OFFSET 0 keeps the
-- planner from pulling it up into a join by project alone), and each text is measured once.

CREATE OR REPLACE FUNCTION check_fragments() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  f record;
  v_project uuid;
  v_version uuid;
  v_text text;
  v_length int;
  v_bad record;
BEGIN
  -- By article version: each text is read (and decompressed) once, however many fragments point into it.
  FOR f IN SELECT project_id, article_version_id, start_offset, end_offset, quote
    FROM new_rows ORDER BY 1, 2
  LOOP
    IF f.article_version_id IS DISTINCT FROM v_version OR f.project_id IS DISTINCT FROM v_project THEN
      v_project := f.project_id;
      v_version := f.article_version_id;
      SELECT text || '', text_length INTO v_text, v_length FROM public.article_versions
        WHERE project_id = v_project AND id = v_version;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'fragment of an unknown article version %', v_version USING ERRCODE = 'foreign_key_violation';
      END IF;
    END IF;
    IF f.end_offset > v_length THEN
      RAISE EXCEPTION 'fragment [%, %) is out of bounds of a text of % code points', f.start_offset, f.end_offset, v_length
        USING ERRCODE = 'check_violation', CONSTRAINT = 'fragments_in_text';
    END IF;
    IF f.quote IS DISTINCT FROM substr(v_text, f.start_offset + 1, f.end_offset - f.start_offset) THEN
      RAISE EXCEPTION 'fragment [%, %) quotes other words than the text has there', f.start_offset, f.end_offset
        USING ERRCODE = 'check_violation', CONSTRAINT = 'fragments_quote_true';
    END IF;
  END LOOP;

  SELECT n.ordinal, n.revision_id INTO v_bad FROM new_rows n
    WHERE NOT EXISTS (
      SELECT 1 FROM (
        SELECT r.fragment_count, r.article_version_id FROM public.annotation_revisions r
          WHERE r.project_id = n.project_id AND r.id = n.revision_id OFFSET 0) r
      WHERE n.ordinal < r.fragment_count AND n.article_version_id = r.article_version_id)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'fragment % does not belong to revision %', v_bad.ordinal, v_bad.revision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fragments_of_revision';
  END IF;

  SELECT revision_id INTO v_bad FROM (
    SELECT n.revision_id, n.start_offset,
      lag(n.end_offset) OVER (PARTITION BY n.project_id, n.revision_id ORDER BY n.ordinal) AS previous_end
    FROM new_rows n) o
    WHERE o.start_offset <= o.previous_end LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'fragments of revision % touch, overlap or stand out of order', v_bad.revision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fragments_apart';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION check_revision_members() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad record;
BEGIN
  SELECT m.annotation_id, m.role INTO v_bad FROM new_rows m
    CROSS JOIN LATERAL (
      SELECT r.* FROM public.annotation_revisions r
        WHERE r.project_id = m.project_id AND r.id = m.revision_id OFFSET 0) r
    CROSS JOIN LATERAL (
      SELECT o.kind FROM public.annotations o
        WHERE o.project_id = m.project_id AND o.id = r.annotation_id OFFSET 0) owner
    CROSS JOIN LATERAL (
      SELECT a.kind, a.article_version_id, a.code_id FROM public.annotations a
        WHERE a.project_id = m.project_id AND a.id = m.annotation_id OFFSET 0) a
    CROSS JOIN LATERAL (
      SELECT c.roles FROM public.codes c
        WHERE c.project_id = m.project_id AND c.id = r.code_id OFFSET 0) c
    LEFT JOIN LATERAL (
      SELECT c.key FROM public.codes c
        WHERE c.project_id = m.project_id AND c.id = a.code_id OFFSET 0) mc ON true
    WHERE m.ordinal < 0 OR m.ordinal >= r.member_count
      -- Members are spans, so composites cannot hold one another in a circle.
      OR a.kind <> 'span' OR owner.kind <> 'composite'
      OR a.article_version_id <> r.article_version_id
      OR NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements(c.roles) x
        WHERE x ->> 'role' = m.role
          AND (jsonb_array_length(coalesce(x -> 'codes', '[]')) = 0 OR x -> 'codes' ? mc.key))
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'annotation % cannot be % here', v_bad.annotation_id, v_bad.role
      USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_members_role';
  END IF;
  RETURN NULL;
END $$;

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

  UPDATE public.annotations a
    SET head_revision_id = r.id, head_no = r.revision_no, code_id = r.code_id, deleted = r.deleted,
      review_state = 'unreviewed'
    FROM (SELECT DISTINCT ON (project_id, annotation_id) * FROM new_rows
      ORDER BY project_id, annotation_id, revision_no DESC) r
    WHERE a.project_id = r.project_id AND a.id = r.annotation_id AND a.head_no < r.revision_no;
  RETURN NULL;
END $$;
