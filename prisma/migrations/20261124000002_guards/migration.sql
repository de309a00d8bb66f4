-- What the schema language cannot say: checks, triggers, derived columns, row-level security, grants.
-- The application runs as a member of sourcemark_app, which owns nothing. Grants come first,
-- triggers second: a right that is not given needs no trigger to refuse it.

-- ---------------------------------------------------------------------------------------------
-- Whose transaction is this?
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION current_project() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.project_id', true), '')::uuid $$;

CREATE FUNCTION current_app_user() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;

-- ---------------------------------------------------------------------------------------------
-- Checks on single rows
-- ---------------------------------------------------------------------------------------------

ALTER TABLE users
  ADD CONSTRAINT users_email_normal CHECK (email = lower(email) AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  ADD CONSTRAINT users_name_present CHECK (name <> '');
ALTER TABLE projects
  ADD CONSTRAINT projects_slug_shape CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$'),
  ADD CONSTRAINT projects_name_present CHECK (name <> '');
ALTER TABLE captures
  ADD CONSTRAINT captures_sha256_true CHECK (sha256 = sha256(bytes));
ALTER TABLE article_versions
  ADD CONSTRAINT article_versions_length_true CHECK (text_length = char_length(text)),
  ADD CONSTRAINT article_versions_sha256_true CHECK (text_sha256 = sha256(convert_to(text, 'UTF8'))),
  ADD CONSTRAINT article_versions_no CHECK (version_no >= 1);
ALTER TABLE annotation_revisions
  ADD CONSTRAINT annotation_revisions_no CHECK (revision_no >= 1),
  ADD CONSTRAINT annotation_revisions_confidence CHECK (confidence BETWEEN 1 AND 5),
  ADD CONSTRAINT annotation_revisions_counts CHECK (fragment_count >= 0 AND member_count >= 0),
  ADD CONSTRAINT annotation_revisions_attributes CHECK (jsonb_typeof(attributes) = 'object');
ALTER TABLE fragments
  ADD CONSTRAINT fragments_bounds CHECK (start_offset >= 0 AND start_offset < end_offset),
  ADD CONSTRAINT fragments_ordinal CHECK (ordinal >= 0);
ALTER TABLE relation_revisions
  ADD CONSTRAINT relation_revisions_no CHECK (revision_no >= 1),
  ADD CONSTRAINT relation_revisions_ends CHECK (from_annotation_id <> to_annotation_id);
ALTER TABLE review_decisions
  ADD CONSTRAINT review_decisions_reason CHECK (kind NOT IN ('reject', 'contest', 'ask') OR btrim(coalesce(reason, '')) <> ''),
  ADD CONSTRAINT review_decisions_amend CHECK ((kind = 'amend') = (amended_revision_id IS NOT NULL));
ALTER TABLE comments
  ADD CONSTRAINT comments_body_present CHECK (btrim(body) <> '');
ALTER TABLE threads
  ADD CONSTRAINT threads_resolved CHECK ((resolved_by IS NULL) = (resolved_at IS NULL));
ALTER TABLE codings
  ADD CONSTRAINT codings_submitted CHECK (state <> 'submitted' OR submitted_at IS NOT NULL);
ALTER TABLE codebook_versions
  ADD CONSTRAINT codebook_versions_published CHECK ((state = 'published') = (published_at IS NOT NULL AND sha256 IS NOT NULL));

-- ---------------------------------------------------------------------------------------------
-- What is written once
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['captures', 'article_versions', 'annotation_revisions', 'fragments',
    'revision_members', 'relation_revisions', 'review_decisions', 'comments', 'events',
    'import_rejections', 'receipts']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()', t || '_append_only', t);
    -- ALWAYS: session_replication_role = replica does not slip past it.
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_append_only');
  END LOOP;
END $$;

-- ---------------------------------------------------------------------------------------------
-- Published codebook versions
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION guard_codebook_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state = 'published' THEN
      RAISE EXCEPTION 'a codebook version begins as a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'published' THEN
    RAISE EXCEPTION 'codebook version % is published: % is refused', OLD.id, TG_OP
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER codebook_versions_frozen BEFORE INSERT OR UPDATE OR DELETE ON codebook_versions
  FOR EACH ROW EXECUTE FUNCTION guard_codebook_version();
ALTER TABLE codebook_versions ENABLE ALWAYS TRIGGER codebook_versions_frozen;

CREATE FUNCTION guard_codebook_part() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_project uuid;
  v_versions uuid[];
BEGIN
  IF TG_TABLE_NAME = 'relation_type_ends' THEN
    SELECT array_agg(codebook_version_id) INTO v_versions FROM public.relation_types
      WHERE (TG_OP <> 'DELETE' AND project_id = NEW.project_id AND id = NEW.relation_type_id)
         OR (TG_OP <> 'INSERT' AND project_id = OLD.project_id AND id = OLD.relation_type_id);
    v_project := CASE WHEN TG_OP = 'DELETE' THEN OLD.project_id ELSE NEW.project_id END;
    IF TG_OP <> 'DELETE' AND NOT EXISTS (
      SELECT 1 FROM public.codes WHERE project_id = NEW.project_id AND id = NEW.code_id
        AND codebook_version_id = ANY (v_versions)) THEN
      RAISE EXCEPTION 'a relation type joins codes of its own codebook version' USING ERRCODE = 'check_violation';
    END IF;
  ELSE
    IF TG_OP = 'INSERT' THEN
      v_project := NEW.project_id; v_versions := ARRAY[NEW.codebook_version_id];
    ELSIF TG_OP = 'DELETE' THEN
      v_project := OLD.project_id; v_versions := ARRAY[OLD.codebook_version_id];
    ELSE
      v_project := NEW.project_id; v_versions := ARRAY[OLD.codebook_version_id, NEW.codebook_version_id];
    END IF;
  END IF;
  -- FOR SHARE: a version cannot be published while a part of it is being written.
  PERFORM 1 FROM public.codebook_versions
    WHERE project_id = v_project AND id = ANY (v_versions) AND state = 'published' FOR SHARE;
  IF FOUND THEN
    RAISE EXCEPTION '% belongs to a published codebook version: % is refused', TG_TABLE_NAME, TG_OP
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['layers', 'codes', 'attribute_definitions', 'relation_types', 'relation_type_ends']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION guard_codebook_part()', t || '_frozen', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_frozen');
  END LOOP;
  FOREACH t IN ARRAY ARRAY['codebook_versions', 'layers', 'codes', 'attribute_definitions', 'relation_types', 'relation_type_ends']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()', t || '_no_truncate', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_no_truncate');
  END LOOP;
