-- The version's row is locked whatever its state. Looked for as "published" only, a draft was not
-- locked at all: a part written while it was being published came into the frozen version.
CREATE OR REPLACE FUNCTION guard_codebook_part() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_project uuid;
  v_versions uuid[];
  v_state public.codebook_state;
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
  FOR v_state IN SELECT state FROM public.codebook_versions
    WHERE project_id = v_project AND id = ANY (v_versions) ORDER BY id FOR SHARE
  LOOP
    IF v_state = 'published' THEN
      RAISE EXCEPTION '% belongs to a published codebook version: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

-- A code or an attribute hangs on parts of its own version. The foreign keys name the project alone.
CREATE FUNCTION check_codebook_part_home() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_code uuid := CASE TG_TABLE_NAME WHEN 'codes' THEN to_jsonb(NEW) ->> 'parent_id' ELSE to_jsonb(NEW) ->> 'code_id' END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.layers l WHERE l.project_id = NEW.project_id
      AND l.id = NEW.layer_id AND l.codebook_version_id = NEW.codebook_version_id)
    OR (v_code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.codes c WHERE c.project_id = NEW.project_id
      AND c.id = v_code AND c.codebook_version_id = NEW.codebook_version_id)) THEN
    RAISE EXCEPTION '% % hangs on a part of another codebook version', TG_TABLE_NAME, NEW.key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'codebook_parts_home';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER codes_home AFTER INSERT OR UPDATE ON codes
  FOR EACH ROW EXECUTE FUNCTION check_codebook_part_home();
CREATE TRIGGER attribute_definitions_home AFTER INSERT OR UPDATE ON attribute_definitions
  FOR EACH ROW EXECUTE FUNCTION check_codebook_part_home();
ALTER TABLE codes ENABLE ALWAYS TRIGGER codes_home;
ALTER TABLE attribute_definitions ENABLE ALWAYS TRIGGER attribute_definitions_home;
