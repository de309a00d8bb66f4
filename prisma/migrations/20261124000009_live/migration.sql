-- Tells listening processes, at commit, what happened: ids alone, far below the 8000 bytes of a NOTIFY.
-- On plain triggers, so that a restored backup tells nobody.

CREATE FUNCTION notify_live_event() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('sourcemark_live', json_build_object('t', 'event', 'p', NEW.project_id,
    'a', NEW.article_id, 's', NEW.seq)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER events_live AFTER INSERT ON events
  FOR EACH ROW WHEN (NEW.article_id IS NOT NULL) EXECUTE FUNCTION notify_live_event();

CREATE FUNCTION notify_live_person() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- By TG_ARGV: the two tables name their person differently.
  PERFORM pg_notify('sourcemark_live', json_build_object('t', 'person', 'u',
    to_jsonb(NEW) ->> TG_ARGV[0])::text);
  RETURN NULL;
END $$;
CREATE TRIGGER users_live AFTER UPDATE OF session_version, deactivated_at ON users
  FOR EACH ROW EXECUTE FUNCTION notify_live_person('id');
CREATE TRIGGER members_live AFTER UPDATE OF role, removed_at ON members
  FOR EACH ROW EXECUTE FUNCTION notify_live_person('user_id');