END $$;

CREATE FUNCTION guard_project_codebook() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.codebook_version_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM public.codebook_versions
    WHERE project_id = NEW.id AND id = NEW.codebook_version_id AND state = 'published') THEN
    RAISE EXCEPTION 'a project codes with a published codebook version' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER projects_codebook_published BEFORE INSERT OR UPDATE OF codebook_version_id ON projects
  FOR EACH ROW EXECUTE FUNCTION guard_project_codebook();

-- ---------------------------------------------------------------------------------------------
-- Revisions, fragments, members. A revision arrives with its fragments and members in one
-- statement (data-modifying CTEs), so that what the checks see at its end is the whole of it.
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION attribute_value_fits(kind attribute_kind, options jsonb, given jsonb) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  -- Aliases are spelt out: jsonb_array_elements names its column "value", which would hide a
  -- parameter of that name.
  SELECT CASE kind
    WHEN 'choice' THEN jsonb_typeof(given) = 'string'
      AND EXISTS (SELECT 1 FROM jsonb_array_elements(options) AS o (option) WHERE o.option -> 'value' = given)
    WHEN 'multi_choice' THEN jsonb_typeof(given) = 'array'
      AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements(CASE WHEN jsonb_typeof(given) = 'array' THEN given ELSE '[]' END) AS g (chosen)
        WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(options) AS o (option) WHERE o.option -> 'value' = g.chosen))
    WHEN 'number' THEN jsonb_typeof(given) = 'number'
    WHEN 'date' THEN jsonb_typeof(given) = 'string'
      AND (given #>> '{}') ~ '^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$'
    ELSE jsonb_typeof(given) = 'string'
  END $$;

CREATE FUNCTION check_fragments() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v record;
  v_bad record;
  v_text text;
BEGIN
  -- Each text is read (and decompressed) once, however many fragments point into it.
  FOR v IN SELECT project_id, article_version_id, count(*) AS n FROM new_rows GROUP BY 1, 2
  LOOP
    SELECT text || '' INTO v_text FROM public.article_versions
      WHERE project_id = v.project_id AND id = v.article_version_id;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'fragment of an unknown article version %', v.article_version_id USING ERRCODE = 'foreign_key_violation';
    END IF;
    SELECT * INTO v_bad FROM new_rows f
      WHERE f.project_id = v.project_id AND f.article_version_id = v.article_version_id
        AND (f.end_offset > char_length(v_text)
          OR f.quote IS DISTINCT FROM substr(v_text, f.start_offset + 1, f.end_offset - f.start_offset))
      LIMIT 1;
    IF FOUND THEN
      IF v_bad.end_offset > char_length(v_text) THEN
        RAISE EXCEPTION 'fragment [%, %) is out of bounds of a text of % code points', v_bad.start_offset, v_bad.end_offset, char_length(v_text)
          USING ERRCODE = 'check_violation', CONSTRAINT = 'fragments_in_text';
      END IF;
      RAISE EXCEPTION 'fragment [%, %) quotes other words than the text has there', v_bad.start_offset, v_bad.end_offset
        USING ERRCODE = 'check_violation', CONSTRAINT = 'fragments_quote_true';
    END IF;
  END LOOP;

  SELECT f.* INTO v_bad FROM new_rows f
    JOIN public.annotation_revisions r ON r.project_id = f.project_id AND r.id = f.revision_id
    WHERE f.ordinal >= r.fragment_count OR f.article_version_id <> r.article_version_id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'fragment % does not belong to revision %', v_bad.ordinal, v_bad.revision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fragments_of_revision';
  END IF;

  SELECT revision_id INTO v_bad FROM (
    SELECT f.revision_id, f.start_offset,
      lag(f.end_offset) OVER (PARTITION BY f.project_id, f.revision_id ORDER BY f.ordinal) AS previous_end
    FROM new_rows f) o
    WHERE o.start_offset <= o.previous_end LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'fragments of revision % touch, overlap or stand out of order', v_bad.revision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fragments_apart';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER fragments_checked AFTER INSERT ON fragments
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_fragments();
ALTER TABLE fragments ENABLE ALWAYS TRIGGER fragments_checked;

CREATE FUNCTION check_revision_members() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad record;
BEGIN
  SELECT m.* INTO v_bad FROM new_rows m
    JOIN public.annotation_revisions r ON r.project_id = m.project_id AND r.id = m.revision_id
    JOIN public.annotations owner ON owner.project_id = r.project_id AND owner.id = r.annotation_id
    JOIN public.annotations a ON a.project_id = m.project_id AND a.id = m.annotation_id
    JOIN public.codes c ON c.project_id = r.project_id AND c.id = r.code_id
    LEFT JOIN public.codes mc ON mc.project_id = a.project_id AND mc.id = a.code_id
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
-- Spans are written in an earlier statement than the composites that hold them: their codes are
-- known only when their own revisions have been checked.
CREATE TRIGGER revision_members_checked AFTER INSERT ON revision_members
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_revision_members();
ALTER TABLE revision_members ENABLE ALWAYS TRIGGER revision_members_checked;

CREATE FUNCTION check_annotation_revisions() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad record;
BEGIN
  SELECT r.id, a.kind INTO v_bad FROM new_rows r
    JOIN public.annotations a ON a.project_id = r.project_id AND a.id = r.annotation_id
    JOIN public.codes c ON c.project_id = r.project_id AND c.id = r.code_id
    LEFT JOIN (SELECT f.project_id, f.revision_id, count(*) AS n FROM public.fragments f
      JOIN new_rows n ON n.project_id = f.project_id AND n.id = f.revision_id GROUP BY 1, 2) f
      ON f.project_id = r.project_id AND f.revision_id = r.id
    LEFT JOIN (SELECT m.project_id, m.revision_id, count(*) AS n FROM public.revision_members m
      JOIN new_rows n ON n.project_id = m.project_id AND n.id = m.revision_id GROUP BY 1, 2) m
      ON m.project_id = r.project_id AND m.revision_id = r.id
    WHERE r.fragment_count <> coalesce(f.n, 0) OR r.member_count <> coalesce(m.n, 0)
      OR NOT (a.kind = ANY (c.targets))
      OR (a.kind = 'span' AND (r.fragment_count = 0 OR r.member_count > 0))
      OR (a.kind = 'article' AND (r.fragment_count > 0 OR r.member_count > 0))
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'revision % is not whole, or its code does not fit a % annotation', v_bad.id, v_bad.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_revisions_whole';
  END IF;

  SELECT r.id INTO v_bad FROM new_rows r
    JOIN public.codebook_versions v ON v.project_id = r.project_id AND v.id = r.codebook_version_id
    WHERE v.state <> 'published' LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'revision % uses a codebook version that is not published', v_bad.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_revisions_published';
  END IF;

  SELECT r.id, a.key AS attribute INTO v_bad FROM new_rows r
    JOIN public.codes c ON c.project_id = r.project_id AND c.id = r.code_id
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
CREATE TRIGGER annotation_revisions_checked AFTER INSERT ON annotation_revisions
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_annotation_revisions();
ALTER TABLE annotation_revisions ENABLE ALWAYS TRIGGER annotation_revisions_checked;

CREATE FUNCTION check_relation_revisions() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_bad record;
BEGIN
  SELECT r.id, t.key INTO v_bad FROM new_rows r
    JOIN public.relation_types t ON t.project_id = r.project_id AND t.id = r.relation_type_id
    JOIN public.codebook_versions v ON v.project_id = t.project_id AND v.id = t.codebook_version_id
    WHERE v.state <> 'published' OR (NOT r.deleted AND EXISTS (
      -- Compared by key: an annotation may still stand in an older version of the codebook.
      SELECT 1 FROM (VALUES ('from'::public.relation_side, r.from_annotation_id), ('to', r.to_annotation_id)) s (side, annotation_id)
        JOIN public.annotations a ON a.project_id = r.project_id AND a.id = s.annotation_id
        LEFT JOIN public.codes ac ON ac.project_id = a.project_id AND ac.id = a.code_id
        WHERE EXISTS (SELECT 1 FROM public.relation_type_ends e
            WHERE e.project_id = t.project_id AND e.relation_type_id = t.id AND e.side = s.side)
          AND NOT EXISTS (SELECT 1 FROM public.relation_type_ends e
            JOIN public.codes c ON c.project_id = e.project_id AND c.id = e.code_id
            WHERE e.project_id = t.project_id AND e.relation_type_id = t.id AND e.side = s.side AND c.key = ac.key)))
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'relation revision %: % cannot join these codes', v_bad.id, v_bad.key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_revisions_ends_allowed';
  END IF;
  SELECT r.id INTO v_bad FROM new_rows r
    WHERE r.revision_no > 1 AND NOT EXISTS (
      SELECT 1 FROM public.relation_revisions p WHERE p.project_id = r.project_id
        AND p.relation_id = r.relation_id AND p.revision_no = r.revision_no - 1)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'relation revision % skips a number', v_bad.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_revisions_gap_free';
  END IF;
  UPDATE public.relations a
    SET head_revision_id = r.id, head_no = r.revision_no, deleted = r.deleted
    FROM (SELECT DISTINCT ON (project_id, relation_id) * FROM new_rows
      ORDER BY project_id, relation_id, revision_no DESC) r
    WHERE a.project_id = r.project_id AND a.id = r.relation_id AND a.head_no < r.revision_no;
  RETURN NULL;
END $$;
CREATE TRIGGER relation_revisions_checked AFTER INSERT ON relation_revisions
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_relation_revisions();
ALTER TABLE relation_revisions ENABLE ALWAYS TRIGGER relation_revisions_checked;

-- ---------------------------------------------------------------------------------------------
-- Review decisions
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION check_review_decision() RETURNS trigger LANGUAGE plpgsql
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
  ELSIF NEW.decider_id = v_revision.author_id OR NEW.decider_id = v_coder THEN
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
CREATE TRIGGER review_decisions_checked AFTER INSERT ON review_decisions
  FOR EACH ROW EXECUTE FUNCTION check_review_decision();
ALTER TABLE review_decisions ENABLE ALWAYS TRIGGER review_decisions_checked;

-- ---------------------------------------------------------------------------------------------
-- The history: a SHA-256 chain for each project. Canonical JSON (RFC 8785) in, one line a call.
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION event_hash(project uuid, seq bigint, prev bytea, body text) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sha256(convert_to(
    '{"body":"' || encode(sha256(convert_to(body, 'UTF8')), 'hex') ||
    '","prev":"' || encode(prev, 'hex') ||
    '","project":"' || project::text ||
    '","seq":' || seq::text || '}', 'UTF8')) $$;

CREATE FUNCTION append_event(p_project uuid, p_body text) RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_head public.chain_heads%ROWTYPE;
  v_body jsonb := p_body::jsonb;
  v_hash bytea;
BEGIN
  IF p_project IS DISTINCT FROM public.current_project() THEN
    RAISE EXCEPTION 'an event is written in its own project' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.chain_heads (project_id, seq, hash)
    VALUES (p_project, 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
  SELECT * INTO v_head FROM public.chain_heads WHERE project_id = p_project FOR UPDATE;
  v_hash := public.event_hash(p_project, v_head.seq + 1, v_head.hash, p_body);
  INSERT INTO public.events (project_id, seq, id, type, actor_id, article_id, annotation_id, at, body, prev_hash, hash)
    VALUES (p_project, v_head.seq + 1, (v_body ->> 'id')::uuid, v_body ->> 'type',
      (v_body ->> 'actorId')::uuid, (v_body ->> 'articleId')::uuid, (v_body ->> 'annotationId')::uuid,
      (v_body ->> 'at')::timestamptz, p_body, v_head.hash, v_hash);
  UPDATE public.chain_heads SET seq = v_head.seq + 1, hash = v_hash WHERE project_id = p_project;
  RETURN v_head.seq + 1;
END $$;

-- ---------------------------------------------------------------------------------------------
-- Doors through row-level security that give away no more than an id
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION find_project(p_slug text) RETURNS uuid LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT id FROM public.projects WHERE slug = p_slug $$;

CREATE FUNCTION find_invitation_project(p_token_hash text) RETURNS uuid LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT project_id FROM public.invitations WHERE token_hash = p_token_hash $$;

-- ---------------------------------------------------------------------------------------------
-- Row-level security: everything belongs to one project
-- ---------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['invitations', 'imports', 'import_rejections', 'captures', 'articles',
    'article_versions', 'codebooks', 'codebook_versions', 'layers', 'codes', 'attribute_definitions',
    'relation_types', 'relation_type_ends', 'codings', 'annotations', 'annotation_revisions',
    'fragments', 'revision_members', 'relations', 'relation_revisions', 'review_decisions',
    'threads', 'comments', 'operations', 'receipts', 'events', 'chain_heads']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
  END LOOP;
END $$;

ALTER TABLE members ENABLE ROW LEVEL SECURITY;
-- A person sees their own memberships, so as to choose a project.
CREATE POLICY own_memberships ON members FOR SELECT
  USING (project_id = (SELECT current_project()) OR user_id = (SELECT current_app_user()));
CREATE POLICY own_project_insert ON members FOR INSERT WITH CHECK (project_id = (SELECT current_project()));
CREATE POLICY own_project_update ON members FOR UPDATE
  USING (project_id = (SELECT current_project())) WITH CHECK (project_id = (SELECT current_project()));

ALTER TABLE projects ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_projects ON projects FOR SELECT
  USING (id = (SELECT current_project()) OR EXISTS (
    SELECT 1 FROM members m WHERE m.project_id = projects.id AND m.user_id = (SELECT current_app_user())
      AND m.removed_at IS NULL));
CREATE POLICY own_project_insert ON projects FOR INSERT WITH CHECK (id = (SELECT current_project()));
CREATE POLICY own_project_update ON projects FOR UPDATE
  USING (id = (SELECT current_project())) WITH CHECK (id = (SELECT current_project()));

-- ---------------------------------------------------------------------------------------------
-- Grants
-- ---------------------------------------------------------------------------------------------

DO $$
BEGIN
  CREATE ROLE sourcemark_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- roles belong to the server: another database of it has made this one
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM sourcemark_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sourcemark_app;
DO $$ BEGIN
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO sourcemark_app', current_database());
END $$;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO sourcemark_app;
DO $$ BEGIN
  -- Absent in the shadow database that compares the schema with the migrations.
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    REVOKE ALL ON TABLE _prisma_migrations FROM sourcemark_app;
  END IF;
END $$;

GRANT INSERT, UPDATE (email, name, password_hash, session_version, deactivated_at) ON users TO sourcemark_app;
GRANT INSERT, UPDATE, DELETE ON rate_limits TO sourcemark_app;
GRANT INSERT, UPDATE (name, description, codebook_version_id) ON projects TO sourcemark_app;
GRANT INSERT, UPDATE (role, joined_at, removed_at) ON members TO sourcemark_app;
GRANT INSERT, UPDATE (accepted_at, accepted_by, revoked_at) ON invitations TO sourcemark_app;
GRANT INSERT, UPDATE (state, counts, notices, message, updated_at, finished_at) ON imports TO sourcemark_app;
GRANT INSERT ON import_rejections, captures, articles, article_versions TO sourcemark_app;
GRANT INSERT, UPDATE (name) ON codebooks TO sourcemark_app;
GRANT INSERT, UPDATE (state, sha256, notes, published_at), DELETE ON codebook_versions TO sourcemark_app;
GRANT INSERT, UPDATE, DELETE ON layers, codes, attribute_definitions, relation_types, relation_type_ends TO sourcemark_app;
GRANT INSERT, UPDATE (state, started_at, submitted_at, reopened_at) ON codings TO sourcemark_app;
-- The derived columns are the triggers' alone.
GRANT INSERT (project_id, id, coding_id, article_version_id, kind, external_ref, created_at) ON annotations TO sourcemark_app;
GRANT INSERT (project_id, id, coding_id, external_ref, created_at) ON relations TO sourcemark_app;
GRANT INSERT ON annotation_revisions, fragments, revision_members, relation_revisions, review_decisions TO sourcemark_app;
GRANT INSERT, UPDATE (resolved_by, resolved_at) ON threads TO sourcemark_app;
GRANT INSERT ON comments, receipts TO sourcemark_app;
GRANT INSERT, UPDATE (state) ON operations TO sourcemark_app;

REVOKE ALL ON FUNCTION append_event(uuid, text), find_project(text), find_invitation_project(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_event(uuid, text), find_project(text), find_invitation_project(text) TO sourcemark_app;
