-- Feeds that are looked at again and again, and the pages that they have listed (decision 0049).

CREATE TABLE "feeds" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "title" TEXT,
    "interval_minutes" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'watched',
    "watched_by" UUID,
    "etag" TEXT,
    "last_modified" TEXT,
    "next_check_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(6),
    "found_at" TIMESTAMPTZ(6),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feeds_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "feed_items" (
    "project_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "stamp" TEXT,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "import_id" UUID,

    CONSTRAINT "feed_items_pkey" PRIMARY KEY ("project_id","feed_id","url")
);

ALTER TABLE "feeds" ADD CONSTRAINT "feeds_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_watched_by_fkey" FOREIGN KEY ("watched_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "feed_items" ADD CONSTRAINT "feed_items_project_id_feed_id_fkey" FOREIGN KEY ("project_id", "feed_id") REFERENCES "feeds"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "feed_items" ADD CONSTRAINT "feed_items_project_id_import_id_fkey" FOREIGN KEY ("project_id", "import_id") REFERENCES "imports"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE feeds
  ADD CONSTRAINT feeds_state CHECK (state IN ('watched', 'paused', 'removed')),
  ADD CONSTRAINT feeds_interval CHECK (interval_minutes BETWEEN 5 AND 10080),
  ADD CONSTRAINT feeds_failures CHECK (failures >= 0),
  ADD CONSTRAINT feeds_url CHECK (url ~ '^https?://' AND length(url) <= 2000);
ALTER TABLE feed_items ADD CONSTRAINT feed_items_url CHECK (length(url) <= 2000);
CREATE UNIQUE INDEX feeds_one_per_url ON feeds (project_id, url) WHERE state <> 'removed';
CREATE INDEX feeds_due ON feeds (next_check_at) WHERE state = 'watched';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['feeds', 'feed_items']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (title, interval_minutes, state, watched_by, etag, last_modified,
  next_check_at, checked_at, found_at, failures, problem) ON feeds TO sourcemark_app;
GRANT SELECT, INSERT, UPDATE (stamp, seen_at, import_id) ON feed_items TO sourcemark_app;

-- A worker serves all projects: it is told which feeds are due, as ids, and nothing else of them. Each is
-- put off for the lease, so that another worker is not told of it too; its check says when it is next.
CREATE FUNCTION claim_due_feeds(p_most integer, p_lease interval)
  RETURNS TABLE (project_id uuid, feed_id uuid, user_id uuid) LANGUAGE sql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    UPDATE public.feeds f SET next_check_at = now() + p_lease
      FROM (SELECT d.project_id, d.id FROM public.feeds d
             WHERE d.state = 'watched' AND d.next_check_at <= now()
             ORDER BY d.next_check_at LIMIT p_most FOR UPDATE SKIP LOCKED) due
     WHERE f.project_id = due.project_id AND f.id = due.id
    RETURNING f.project_id, f.id, f.watched_by
  $$;
REVOKE ALL ON FUNCTION claim_due_feeds(integer, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_due_feeds(integer, interval) TO sourcemark_app;
