import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHECK, FORBIDDEN, fillProject, sqlstate } from './guards-rows';
import { inTx, run, type Seeded, seedProject, TEXT, writeRevision } from './guards-testing';
import { type TestDatabase, testDatabase } from './testing';

/** Every table of a project, with the column that names the project. */
const PROJECT_TABLES: Readonly<Record<string, string>> = {
  projects: 'id',
  members: 'project_id',
  invitations: 'project_id',
  imports: 'project_id',
  import_rejections: 'project_id',
  captures: 'project_id',
  articles: 'project_id',
  article_versions: 'project_id',
  codebooks: 'project_id',
  codebook_versions: 'project_id',
  layers: 'project_id',
  codes: 'project_id',
  attribute_definitions: 'project_id',
  relation_types: 'project_id',
  relation_type_ends: 'project_id',
  codings: 'project_id',
  annotations: 'project_id',
  annotation_revisions: 'project_id',
  fragments: 'project_id',
  revision_members: 'project_id',
  relations: 'project_id',
  relation_revisions: 'project_id',
  review_decisions: 'project_id',
  threads: 'project_id',
  comments: 'project_id',
  operations: 'project_id',
  receipts: 'project_id',
  events: 'project_id',
  chain_heads: 'project_id',
  codebook_drafts: 'project_id',
  codebook_draft_edits: 'project_id',
  codebook_migrations: 'project_id',
  codebook_migration_codings: 'project_id',
  codebook_migration_items: 'project_id',
  suggestions: 'project_id',
  suggestion_decisions: 'project_id',
  suggestion_providers: 'project_id',
  search_articles: 'project_id',
  search_words: 'project_id',
  search_pending: 'project_id',
  label_batches: 'project_id',
  adjudication_decisions: 'project_id',
  adjudication_sources: 'project_id',
  appeals: 'project_id',
  assignments: 'project_id',
  assignment_settings: 'project_id',
  article_metadata_changes: 'project_id',
  actors: 'project_id',
  actor_names: 'project_id',
  claims: 'project_id',
  claim_names: 'project_id',
  claim_links: 'project_id',
  claim_evidence: 'project_id',
  claim_verdicts: 'project_id',
  releases: 'project_id',
  release_articles: 'project_id',
  release_splits: 'project_id',
  api_tokens: 'project_id',
  api_answers: 'project_id',
  webhooks: 'project_id',
  webhook_deliveries: 'project_id',
  feeds: 'project_id',
  feed_items: 'project_id',
  wire_articles: 'project_id',
  wire_keys: 'project_id',
  wire_pairs: 'project_id',
  wire_pending: 'project_id',
  wire_labels: 'project_id',
  carry_overs: 'project_id',
  carry_over_items: 'project_id',
  carry_over_relations: 'project_id',
  training_settings: 'project_id',
  training_articles: 'project_id',
  trainees: 'project_id',
  training_attempts: 'project_id',
};
const GLOBAL_TABLES = [
  'users',
  'password_resets',
  'rate_limits',
  'user_shortcuts',
  '_prisma_migrations',
];

let db: TestDatabase;
let mine: Seeded;
let theirs: Seeded;

beforeAll(async () => {
  db = await testDatabase();
  mine = await fillProject(db.pool, await seedProject(db.pool));
  theirs = await fillProject(db.pool, await seedProject(db.pool));
});

