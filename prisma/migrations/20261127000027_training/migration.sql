-- Training: people code articles that have a final layer, are scored against it, and are admitted.

-- CreateEnum
CREATE TYPE "trainee_state" AS ENUM ('training', 'admitted');

-- CreateTable
CREATE TABLE "training_settings" (
    "project_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "layers" TEXT[],
    "threshold" DOUBLE PRECISION NOT NULL,
    "articles_needed" SMALLINT NOT NULL,
    "attempts_allowed" SMALLINT,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_settings_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "training_articles" (
    "project_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_articles_pkey" PRIMARY KEY ("project_id","article_id")
);

-- CreateTable
CREATE TABLE "trainees" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "state" "trainee_state" NOT NULL DEFAULT 'training',
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" UUID,
    "reason" TEXT,

    CONSTRAINT "trainees_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "training_attempts" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "coding_id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "attempt_no" SMALLINT NOT NULL,
    "measure" TEXT NOT NULL,
    "layers" TEXT[],
    "threshold" DOUBLE PRECISION NOT NULL,
    "value" DOUBLE PRECISION,
    "reason" TEXT,
    "passed" BOOLEAN NOT NULL,
    "result" JSONB NOT NULL,
    "gold_event" BIGINT NOT NULL,
    "scored_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_attempts_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "training_attempts_project_id_coding_id_attempt_no_key" ON "training_attempts"("project_id", "coding_id", "attempt_no");

-- CreateIndex
CREATE INDEX "training_attempts_project_id_user_id_idx" ON "training_attempts"("project_id", "user_id");

-- AddForeignKey
ALTER TABLE "training_settings" ADD CONSTRAINT "training_settings_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "training_articles" ADD CONSTRAINT "training_articles_project_id_article_id_fkey" FOREIGN KEY ("project_id", "article_id") REFERENCES "articles"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "trainees" ADD CONSTRAINT "trainees_project_id_user_id_fkey" FOREIGN KEY ("project_id", "user_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "trainees" ADD CONSTRAINT "trainees_project_id_decided_by_fkey" FOREIGN KEY ("project_id", "decided_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "training_attempts" ADD CONSTRAINT "training_attempts_project_id_coding_id_article_version_id_fkey" FOREIGN KEY ("project_id", "coding_id", "article_version_id") REFERENCES "codings"("project_id", "id", "article_version_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "training_attempts" ADD CONSTRAINT "training_attempts_project_id_user_id_fkey" FOREIGN KEY ("project_id", "user_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE training_settings
  ADD CONSTRAINT training_settings_threshold CHECK (threshold > 0 AND threshold <= 1),
  ADD CONSTRAINT training_settings_articles CHECK (articles_needed BETWEEN 1 AND 100),
  ADD CONSTRAINT training_settings_attempts CHECK (attempts_allowed BETWEEN 1 AND 20);
ALTER TABLE training_attempts
  ADD CONSTRAINT training_attempts_no CHECK (attempt_no >= 1),
  -- A measure without a value says why, and nobody passes by it.
  ADD CONSTRAINT training_attempts_value CHECK ((value IS NULL) = (reason IS NOT NULL)
    AND value <> 'NaN'::float8 AND (value IS NOT NULL OR NOT passed)
    AND (NOT passed OR value >= threshold));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['training_settings', 'training_articles', 'trainees', 'training_attempts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO sourcemark_app', t);
  END LOOP;
END $$;
GRANT UPDATE (measure, layers, threshold, articles_needed, attempts_allowed, updated_at)
  ON training_settings TO sourcemark_app;
GRANT DELETE ON training_articles TO sourcemark_app;
GRANT UPDATE (state, since, decided_by, reason) ON trainees TO sourcemark_app;
-- How somebody did is theirs and the leads' to know.
CREATE POLICY colleagues_unseen ON trainees AS RESTRICTIVE FOR SELECT USING (
  user_id = (SELECT current_app_user()) OR (SELECT is_lead())
  OR (SELECT current_setting('app.sight', true)) = 'whole');
-- A score shows the gold: of a text that a lead still codes blind, not to them.
CREATE POLICY colleagues_unseen ON training_attempts AS RESTRICTIVE FOR SELECT USING (
  user_id = (SELECT current_app_user())
  OR ((SELECT is_lead()) AND ((SELECT sees_all()) OR sees_version(article_version_id)))
  OR (SELECT current_setting('app.sight', true)) = 'whole');
CREATE TRIGGER training_attempts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON training_attempts
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- ---------------------------------------------------------------------------------------------
-- Whoever is in training codes training articles, and nothing else.
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION is_in_training(p_project uuid, p_user uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM public.trainees
    WHERE project_id = p_project AND user_id = p_user AND state = 'training') $$;

-- That there is gold is no secret; what it says is.
CREATE FUNCTION has_gold(p_project uuid, p_version uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM public.codings
    WHERE project_id = p_project AND article_version_id = p_version AND kind = 'gold') $$;

-- Whether the text is not for somebody in training to code: of a training article, the versions without
-- gold are not either.
CREATE FUNCTION is_barred(p_project uuid, p_user uuid, p_version uuid) RETURNS boolean LANGUAGE sql STABLE
  PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT public.is_in_training(p_project, p_user) AND NOT EXISTS (
    SELECT 1 FROM public.article_versions v JOIN public.training_articles t
      ON t.project_id = v.project_id AND t.article_id = v.article_id
     WHERE v.project_id = p_project AND v.id = p_version AND public.has_gold(p_project, p_version)) $$;

CREATE FUNCTION place_coding() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.kind = 'coder' AND public.is_in_training(NEW.project_id, NEW.coder_id) THEN
    IF public.is_barred(NEW.project_id, NEW.coder_id, NEW.article_version_id) THEN
      RAISE EXCEPTION 'whoever is in training codes training articles alone' USING ERRCODE = 'check_violation';
    END IF;
    NEW.kind := 'training';
  ELSIF NEW.kind = 'training' THEN
    RAISE EXCEPTION 'a training coding belongs to somebody in training' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER codings_training BEFORE INSERT ON codings FOR EACH ROW EXECUTE FUNCTION place_coding();

CREATE FUNCTION refuse_trainee() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.state <> 'withdrawn' AND public.is_in_training(NEW.project_id, NEW.coder_id) THEN
    RAISE EXCEPTION 'whoever is in training is given no articles' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assignments_training BEFORE INSERT OR UPDATE OF coder_id, state ON assignments
  FOR EACH ROW EXECUTE FUNCTION refuse_trainee();

-- ---------------------------------------------------------------------------------------------
-- What is coded in training is nobody's but the trainee's: neither a colleague's page nor a count,
-- nor an export, comes upon it. A score holds what there is to tell of it.
-- ---------------------------------------------------------------------------------------------

CREATE INDEX codings_training_idx ON codings (project_id) WHERE kind = 'training';

CREATE FUNCTION hidden_training() RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT id FROM public.codings WHERE project_id = public.current_project() AND kind = 'training'
     AND coder_id IS DISTINCT FROM public.current_app_user()
     AND current_setting('app.sight', true) IS DISTINCT FROM 'whole' $$;

CREATE POLICY training_apart ON codings AS RESTRICTIVE FOR SELECT
  USING (kind <> 'training' OR coder_id = (SELECT current_app_user())
    OR (SELECT current_setting('app.sight', true)) = 'whole');
CREATE POLICY training_apart ON annotations AS RESTRICTIVE FOR SELECT
  USING (coding_id NOT IN (SELECT hidden_training()));
CREATE POLICY training_apart ON relations AS RESTRICTIVE FOR SELECT
  USING (coding_id NOT IN (SELECT hidden_training()));

-- Somebody in training sees nothing of colleagues' work, but the final layer of what they handed in.
-- The policies know these functions by identity: what they did before goes on under another name, and
-- they ask about training first.
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT * FROM (VALUES ('sees_all()', 'sees_all'), ('sees_article(uuid)', 'sees_article')) x (signature, name)
  LOOP
    EXECUTE replace(pg_get_functiondef(f.signature::regprocedure),
      format('FUNCTION public.%s(', f.name), format('FUNCTION public.%s_admitted(', f.name));
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION sees_all() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN public.sees_all_admitted() AND (public.current_app_user() IS NULL
    OR current_setting('app.sight', true) IS NOT DISTINCT FROM 'whole'
    OR NOT public.is_in_training(public.current_project(), public.current_app_user()));
END $$;

CREATE OR REPLACE FUNCTION sees_article(p_article uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER AS $$
DECLARE
  v_me uuid := nullif(pg_catalog.current_setting('app.user_id', true), '');
  v_project uuid := nullif(pg_catalog.current_setting('app.project_id', true), '');
BEGIN
  IF v_me IS NULL OR pg_catalog.current_setting('app.sight', true) = 'whole'
    OR NOT public.is_in_training(v_project, v_me) THEN
    RETURN public.sees_article_admitted(p_article);
  END IF;
  RETURN EXISTS (
    SELECT 1 FROM public.article_versions v JOIN public.codings g
      ON g.project_id = v_project AND g.article_version_id = v.id AND g.coder_id = v_me
     WHERE v.project_id = v_project AND v.article_id = p_article
       AND g.kind = 'training' AND g.state = 'submitted');
END $$;
