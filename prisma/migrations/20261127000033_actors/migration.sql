-- The register of actors: people and bodies that articles quote or name, each under every name that it
-- goes by. An annotation keeps the name that its coder wrote; a name leads to one actor.

CREATE TABLE "actors" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT,
    "wikidata_id" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "merged_into" UUID,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "actors_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "actor_names" (
    "project_id" UUID NOT NULL,
    "name_key" TEXT NOT NULL,
    "actor_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT,

    CONSTRAINT "actor_names_pkey" PRIMARY KEY ("project_id","name_key")
);

CREATE INDEX "actor_names_project_id_actor_id_idx" ON "actor_names"("project_id", "actor_id");

ALTER TABLE "actors" ADD CONSTRAINT "actors_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "actors" ADD CONSTRAINT "actors_project_id_merged_into_fkey" FOREIGN KEY ("project_id", "merged_into") REFERENCES "actors"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "actors" ADD CONSTRAINT "actors_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "actor_names" ADD CONSTRAINT "actor_names_project_id_actor_id_fkey" FOREIGN KEY ("project_id", "actor_id") REFERENCES "actors"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE actors
  ADD CONSTRAINT actors_name CHECK (length(name) BETWEEN 1 AND 500),
  ADD CONSTRAINT actors_wikidata CHECK (wikidata_id ~ '^Q[1-9][0-9]{0,11}$'),
  ADD CONSTRAINT actors_not_itself CHECK (merged_into <> id);
ALTER TABLE actor_names
  ADD CONSTRAINT actor_names_key CHECK (length(name_key) BETWEEN 1 AND 500),
  ADD CONSTRAINT actor_names_name CHECK (length(name) BETWEEN 1 AND 500);

-- Who was merged into another has no names of their own, and is nobody's goal.
CREATE FUNCTION check_actor_merge() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.merged_into IS NULL THEN RETURN NULL; END IF;
  IF EXISTS (SELECT 1 FROM public.actor_names n WHERE n.project_id = NEW.project_id AND n.actor_id = NEW.id) THEN
    RAISE EXCEPTION 'a merged actor hands all its names over' USING ERRCODE = 'check_violation', CONSTRAINT = 'actors_merged_names';
  END IF;
  IF EXISTS (SELECT 1 FROM public.actors a WHERE a.project_id = NEW.project_id
      AND (a.id = NEW.merged_into AND a.merged_into IS NOT NULL OR a.merged_into = NEW.id)) THEN
    RAISE EXCEPTION 'an actor is merged into one that stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'actors_merged_into';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER actors_merge AFTER INSERT OR UPDATE ON actors DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_actor_merge();

ALTER TABLE actors ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_project ON actors USING (project_id = (SELECT current_project())) WITH CHECK (project_id = (SELECT current_project()));
ALTER TABLE actor_names ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_project ON actor_names USING (project_id = (SELECT current_project())) WITH CHECK (project_id = (SELECT current_project()));
GRANT SELECT, INSERT, UPDATE (name, kind, wikidata_id, note, merged_into) ON actors TO sourcemark_app;
GRANT SELECT, INSERT, UPDATE (actor_id, name, language), DELETE ON actor_names TO sourcemark_app;
