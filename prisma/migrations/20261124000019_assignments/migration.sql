-- Who codes what, and who sees whose work meanwhile.

-- CreateEnum
CREATE TYPE "blind_mode" AS ENUM ('open', 'own', 'all');

-- CreateEnum
CREATE TYPE "assignment_state" AS ENUM ('assigned', 'started', 'submitted', 'withdrawn');

-- CreateEnum
CREATE TYPE "assignment_origin" AS ENUM ('hand', 'round_robin', 'next');

-- AlterTable
ALTER TABLE "articles" ADD COLUMN     "blind" "blind_mode",
ADD COLUMN     "coders_wanted" SMALLINT;

-- CreateTable
CREATE TABLE "assignment_settings" (
    "project_id" UUID NOT NULL,
    "blind" "blind_mode" NOT NULL DEFAULT 'open',
    "queue" JSONB,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignment_settings_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "coder_id" UUID NOT NULL,
    "state" "assignment_state" NOT NULL DEFAULT 'assigned',
    "origin" "assignment_origin" NOT NULL,
    "due_on" DATE,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE INDEX "assignments_project_id_coder_id_state_idx" ON "assignments"("project_id", "coder_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "assignments_project_id_article_id_coder_id_key" ON "assignments"("project_id", "article_id", "coder_id");

-- AddForeignKey
ALTER TABLE "assignment_settings" ADD CONSTRAINT "assignment_settings_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_project_id_article_id_fkey" FOREIGN KEY ("project_id", "article_id") REFERENCES "articles"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_project_id_coder_id_fkey" FOREIGN KEY ("project_id", "coder_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_project_id_created_by_fkey" FOREIGN KEY ("project_id", "created_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE articles ADD CONSTRAINT articles_coders_wanted CHECK (coders_wanted BETWEEN 1 AND 20);
ALTER TABLE assignment_settings
  ADD CONSTRAINT assignment_settings_queue CHECK (jsonb_typeof(queue) = 'object');

ALTER TABLE assignments ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_project ON assignments USING (project_id = (SELECT current_project()))
  WITH CHECK (project_id = (SELECT current_project()));
ALTER TABLE assignment_settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_project ON assignment_settings USING (project_id = (SELECT current_project()))
  WITH CHECK (project_id = (SELECT current_project()));

REVOKE ALL ON assignments, assignment_settings FROM PUBLIC;
GRANT SELECT, INSERT ON assignments, assignment_settings TO sourcemark_app;
GRANT UPDATE (state, origin, due_on, created_by, created_at) ON assignments TO sourcemark_app;
GRANT UPDATE (blind, queue, updated_at) ON assignment_settings TO sourcemark_app;
GRANT UPDATE (blind, coders_wanted) ON articles TO sourcemark_app;

-- ---------------------------------------------------------------------------------------------
-- An assignment's state is that of the coder's coding of the article, unless it was withdrawn. Each
-- row is changed by its own coder's work alone, so that two coders of one text never wait for
-- each other.
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION assignment_state_of(p_project uuid, p_article uuid, p_coder uuid) RETURNS assignment_state
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce((
    SELECT CASE g.state WHEN 'submitted' THEN 'submitted' WHEN 'in_progress' THEN 'started' ELSE 'assigned' END
      FROM public.article_versions v JOIN public.codings g
        ON g.project_id = v.project_id AND g.article_version_id = v.id AND g.coder_id = p_coder
     WHERE v.project_id = p_project AND v.article_id = p_article
     ORDER BY v.version_no DESC LIMIT 1), 'assigned')::public.assignment_state $$;

CREATE FUNCTION follow_coding() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.assignments s
     SET state = public.assignment_state_of(s.project_id, s.article_id, s.coder_id)
    FROM new_rows n JOIN public.article_versions v
      ON v.project_id = n.project_id AND v.id = n.article_version_id
   WHERE s.project_id = n.project_id AND s.article_id = v.article_id AND s.coder_id = n.coder_id
     AND s.state <> 'withdrawn'
     AND s.state <> public.assignment_state_of(s.project_id, s.article_id, s.coder_id);
  RETURN NULL;
END $$;
CREATE TRIGGER codings_assigned_insert AFTER INSERT ON codings
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION follow_coding();
CREATE TRIGGER codings_assigned_update AFTER UPDATE ON codings
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION follow_coding();

CREATE FUNCTION take_coding_state() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.state <> 'withdrawn' THEN
    NEW.state := public.assignment_state_of(NEW.project_id, NEW.article_id, NEW.coder_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assignments_state BEFORE INSERT OR UPDATE OF state ON assignments
  FOR EACH ROW EXECUTE FUNCTION take_coding_state();

-- ---------------------------------------------------------------------------------------------
-- Who sees colleagues' work? One answer for each article, here and nowhere else; the application
-- asks the same function. Rows follow what they belong to.
-- ---------------------------------------------------------------------------------------------

CREATE INDEX articles_blind_idx ON articles (project_id) WHERE blind <> 'open';

CREATE FUNCTION is_lead() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT public.current_app_user() IS NULL OR EXISTS (
    SELECT 1 FROM public.members WHERE project_id = public.current_project()
      AND user_id = public.current_app_user() AND removed_at IS NULL AND role IN ('admin', 'lead')) $$;

-- The operator, a command that shows nobody what it reads (app.sight), a project where nothing is
-- blind, a lead who codes nothing: asked once a statement, and then no row is asked about.
CREATE FUNCTION sees_all() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_me uuid := public.current_app_user();
  v_project uuid := public.current_project();
BEGIN
  IF v_me IS NULL OR current_setting('app.sight', true) = 'whole' THEN RETURN true; END IF;
  IF NOT EXISTS (SELECT 1 FROM public.assignment_settings WHERE project_id = v_project AND blind <> 'open')
    AND NOT EXISTS (SELECT 1 FROM public.articles WHERE project_id = v_project AND blind <> 'open') THEN
    RETURN true;
  END IF;
  RETURN public.is_lead()
    AND NOT EXISTS (SELECT 1 FROM public.assignments
      WHERE project_id = v_project AND coder_id = v_me AND state <> 'withdrawn')
    AND NOT EXISTS (SELECT 1 FROM public.codings
      WHERE project_id = v_project AND coder_id = v_me AND state <> 'not_started');
END $$;

-- Asked about single rows, so written to be quick: few statements, and no search_path of their own
-- (what they name is qualified; who uses them can make no operators).
CREATE FUNCTION sees_article(p_article uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER AS $$
DECLARE
  v_me uuid := nullif(pg_catalog.current_setting('app.user_id', true), '');
  v_project uuid := nullif(pg_catalog.current_setting('app.project_id', true), '');
  v_mode public.blind_mode;
  v_wanted int;
  v_role public.member_role;
  v_own public.assignment_state;
  v_codes boolean;
  v_submitted boolean;
  v_assigned int;
  v_handed_in int;
BEGIN
  IF v_me IS NULL OR pg_catalog.current_setting('app.sight', true) = 'whole' THEN RETURN true; END IF;
  SELECT coalesce(a.blind, s.blind), a.coders_wanted, o.state, g.codes, g.submitted
    INTO v_mode, v_wanted, v_own, v_codes, v_submitted
    FROM public.articles a
    LEFT JOIN public.assignment_settings s ON s.project_id = v_project
    LEFT JOIN public.assignments o ON o.project_id = v_project AND o.article_id = p_article
      AND o.coder_id = v_me AND o.state <> 'withdrawn'
    CROSS JOIN LATERAL (
      SELECT coalesce(pg_catalog.bool_or(g.state = 'in_progress'), false) AS codes,
             coalesce(pg_catalog.bool_or(g.state = 'submitted'), false) AS submitted
        FROM public.article_versions v JOIN public.codings g
          ON g.project_id = v_project AND g.article_version_id = v.id AND g.coder_id = v_me
       WHERE v.project_id = v_project AND v.article_id = p_article) g
   WHERE a.project_id = v_project AND a.id = p_article;
  IF coalesce(v_mode, 'open') = 'open' THEN RETURN true; END IF;
  -- Not done yet: nobody's work but their own, whatever the role.
  IF v_codes OR v_own IN ('assigned', 'started') THEN RETURN false; END IF;

  SELECT m.role INTO v_role FROM public.members m
    WHERE m.project_id = v_project AND m.user_id = v_me AND m.removed_at IS NULL;
  IF v_role IN ('admin', 'lead') AND NOT v_submitted THEN RETURN true; END IF;

  SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE s.state = 'submitted')
    INTO v_assigned, v_handed_in FROM public.assignments s
    WHERE s.project_id = v_project AND s.article_id = p_article AND s.state <> 'withdrawn';
  -- An empty hand-in by someone who was not asked to code the article opens nothing.
  IF v_mode = 'own' AND v_submitted AND (v_own IS NOT NULL OR v_assigned = 0) THEN RETURN true; END IF;
  IF v_assigned > 0 THEN
    RETURN v_handed_in = v_assigned AND v_handed_in >= coalesce(v_wanted, 1);
  END IF;
  IF v_role = 'analyst' AND NOT v_submitted THEN RETURN false; END IF;
  RETURN coalesce(v_wanted, 0) = 0 AND NOT EXISTS (
    SELECT 1 FROM public.article_versions v JOIN public.codings g
      ON g.project_id = v.project_id AND g.article_version_id = v.id AND g.state = 'in_progress' AND g.kind = 'coder'
     WHERE v.project_id = v_project AND v.article_id = p_article);
END $$;

CREATE FUNCTION sees_version(p_version uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER AS $$
BEGIN
  RETURN public.sees_article((SELECT v.article_id FROM public.article_versions v
    WHERE v.project_id = nullif(pg_catalog.current_setting('app.project_id', true), '')::uuid AND v.id = p_version));
END $$;

-- What belongs to a coding is seen where the coding is one's own or its text is seen.
CREATE FUNCTION sees_coding(p_coding uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER AS $$
DECLARE
  v_coder uuid;
  v_version uuid;
BEGIN
  SELECT g.coder_id, g.article_version_id INTO v_coder, v_version FROM public.codings g
   WHERE g.project_id = nullif(pg_catalog.current_setting('app.project_id', true), '')::uuid AND g.id = p_coding;
  RETURN v_coder = nullif(pg_catalog.current_setting('app.user_id', true), '')::uuid
    OR (v_version IS DISTINCT FROM public.unseen_version() AND public.sees_version(v_version));
END $$;

CREATE FUNCTION sees_annotation(p_annotation uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER AS $$
BEGIN
  RETURN public.sees_coding((SELECT a.coding_id FROM public.annotations a
    WHERE a.project_id = nullif(pg_catalog.current_setting('app.project_id', true), '')::uuid AND a.id = p_annotation));
END $$;

CREATE FUNCTION sees_revision(p_revision uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER AS $$
BEGIN
  RETURN public.sees_annotation((SELECT r.annotation_id FROM public.annotation_revisions r
    WHERE r.project_id = nullif(pg_catalog.current_setting('app.project_id', true), '')::uuid AND r.id = p_revision));
END $$;

CREATE FUNCTION sees_relation(p_relation uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER AS $$
BEGIN
  RETURN public.sees_coding((SELECT l.coding_id FROM public.relations l
    WHERE l.project_id = nullif(pg_catalog.current_setting('app.project_id', true), '')::uuid AND l.id = p_relation));
END $$;

CREATE FUNCTION sees_thread(p_thread uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER AS $$
DECLARE v public.threads%ROWTYPE;
BEGIN
  SELECT t.* INTO v FROM public.threads t
   WHERE t.project_id = nullif(pg_catalog.current_setting('app.project_id', true), '')::uuid AND t.id = p_thread;
  RETURN v.opened_by = nullif(pg_catalog.current_setting('app.user_id', true), '')::uuid
    OR CASE WHEN v.annotation_id IS NULL THEN public.sees_article(v.article_id)
       ELSE public.sees_annotation(v.annotation_id) END;
END $$;

CREATE FUNCTION sees_adjudication(p_decision uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
  SECURITY DEFINER AS $$
BEGIN
  RETURN public.sees_version((SELECT d.article_version_id FROM public.adjudication_decisions d
    WHERE d.project_id = nullif(pg_catalog.current_setting('app.project_id', true), '')::uuid AND d.id = p_decision));
END $$;

-- A transaction that is about one text asks once: what it is told holds for its statements, and
-- spares its thousands of rows the question. Settings, as app.user_id is one.
CREATE FUNCTION look_at(p_version uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_sees boolean := public.sees_version(p_version);
BEGIN
  PERFORM set_config('app.seen', CASE WHEN v_sees THEN p_version::text ELSE '' END, true),
    set_config('app.unseen', CASE WHEN v_sees THEN '' ELSE p_version::text END, true),
    set_config('app.own_coding', CASE WHEN v_sees THEN '' ELSE coalesce((
      SELECT g.id::text FROM public.codings g WHERE g.project_id = public.current_project()
         AND g.article_version_id = p_version AND g.coder_id = public.current_app_user()), '') END, true);
  RETURN v_sees;
END $$;
CREATE FUNCTION seen_version() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE
  AS $$ BEGIN RETURN nullif(current_setting('app.seen', true), '')::uuid; END $$;
CREATE FUNCTION own_coding() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE
  AS $$ BEGIN RETURN nullif(current_setting('app.own_coding', true), '')::uuid; END $$;
CREATE FUNCTION unseen_version() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE
  AS $$ BEGIN RETURN nullif(pg_catalog.current_setting('app.unseen', true), '')::uuid; END $$;

-- Restrictive: on top of the wall between projects. For reading alone: what may be written is the
-- commands' and the other guards' business.
DO $$
DECLARE
  v_all text := '(SELECT sees_all())';
  v_mine text := '%I = (SELECT current_app_user())';
  v_looked text := 'article_version_id = (SELECT seen_version())';
  v record;
BEGIN
  FOR v IN SELECT * FROM (VALUES
    ('codings', 'sees_coding(id)', 'coder_id', v_looked),
    ('annotations', 'CASE WHEN article_version_id = (SELECT unseen_version()) THEN coding_id = (SELECT own_coding())
      ELSE sees_coding(coding_id) END', NULL, v_looked),
    -- One's own, also while the annotation that it belongs to is written by the same statement. What a
    -- migration of the codebook wrote for its starter is not theirs.
    ('annotation_revisions', 'sees_annotation(annotation_id)', NULL,
      '(author_id = (SELECT current_app_user()) AND migration_id IS NULL) OR ' || v_looked),
    ('fragments', 'sees_revision(revision_id)', NULL, v_looked),
    ('revision_members', 'sees_revision(revision_id)', NULL, NULL),
    ('relations', 'sees_coding(coding_id)', NULL, NULL),
    ('relation_revisions', 'sees_relation(relation_id)', NULL,
      '(author_id = (SELECT current_app_user()) AND migration_id IS NULL)'),
    ('review_decisions', 'sees_annotation(annotation_id)', NULL, NULL),
    ('adjudication_decisions', 'sees_version(article_version_id)', NULL, v_looked),
    ('adjudication_sources', 'sees_adjudication(decision_id)', NULL, NULL),
    ('appeals', 'sees_adjudication(decision_id)', 'opened_by', NULL),
    ('threads', 'sees_thread(id)', 'opened_by', NULL),
    ('comments', 'sees_thread(thread_id)', 'author_id', NULL),
    ('operations', 'sees_coding(coding_id)', 'user_id', NULL),
    ('codebook_migration_codings', 'sees_coding(coding_id)', NULL, NULL),
    ('codebook_migration_items', 'sees_coding(coding_id)', NULL, NULL),
    ('suggestions', 'sees_version(article_version_id)', 'coder_id', v_looked),
    ('suggestion_decisions', 'false', 'decider_id', NULL),
    -- Answers to one's own commands, and one's own acts.
    ('receipts', 'false', 'user_id', NULL),
    ('label_batches', 'false', 'user_id', NULL),
    -- What others did to one's own annotations is told; what they did to theirs is not.
    ('events', 'article_id IS NULL OR sees_article(article_id)
      OR (annotation_id IS NOT NULL AND sees_annotation(annotation_id))', 'actor_id', NULL)
  ) x (name, otherwise, mine, quick)
  LOOP
    EXECUTE format('CREATE POLICY colleagues_unseen ON %I AS RESTRICTIVE FOR SELECT USING (%s)', v.name,
      concat_ws(' OR ', v_all, CASE WHEN v.mine IS NOT NULL THEN format(v_mine, v.mine) END, v.quick, v.otherwise));
  END LOOP;
END $$;
-- Whoever else was asked to code a text, and how far they are, is the leads' business.
CREATE POLICY colleagues_unseen ON assignments AS RESTRICTIVE FOR SELECT USING (
  coder_id = (SELECT current_app_user()) OR (SELECT is_lead())
  OR (SELECT current_setting('app.sight', true)) = 'whole');
