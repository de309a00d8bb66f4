-- After a large import the planner must know the new sizes at once; autovacuum is minutes late. Only
-- a table's owner may analyse it, and the application owns nothing, so the owner lends this function.
CREATE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  ANALYZE public.captures, public.articles, public.article_versions, public.codings,
    public.annotations, public.annotation_revisions, public.fragments, public.revision_members,
    public.relations, public.relation_revisions, public.operations, public.events;
END $$;
REVOKE ALL ON FUNCTION refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics() TO sourcemark_app;
