-- Search. Words are folded and counted by the application (lib/text/fold.ts, lib/text/words.ts), so
-- that index, query and reader agree whatever the database's locale is; the database stems, keeps
-- the inverted index and ranks.

-- ---------------------------------------------------------------------------------------------
-- Stemmers without stop words: "of" and "le" are words that an analyst looks for.
-- ---------------------------------------------------------------------------------------------

DO $$
DECLARE l text;
BEGIN
  FOREACH l IN ARRAY ARRAY['arabic', 'catalan', 'danish', 'dutch', 'english', 'finnish', 'french',
    'german', 'greek', 'hungarian', 'indonesian', 'irish', 'italian', 'lithuanian', 'norwegian',
    'portuguese', 'romanian', 'russian', 'serbian', 'spanish', 'swedish', 'turkish']
  LOOP
    EXECUTE format('CREATE TEXT SEARCH DICTIONARY sourcemark_%s (TEMPLATE = pg_catalog.snowball, Language = %s)', l, l);
  END LOOP;
END $$;

-- The stem of a lower-case word in a language (ISO 639-1); the word itself where there is no stemmer.
CREATE FUNCTION search_stem(p_language text, p_word text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_dictionary text := CASE p_language
    WHEN 'ar' THEN 'arabic' WHEN 'ca' THEN 'catalan' WHEN 'da' THEN 'danish' WHEN 'de' THEN 'german'
    WHEN 'el' THEN 'greek' WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' WHEN 'fi' THEN 'finnish'
    WHEN 'fr' THEN 'french' WHEN 'ga' THEN 'irish' WHEN 'hu' THEN 'hungarian' WHEN 'id' THEN 'indonesian'
    WHEN 'it' THEN 'italian' WHEN 'lt' THEN 'lithuanian' WHEN 'nb' THEN 'norwegian' WHEN 'nl' THEN 'dutch'
    WHEN 'nn' THEN 'norwegian' WHEN 'no' THEN 'norwegian' WHEN 'pt' THEN 'portuguese'
    WHEN 'ro' THEN 'romanian' WHEN 'ru' THEN 'russian' WHEN 'sr' THEN 'serbian' WHEN 'sv' THEN 'swedish'
    WHEN 'tr' THEN 'turkish' END;
BEGIN
  IF v_dictionary IS NULL THEN RETURN p_word; END IF;
  RETURN coalesce((ts_lexize(('public.sourcemark_' || v_dictionary)::regdictionary, p_word))[1], p_word);
END $$;

-- ---------------------------------------------------------------------------------------------
-- The index, one row an article: its newest version. Derived; made behind the import.
-- ---------------------------------------------------------------------------------------------

CREATE TABLE "search_articles" (
    "project_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,
    "version_no" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "publisher" TEXT,
    "published_at" TIMESTAMPTZ(6),
    "complete" BOOLEAN NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "search_articles_pkey" PRIMARY KEY ("project_id","article_id")
);
CREATE UNIQUE INDEX "search_articles_project_id_article_version_id_key" ON "search_articles"("project_id", "article_version_id");
CREATE INDEX "search_articles_project_id_language_idx" ON "search_articles"("project_id", "language");
CREATE INDEX "search_articles_project_id_publisher_idx" ON "search_articles"("project_id", "publisher");
CREATE INDEX "search_articles_words_idx" ON "search_articles" USING GIN ("words");
ALTER TABLE "search_articles" ADD CONSTRAINT "search_articles_project_id_article_id_fkey" FOREIGN KEY ("project_id", "article_id") REFERENCES "articles"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "search_articles" ADD CONSTRAINT "search_articles_project_id_article_version_id_fkey" FOREIGN KEY ("project_id", "article_version_id") REFERENCES "article_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Which words of a language share a stem: a query's words are widened by it.
CREATE TABLE "search_words" (
    "project_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "stem" TEXT NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "search_words_pkey" PRIMARY KEY ("project_id","language","stem","word")
);
CREATE INDEX "search_words_project_id_language_word_idx" ON "search_words"("project_id", "language", "word");
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Versions that wait to be indexed. No foreign key: a check for each imported row is what this list
-- is there to save.
CREATE TABLE "search_pending" (
    "project_id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,

    CONSTRAINT "search_pending_pkey" PRIMARY KEY ("project_id","article_version_id")
);

CREATE FUNCTION note_pending_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.search_pending (project_id, article_version_id)
    SELECT project_id, id FROM new_rows ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER article_versions_to_search AFTER INSERT ON article_versions
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_pending_search();

INSERT INTO search_pending (project_id, article_version_id) SELECT project_id, id FROM article_versions;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['search_articles', 'search_words', 'search_pending']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON search_articles TO sourcemark_app;
GRANT SELECT, INSERT ON search_words TO sourcemark_app;
GRANT SELECT, INSERT, DELETE ON search_pending TO sourcemark_app;

-- ---------------------------------------------------------------------------------------------
-- Looking up. Under row-level security an operator that may leak what it sees (@@, ILIKE) is tried
-- on the own project's rows alone, one by one, and never by index. These doors ask for the project
-- themselves, as the policy does, and may use the index.
-- ---------------------------------------------------------------------------------------------

-- The condition of a search. `p_arms`: [{languages, strict, loose}], the last two tsqueries; an arm
-- without languages is for those that no other arm names, and `loose` stands in for `strict` in
-- articles of which not every position is known. Project and language are lexemes of each row, so
-- that the index alone keeps projects apart; the project's column is checked besides.
CREATE FUNCTION search_condition(p_arms jsonb, p_language text, p_publisher text, p_from timestamptz,
  p_to timestamptz, p_versions uuid[]) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_project uuid := public.current_project();
  v_mark text;
  v_arm jsonb;
  v_arms text[] := '{}';
  v_text text;
  v_named text[] := ARRAY(SELECT jsonb_array_elements_text(a -> 'languages')
    FROM jsonb_array_elements(p_arms) a WHERE jsonb_typeof(a -> 'languages') = 'array');
  v_languages text[];
BEGIN
  IF v_project IS NULL THEN
    RAISE EXCEPTION 'a search is made in a project' USING ERRCODE = 'insufficient_privilege';
  END IF;
  v_mark := '''#' || replace(v_project::text, '-', '') || '''';
  IF p_language IS NOT NULL THEN
    v_mark := v_mark || ' & ' || quote_literal('#' || p_language);
  END IF;
  FOR v_arm IN SELECT * FROM jsonb_array_elements(p_arms)
  LOOP
    v_text := format('s.words @@ %L::tsquery', v_mark || ' & (' || (v_arm ->> 'strict') || ')');
    IF v_arm ->> 'loose' IS DISTINCT FROM v_arm ->> 'strict' THEN
      v_text := format('(%s OR (NOT s.complete AND s.words @@ %L::tsquery))', v_text,
        v_mark || ' & ''#part'' & (' || (v_arm ->> 'loose') || ')');
    END IF;
    IF jsonb_typeof(v_arm -> 'languages') = 'array' THEN
      v_languages := ARRAY(SELECT jsonb_array_elements_text(v_arm -> 'languages'));
      v_text := format('(%s AND s.words @@ %L::tsquery)', v_text,
        (SELECT string_agg(quote_literal('#' || l), ' | ') FROM unnest(v_languages) l));
    ELSIF cardinality(v_named) > 0 THEN
      v_text := format('(%s AND s.language <> ALL (%L::text[]))', v_text, v_named);
    END IF;
    v_arms := v_arms || v_text;
  END LOOP;
  IF cardinality(v_arms) = 0 THEN
    v_arms := ARRAY[format('s.words @@ %L::tsquery', v_mark)];
  END IF;
  v_text := '(' || array_to_string(v_arms, ' OR ') || ')';
  -- Written so that no other index than that of the words is thought of.
  v_text := v_text || format(' AND (s.project_id = %L::uuid) IS TRUE', v_project);
  IF p_publisher IS NOT NULL THEN v_text := v_text || format(' AND s.publisher = %L', p_publisher); END IF;
  IF p_from IS NOT NULL THEN v_text := v_text || format(' AND s.published_at >= %L::timestamptz', p_from); END IF;
  IF p_to IS NOT NULL THEN v_text := v_text || format(' AND s.published_at < %L::timestamptz', p_to); END IF;
  IF p_versions IS NOT NULL THEN v_text := v_text || format(' AND s.article_version_id = ANY (%L::uuid[])', p_versions); END IF;
  RETURN v_text;
END $$;

-- One page of articles. `p_order`: newest, oldest, or relevance, which ranks the newest
-- `p_candidates` that fit and no more. Undated articles stand last. The page begins beyond
-- (p_rank, p_at, p_id) where these are given.
CREATE FUNCTION search_find(p_arms jsonb, p_language text, p_publisher text, p_from timestamptz,
  p_to timestamptz, p_versions uuid[], p_order text, p_rank real, p_at timestamptz, p_id uuid,
  p_candidates int, p_limit int)
  RETURNS TABLE (article_id uuid, article_version_id uuid, rank real, at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET enable_seqscan = off SET work_mem = '32MB' SET jit = off AS $$
DECLARE
  v_condition text := public.search_condition(p_arms, p_language, p_publisher, p_from, p_to, p_versions);
  v_oldest boolean := p_order = 'oldest';
  v_at text := CASE WHEN v_oldest THEN 'coalesce(s.published_at, ''infinity'')'
    ELSE 'coalesce(s.published_at, ''-infinity'')' END;
  v_way text := CASE WHEN v_oldest THEN 'ASC' ELSE 'DESC' END;
  v_rank text := '';
  v_arm jsonb;
BEGIN
  IF p_order <> 'relevance' THEN
    IF p_id IS NOT NULL THEN
      v_condition := v_condition || format(' AND (%s, s.article_id) %s (%L::timestamptz, %L::uuid)',
        v_at, CASE WHEN v_oldest THEN '>' ELSE '<' END, p_at, p_id);
    END IF;
    RETURN QUERY EXECUTE format(
      'SELECT s.article_id, s.article_version_id, 0::real, %s FROM public.search_articles s WHERE %s
        ORDER BY 4 %s, 1 %s LIMIT %s', v_at, v_condition, v_way, v_way, p_limit);
    RETURN;
  END IF;
  -- The arm for all other languages comes last.
  FOR v_arm IN SELECT a FROM jsonb_array_elements(p_arms) a
    ORDER BY jsonb_typeof(a -> 'languages') = 'array' DESC
  LOOP
    v_rank := v_rank || format(' WHEN %s THEN ts_rank(s.words, %L::tsquery, 1)',
      CASE WHEN jsonb_typeof(v_arm -> 'languages') = 'array'
        THEN format('s.language = ANY (%L::text[])', ARRAY(SELECT jsonb_array_elements_text(v_arm -> 'languages')))
        ELSE 'true' END, v_arm ->> 'loose');
  END LOOP;
  IF v_rank = '' THEN v_rank := ' WHEN true THEN 0'; END IF;
  RETURN QUERY EXECUTE format(
    'WITH s AS MATERIALIZED (SELECT s.*, %s AS at FROM public.search_articles s WHERE %s
        ORDER BY %s DESC, s.article_id DESC LIMIT %s),
      ranked AS (SELECT s.article_id, s.article_version_id, (CASE%s END)::real AS rank, s.at FROM s)
      SELECT * FROM ranked r WHERE %s ORDER BY r.rank DESC, r.at DESC, r.article_id DESC LIMIT %s',
    v_at, v_condition, v_at, p_candidates, v_rank,
    CASE WHEN p_id IS NULL THEN 'true'
      ELSE format('(r.rank, r.at, r.article_id) < (%L::real, %L::timestamptz, %L::uuid)', p_rank, p_at, p_id) END,
    p_limit);
END $$;

-- How many articles fit, counted up to `p_limit`.
CREATE FUNCTION search_count(p_arms jsonb, p_language text, p_publisher text, p_from timestamptz,
  p_to timestamptz, p_versions uuid[], p_limit int) RETURNS int
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET enable_seqscan = off SET work_mem = '32MB' SET jit = off AS $$
DECLARE v_count int;
BEGIN
  EXECUTE format('SELECT count(*)::int FROM (SELECT 1 FROM public.search_articles s WHERE %s LIMIT %s) counted',
    public.search_condition(p_arms, p_language, p_publisher, p_from, p_to, p_versions), p_limit) INTO v_count;
  RETURN v_count;
END $$;

-- Versions of the project whose title fits a pattern of ILIKE, by the index on titles.
CREATE FUNCTION search_titles(p_pattern text) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET enable_seqscan = off SET jit = off AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT v.id FROM public.article_versions v WHERE v.title ILIKE %L AND (v.project_id = %L::uuid) IS TRUE',
    p_pattern, public.current_project());
END $$;

-- New entries wait in a list that every search reads through; only the index's owner may file them.
CREATE FUNCTION search_settle() RETURNS void LANGUAGE sql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT gin_clean_pending_list('public.search_articles_words_idx'::regclass); $$;

REVOKE ALL ON FUNCTION search_condition(jsonb, text, text, timestamptz, timestamptz, uuid[]),
  search_find(jsonb, text, text, timestamptz, timestamptz, uuid[], text, real, timestamptz, uuid, int, int),
  search_count(jsonb, text, text, timestamptz, timestamptz, uuid[], int),
  search_titles(text), search_settle() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  search_find(jsonb, text, text, timestamptz, timestamptz, uuid[], text, real, timestamptz, uuid, int, int),
  search_count(jsonb, text, text, timestamptz, timestamptz, uuid[], int),
  search_titles(text), search_settle() TO sourcemark_app;

-- ---------------------------------------------------------------------------------------------
-- The queue's order by title: a column of its own, since lower() may leak and so keeps the index
-- from being entered at a cursor. Cut, because an index row has room for no more.
-- ---------------------------------------------------------------------------------------------

ALTER TABLE article_versions ADD COLUMN title_key TEXT GENERATED ALWAYS AS (left(lower(title), 200)) STORED;
CREATE INDEX "article_versions_project_id_title_key_id_idx" ON "article_versions"("project_id", "title_key", "id");

-- ---------------------------------------------------------------------------------------------
-- Labels given to many places at once, and taken back at once.
-- ---------------------------------------------------------------------------------------------

CREATE TABLE "label_batches" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "operations" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(6),

    CONSTRAINT "label_batches_pkey" PRIMARY KEY ("project_id","id")
);
CREATE INDEX "label_batches_project_id_user_id_id_idx" ON "label_batches"("project_id", "user_id", "id");
ALTER TABLE "label_batches" ADD CONSTRAINT "label_batches_project_id_user_id_fkey" FOREIGN KEY ("project_id", "user_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE label_batches ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_project ON label_batches USING (project_id = (SELECT current_project()))
  WITH CHECK (project_id = (SELECT current_project()));
REVOKE ALL ON label_batches FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE (undone_at) ON label_batches TO sourcemark_app;
