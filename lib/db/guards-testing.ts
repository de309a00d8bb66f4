import { createHash } from 'node:crypto';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';

/** The text that the fixture's fragments point into; 😀 is one code point and two UTF-16 units. */
export const TEXT = 'Paris — 😀 Le ministre a dit que les prix ont baissé de 3 %.';

/** The rows of one project, written in plain SQL as the application's role. */
export interface Seeded {
  readonly projectId: string;
  readonly coder: string;
  readonly reviewer: string;
  readonly codebookId: string;
  readonly published: string;
  readonly draft: string;
  readonly layer: string;
  readonly draftLayer: string;
  /** Keys of the published version's codes to their ids. */
  readonly codes: Readonly<Record<'source' | 'cue' | 'attribution', string>>;
  readonly draftCode: string;
  readonly attribute: string;
  readonly relationType: string;
  readonly capture: string;
  readonly article: string;
  readonly version: string;
  readonly otherVersion: string;
  readonly coding: string;
}

export interface Session {
  readonly projectId?: string;
  readonly userId?: string;
}

/** Runs `work` in one transaction with the session's project set, as the application does. */
export async function inTx<T>(
  pool: pg.Pool,
  session: Session,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('app.project_id', $1, true), set_config('app.user_id', $2, true)`,
      [session.projectId ?? '', session.userId ?? ''],
    );
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (cause) {
    await client.query('ROLLBACK');
    throw cause;
  } finally {
    client.release();
  }
}

/** One statement in a transaction of its own; answers its rows. */
export async function run<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  session: Session,
  sql: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  return inTx(pool, session, async (client) => (await client.query<Row>(sql, [...params])).rows);
}

const sha256 = (data: string): Buffer => createHash('sha256').update(data, 'utf8').digest();
const named = (name: string): string => JSON.stringify({ en: name, fr: name });

async function insert(
  client: pg.ClientBase,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
}

async function seedCodebook(
  client: pg.ClientBase,
  projectId: string,
  codebookId: string,
  no: number,
) {
  const project = { project_id: projectId };
  const version = uuidv7();
  const part = { ...project, codebook_version_id: version };
  await insert(client, 'codebook_versions', {
    ...project,
    id: version,
    codebook_id: codebookId,
    version_no: no,
  });
  const layer = uuidv7();
  await insert(client, 'layers', {
    ...part,
    id: layer,
    key: 'attribution',
    name: named('Attribution'),
    position: 0,
  });
  const codes = { source: uuidv7(), cue: uuidv7(), attribution: uuidv7() };
  for (const [key, id] of Object.entries(codes)) {
    await insert(client, 'codes', {
      ...part,
      id,
      layer_id: layer,
      key,
      name: named(key),
      colour: JSON.stringify({ light: '#000', dark: '#fff' }),
      targets: key === 'attribution' ? '{composite}' : '{span}',
      roles:
        key === 'attribution'
          ? JSON.stringify([
              { role: 'source', codes: ['source'], min: 0, max: null },
              { role: 'cue', codes: ['cue'], min: 0, max: null },
            ])
          : '[]',
      position: 0,
    });
  }
  const attribute = uuidv7();
  await insert(client, 'attribute_definitions', {
    ...part,
    id: attribute,
    layer_id: layer,
    code_id: codes.source,
    key: 'naming',
    kind: 'choice',
    name: named('Naming'),
    options: JSON.stringify([{ value: 'named' }, { value: 'anonymous' }]),
    position: 0,
  });
  const relationType = uuidv7();
  await insert(client, 'relation_types', {
    ...part,
    id: relationType,
    key: 'same_as',
    name: named('same as'),
    position: 0,
  });
  await insert(client, 'relation_type_ends', {
    ...project,
    relation_type_id: relationType,
    side: 'from',
    code_id: codes.source,
  });
  return { version, layer, codes, attribute, relationType };
}

async function publish(client: pg.ClientBase, version: string): Promise<void> {
  await client.query(
    `UPDATE codebook_versions SET state = 'published', published_at = now(), sha256 = $2 WHERE id = $1`,
    [version, sha256(version).toString('hex')],
  );
}

async function seedArticle(client: pg.ClientBase, projectId: string, text: string) {
  const project = { project_id: projectId };
  const [capture, article, version] = [uuidv7(), uuidv7(), uuidv7()];
  await insert(client, 'captures', {
    ...project,
    id: capture,
    sha256: sha256(text),
    bytes: Buffer.from(text, 'utf8'),
    media_type: 'text/plain',
    source_name: 'a.txt',
    importer: 'plain',
    importer_version: '1',
    retrieved_at: new Date(),
  });
  await insert(client, 'articles', { ...project, id: article, external_id: article });
  await insert(client, 'article_versions', {
    ...project,
    id: version,
    article_id: article,
    version_no: 1,
    capture_id: capture,
    text,
    text_sha256: sha256(text),
    text_length: Array.from(text).length,
    canonicaliser: 'test',
    title: 'A title',
    keywords: '{}',
  });
  return { capture, article, version };
}

/** Makes a project with two analysts, a published and a draft codebook version, and two articles. */
export async function seedProject(pool: pg.Pool): Promise<Seeded> {
  const projectId = uuidv7();
  const [coder, reviewer] = [uuidv7(), uuidv7()];
  return inTx(pool, { projectId }, async (client) => {
    const project = { project_id: projectId };
    await insert(client, 'projects', { id: projectId, slug: `p-${projectId}`, name: 'Project' });
    for (const id of [coder, reviewer]) {
      await insert(client, 'users', { id, email: `${id}@example.org`, name: 'A person' });
      await insert(client, 'members', { ...project, user_id: id, role: 'analyst' });
    }
    const codebookId = uuidv7();
    await insert(client, 'codebooks', { ...project, id: codebookId, name: 'Codebook' });
    const first = await seedCodebook(client, projectId, codebookId, 1);
    await publish(client, first.version);
    const second = await seedCodebook(client, projectId, codebookId, 2);
    const main = await seedArticle(client, projectId, TEXT);
    const other = await seedArticle(client, projectId, `${TEXT} Fin.`);
    const coding = uuidv7();
    await insert(client, 'codings', {
      ...project,
      id: coding,
      article_version_id: main.version,
      coder_id: coder,
      state: 'in_progress',
      started_at: new Date(),
    });
    return {
      projectId,
      coder,
      reviewer,
      codebookId,
      published: first.version,
      draft: second.version,
      layer: first.layer,
      draftLayer: second.layer,
      codes: first.codes,
      draftCode: second.codes.source,
      attribute: first.attribute,
      relationType: first.relationType,
      ...main,
      otherVersion: other.version,
      coding,
    };
  });
}

/** A fragment as written, true or not. */
export interface RawFragment {
  readonly start: number;
  readonly end: number;
  /** What the text has there, when absent. */
  readonly quote?: string;
}

export interface RawRevision {
  readonly annotationId?: string;
  readonly no?: number;
  readonly kind?: 'span' | 'article' | 'composite';
  readonly fragments?: readonly RawFragment[];
  readonly members?: readonly { readonly role: string; readonly annotationId: string }[];
  readonly code?: string;
  readonly codebookVersion?: string;
  readonly attributes?: unknown;
  readonly author?: string;
  readonly version?: string;
  readonly confidence?: number;
  /** What the revision says of itself; the true number when absent. */
  readonly fragmentCount?: number;
}

const REVISION_SQL = `
  WITH r AS (
    INSERT INTO annotation_revisions (project_id, id, annotation_id, article_version_id, revision_no,
        codebook_version_id, code_id, attributes, confidence, fragment_count, member_count, author_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, jsonb_array_length($13::jsonb), $11)),
  f AS (
    INSERT INTO fragments (project_id, revision_id, ordinal, article_version_id, start_offset, end_offset, quote)
      SELECT $1, $2, o - 1, $4, (x ->> 'start')::int, (x ->> 'end')::int, x ->> 'quote'
        FROM jsonb_array_elements($12::jsonb) WITH ORDINALITY AS t (x, o))
  INSERT INTO revision_members (project_id, revision_id, ordinal, role, annotation_id)
    SELECT $1, $2, o - 1, x ->> 'role', (x ->> 'annotationId')::uuid
      FROM jsonb_array_elements($13::jsonb) WITH ORDINALITY AS t (x, o)`;

/** Writes a revision with its fragments and members in one statement, and the annotation at `no` 1. */
export async function writeRevision(
  client: pg.ClientBase,
  at: Seeded,
  raw: RawRevision = {},
): Promise<{ annotationId: string; revisionId: string }> {
  const annotationId = raw.annotationId ?? uuidv7();
  const revisionId = uuidv7();
  const points = Array.from(TEXT);
  const fragments = (raw.fragments ?? [{ start: 10, end: 21 }]).map((one) => ({
    ...one,
    quote: one.quote ?? points.slice(one.start, one.end).join(''),
  }));
  if ((raw.no ?? 1) === 1) {
    await insert(client, 'annotations', {
      project_id: at.projectId,
      id: annotationId,
      coding_id: at.coding,
      article_version_id: at.version,
      kind: raw.kind ?? 'span',
    });
  }
  await client.query(REVISION_SQL, [
    at.projectId,
    revisionId,
    annotationId,
    raw.version ?? at.version,
    raw.no ?? 1,
    raw.codebookVersion ?? at.published,
    raw.code ?? at.codes.source,
    JSON.stringify(raw.attributes ?? {}),
    raw.confidence ?? null,
    raw.fragmentCount ?? fragments.length,
    raw.author ?? at.coder,
    JSON.stringify(fragments),
    JSON.stringify(raw.members ?? []),
  ]);
  return { annotationId, revisionId };
}

export interface RawDecision {
  readonly annotationId: string;
  readonly revisionId: string;
  readonly kind?: string;
  readonly decider?: string;
  readonly reason?: string | null;
  readonly amended?: string | null;
}

/** Writes a review decision as it stands. */
export async function writeDecision(
  client: pg.ClientBase,
  at: Seeded,
  raw: RawDecision,
): Promise<void> {
  await insert(client, 'review_decisions', {
    project_id: at.projectId,
    id: uuidv7(),
    annotation_id: raw.annotationId,
    revision_id: raw.revisionId,
    kind: raw.kind ?? 'accept',
    decider_id: raw.decider ?? at.reviewer,
    reason: raw.reason ?? null,
    amended_revision_id: raw.amended ?? null,
  });
}