describe('projects apart', () => {
  it('knows every table', async () => {
    const rows = await run<{ name: string }>(
      db.ownerPool,
      {},
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(
      [...Object.keys(PROJECT_TABLES), ...GLOBAL_TABLES].sort(),
    );
  });

  it.each(Object.entries(PROJECT_TABLES))(
    '%s: only rows of the own project are seen',
    async (table, column) => {
      const sql = `SELECT DISTINCT ${column} AS project FROM ${table}`;
      expect(await run(db.pool, mine, sql)).toEqual([{ project: mine.projectId }]);
      const both = await run(db.ownerPool, {}, sql);
      expect(both.map(({ project }) => project)).toContain(theirs.projectId);
      expect(await run(db.pool, {}, sql)).toEqual([]);
    },
  );

  it.each(Object.keys(PROJECT_TABLES))('%s: row-level security is on', async (table) => {
    const [row] = await run(
      db.ownerPool,
      {},
      `SELECT relrowsecurity FROM pg_class WHERE oid = $1::regclass`,
      [table],
    );
    expect(row).toEqual({ relrowsecurity: true });
  });

  it('a row of another project cannot be written', async () => {
    const article = run(
      db.pool,
      mine,
      `INSERT INTO articles (project_id, id, external_id) VALUES ($1, $2, 'x')`,
      [theirs.projectId, uuidv7()],
    );
    expect(await sqlstate(article)).toBe(FORBIDDEN);
    const revision = inTx(db.pool, mine, (client) => writeRevision(client, theirs));
    expect(await sqlstate(revision)).toBe(FORBIDDEN);
    const member = run(
      db.pool,
      mine,
      `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'admin')`,
      [theirs.projectId, mine.coder],
    );
    expect(await sqlstate(member)).toBe(FORBIDDEN);
  });

  it('a row of another project is not there to be changed', async () => {
    for (const [sql, id] of [
      [`UPDATE members SET role = 'admin' WHERE user_id = $1 RETURNING 1`, theirs.coder],
      [`UPDATE projects SET name = 'x' WHERE id = $1 RETURNING 1`, theirs.projectId],
      [`UPDATE codings SET state = 'in_progress' WHERE id = $1 RETURNING 1`, theirs.coding],
      [`DELETE FROM codes WHERE id = $1 RETURNING 1`, theirs.draftCode],
    ] as const) {
      expect(await run(db.pool, mine, sql, [id]), sql).toEqual([]);
    }
  });

  it('one’s memberships are seen from outside a project, to choose one', async () => {
    const rows = await run(
      db.pool,
      { userId: mine.coder },
      'SELECT project_id, user_id FROM members',
    );
    expect(rows).toEqual([{ project_id: mine.projectId, user_id: mine.coder }]);
    const projects = await run(db.pool, { userId: mine.coder }, 'SELECT id FROM projects');
    expect(projects).toEqual([{ id: mine.projectId }]);
  });

  it('a foreign key does not cross projects', async () => {
    const coding = run(
      db.pool,
      mine,
      `INSERT INTO codings (project_id, id, article_version_id, coder_id) VALUES ($1, $2, $3, $4)`,
      [mine.projectId, uuidv7(), theirs.version, mine.reviewer],
    );
    expect(await sqlstate(coding)).toBe('23503');
    const coder = run(
      db.pool,
      mine,
      `INSERT INTO codings (project_id, id, article_version_id, coder_id) VALUES ($1, $2, $3, $4)`,
      [mine.projectId, uuidv7(), mine.version, theirs.coder],
    );
    expect(await sqlstate(coder)).toBe('23503');
  });

  it('every foreign key between project tables carries the project first', async () => {
    const rows = await run<{ name: string; first: string }>(
      db.ownerPool,
      {},
      `SELECT c.conname AS name, a.attname AS first FROM pg_constraint c
         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
          AND c.confrelid NOT IN ('users'::regclass) AND c.conrelid <> 'projects'::regclass`,
    );
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(({ first }) => first !== 'project_id')).toEqual([]);
  });
});

describe('the application’s role', () => {
  it('owns nothing, bypasses nothing, makes nothing', async () => {
    const [role] = await run(
      db.pool,
      {},
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS relations,
         (SELECT count(*)::int FROM pg_proc WHERE proowner = r.oid) AS functions,
         (SELECT count(*)::int FROM pg_database WHERE datdba = r.oid) AS databases
       FROM pg_roles r WHERE rolname = current_user`,
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      relations: 0,
      functions: 0,
      databases: 0,
    });
  });

  it.each([
    'CREATE TABLE mine (id int)',
    'ALTER TABLE events DISABLE TRIGGER ALL',
    'ALTER TABLE annotations DISABLE ROW LEVEL SECURITY',
    'DROP TABLE events',
    'DROP POLICY own_project ON events',
    'SET ROLE test_owner',
    'UPDATE chain_heads SET seq = 0',
    'DELETE FROM chain_heads',
    "INSERT INTO chain_heads (project_id, hash) VALUES (gen_random_uuid(), '')",
    'INSERT INTO events SELECT * FROM events',
    'SELECT * FROM _prisma_migrations',
    'DELETE FROM annotations',
    'DELETE FROM articles',
    'DELETE FROM projects',
    'DELETE FROM users',
    'UPDATE articles SET external_id = id::text',
  ])('is refused: %s', async (sql) => {
    expect(await sqlstate(run(db.pool, mine, sql))).toBe(FORBIDDEN);
  });

  it('cannot make a trigger hold for it with a temporary table of the same name', async () => {
    const posing = inTx(db.pool, mine, async (client) => {
      await client.query(
        'CREATE TEMP TABLE article_versions (project_id uuid, id uuid, text text)',
      );
      await client.query('INSERT INTO article_versions VALUES ($1, $2, $3)', [
        mine.projectId,
        mine.version,
        TEXT.replace('Paris', 'Lyons'),
      ]);
      await writeRevision(client, mine, { fragments: [{ start: 0, end: 5, quote: 'Lyons' }] });
    });
    expect(await sqlstate(posing)).toBe(CHECK);
  });
});

describe('hashes', () => {
  it('of a capture and of a text must be true', async () => {
    const capture = run(
      db.pool,
      mine,
      `INSERT INTO captures (project_id, id, sha256, bytes, media_type, source_name, importer, importer_version, retrieved_at)
       VALUES ($1, $2, sha256('other'), 'bytes', 'text/plain', 'a', 'plain', '1', now())`,
      [mine.projectId, uuidv7()],
    );
    expect(await sqlstate(capture)).toBe(CHECK);
    const version = run(
      db.pool,
      mine,
      `INSERT INTO article_versions (project_id, id, article_id, version_no, capture_id, text, text_sha256, text_length, canonicaliser, title, keywords)
       VALUES ($1, $2, $3, 2, $4, '😀', sha256(convert_to('😀', 'UTF8')), 2, 'test', 't', '{}')`,
      [mine.projectId, uuidv7(), mine.article, mine.capture],
    );
    expect(await sqlstate(version)).toBe(CHECK);
  });
});
