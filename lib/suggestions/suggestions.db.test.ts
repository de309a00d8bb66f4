import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { undo } from '@/lib/annotations/commands/undo';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import { createAnnotationSchema } from '@/lib/annotations/schema';
import {
  addArticle,
  makeWorld,
  passage,
  type UserOfProject,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import { seesColleagues } from '@/lib/annotations/visibility';
import { testDatabase } from '@/lib/db/testing';
import { exportDataset } from '@/lib/releases/commands';
import { EMPTY_FILTER, EXPORT_FORMATS } from '@/lib/releases/schema';
import { createFolderSink } from '@/lib/releases/sink';
import { acceptSuggestion, askSuggestions, rejectSuggestion } from './commands';
import { removeProvider, saveProvider } from './provider-commands';
import { CONTRACT } from './providers/contract';
import { getProviders, getSuggestions } from './queries';
import { acceptSuggestionSchema, type Proposal, saveProviderSchema } from './schema';

vi.mock('@/lib/annotations/visibility', async (importOriginal) => ({
  ...(await importOriginal<typeof import('@/lib/annotations/visibility')>()),
  seesColleagues: vi.fn(async () => true),
}));
vi.stubEnv('NEXTAUTH_SECRET', randomBytes(48).toString('base64url'));
const db = await testDatabase();

const FRENCH = [
  'Selon l’agence Vesta, le ministre a déclaré que la frontière resterait ouverte.',
  '« Personne ne sera refoulé 😀 », a-t-il ajouté.',
].join('\n\n');

let world: World;
beforeEach(async () => {
  vi.mocked(seesColleagues).mockResolvedValue(true);
  world = await makeWorld(db);
  Object.assign(world, await addArticle(db, world.projectId, FRENCH, 'fr'));
});

const here = () => ({ projectId: world.projectId, articleVersionId: world.articleVersionId });
const ask = async (actor: UserOfProject, origins?: string[]) =>
  unwrap(await askSuggestions(actor, { ...here(), origins }));
const mark = async (
  actor: UserOfProject,
  words: string,
  codeKey: string,
  text: string,
  at = here(),
) => {
  const annotationId = uuidv7();
  const input = { ...at, idempotencyKey: annotationId, annotationId, kind: 'span', codeKey };
  unwrap(
    await createAnnotation(
      actor,
      createAnnotationSchema.parse({ ...input, fragments: [passage(words, text)] }),
    ),
  );
  return annotationId;
};
const accept = (
  actor: UserOfProject,
  suggestionId: string,
  proposal?: Proposal,
  key: string = uuidv7(),
) =>
  acceptSuggestion(
    actor,
    acceptSuggestionSchema.parse({
      ...here(),
      suggestionId,
      idempotencyKey: key,
      annotationId: uuidv7(),
      proposal,
    }),
  );
const reject = (actor: UserOfProject, suggestionId: string) =>
  rejectSuggestion(actor, { ...here(), suggestionId, idempotencyKey: uuidv7() });
const annotations = async () =>
  unwrap(await getArticleAnnotations(world.ana, world.articleVersionId)).annotations;
const events = async () =>
  (
    await db.superPool.query<{ type: string; body: string }>(
      'SELECT type, body FROM events WHERE project_id = $1 ORDER BY seq',
      [world.projectId],
    )
  ).rows;

/** Every file of an export but the moment it was made. */
async function exported(): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const format of EXPORT_FORMATS) {
    const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-suggestions-'));
    const sink = createFolderSink(path.join(folder, 'out'));
    unwrap(await exportDataset(world.ana, { format, filter: EMPTY_FILTER }, sink));
    for (const name of await readdir(path.join(folder, 'out'), { recursive: true })) {
      const file = path.join(folder, 'out', name);
      const text = await readFile(file, 'utf8').catch(() => null);
      if (text !== null && name !== 'manifest.json') files[`${format}/${name}`] = text;
    }
    await rm(folder, { recursive: true });
  }
  return files;
}

describe('what is offered', () => {
  it('is for the person who asked, once, and no annotation', async () => {
    const { asked, suggestions } = await ask(world.ana);
    expect(asked.map(({ origin, failure }) => [origin, failure])).toEqual([
      ['rules', null],
      ['elsewhere', null],
      ['twins', null],
    ]);
    expect(suggestions.offered).toHaveLength(3);
    const [first] = suggestions.offered;
    expect(first).toMatchObject({
      origin: 'rules',
      originVersion: '1',
      reason: { key: 'according_to' },
    });
    expect(first?.proposal.parts.map(({ role, fragments }) => [role, fragments[0]?.quote])).toEqual(
      [
        ['source', 'l’agence Vesta'],
        ['cue', 'Selon'],
        ['content', 'le ministre a déclaré que la frontière resterait ouverte'],
      ],
    );
    expect(await annotations()).toEqual([]);
    const again = await ask(world.ana);
    expect(again.asked[0]).toMatchObject({ offered: 0, known: 3 });
    expect(again.suggestions.offered).toHaveLength(3);
    expect(unwrap(await getSuggestions(world.ben, world.articleVersionId)).offered).toEqual([]);
  });

  it('is not what the person has marked already', async () => {
    await mark(world.ana, '« Personne ne sera refoulé 😀 »', 'content', FRENCH);
    expect((await ask(world.ana, ['rules'])).asked[0]).toMatchObject({ offered: 2, known: 1 });
  });

  it('leaves every export as it was, and what is counted', async () => {
    await mark(world.ana, 'le ministre', 'source', FRENCH);
    const before = await exported();
    expect(Object.keys(before).length).toBeGreaterThanOrEqual(EXPORT_FORMATS.length);
    const { suggestions } = await ask(world.ana);
    unwrap(await reject(world.ana, suggestions.offered[0]?.id ?? ''));
    await ask(world.ben);
    expect(await exported()).toEqual(before);
    expect(await annotations()).toHaveLength(1);
  });

  it('comes from the same words elsewhere in the project', async () => {
    const other = await addArticle(db, world.projectId, `Hier encore. ${FRENCH}`, 'fr');
    const at = { projectId: world.projectId, articleVersionId: other.articleVersionId };
    await mark(
      world.ben,
      'la frontière resterait ouverte',
      'content',
      `Hier encore. ${FRENCH}`,
      at,
    );
    const { suggestions } = await ask(world.ana, ['elsewhere']);
    expect(suggestions.offered).toHaveLength(1);
    expect(suggestions.offered[0]).toMatchObject({
      origin: 'elsewhere',
      reason: { key: 'elsewhere', count: 1, people: 1 },
      proposal: { codeKey: 'content', fragments: [{ quote: 'la frontière resterait ouverte' }] },
    });
  });

  it('waits no longer when the provider takes it back', async () => {
    await ask(world.ana);
    await db.superPool.query(
      `INSERT INTO suggestions (project_id, id, article_version_id, coder_id, origin, origin_version,
         score, kind, code_key, proposal, fingerprint, start_offset)
       VALUES ($1, $2, $3, $4, 'rules', '0', 1, 'span', 'source',
         '{"kind":"span","codeKey":"source","fragments":[{"start":0,"end":5}]}', 'old', 0)`,
      [world.projectId, uuidv7(), world.articleVersionId, world.ana.userId],
    );
    const { suggestions } = await ask(world.ana);
    expect(suggestions.offered).toHaveLength(3);
    expect(suggestions.decided.stale).toBe(1);
  });

  it('is hidden in blind coding', async () => {
    await ask(world.ana);
    vi.mocked(seesColleagues).mockResolvedValue(false);
    expect(unwrap(await getSuggestions(world.ana, world.articleVersionId))).toMatchObject({
      hidden: true,
      offered: [],
    });
    expect(await askSuggestions(world.ana, here())).toMatchObject({ error: { code: 'forbidden' } });
  });
});

describe('a decision', () => {
  it('to accept makes an annotation of one’s own, which says where it came from', async () => {
    const { suggestions } = await ask(world.ana);
    const [first] = suggestions.offered;
    const key = uuidv7();
    const change = unwrap(await accept(world.ana, first?.id ?? '', undefined, key));
    expect(change.annotations).toHaveLength(4);
    const made = change.annotations.find(({ kind }) => kind === 'composite');
    expect(made).toMatchObject({ coderId: world.ana.userId, authorId: world.ana.userId });
    expect(made?.members).toHaveLength(3);
    const cue = change.annotations.find(({ codeKey }) => codeKey === 'cue');
    expect(cue?.attributes).toEqual({ cue_kind: 'according_to' });
    const told = await events();
    expect(told.filter(({ type }) => type === 'suggestion.accepted')).toHaveLength(1);
    const created = told.filter(({ type }) => type === 'annotation.created');
    expect(created).toHaveLength(4);
    for (const { body } of created) {
      expect(JSON.parse(body).payload.origin.suggestion).toMatchObject({
        id: first?.id,
        provider: 'rules',
        outcome: 'accepted',
      });
    }
    const left = unwrap(await getSuggestions(world.ana, world.articleVersionId));
    expect(left.offered).toHaveLength(2);
    expect(left.decided.accepted).toBe(1);
    // One step to undo, like any other.
    const undone = await undo(world.ana, { ...here(), idempotencyKey: uuidv7() });
    expect(unwrap(undone).removedAnnotationIds).toHaveLength(4);
  });

  it('is made once: a repeat answers the same, a second one is refused', async () => {
    const { suggestions } = await ask(world.ana);
    const id = suggestions.offered[0]?.id ?? '';
    const key = uuidv7();
    const input = acceptSuggestionSchema.parse({
      ...here(),
      suggestionId: id,
      idempotencyKey: key,
      annotationId: uuidv7(),
    });
    const first = unwrap(await acceptSuggestion(world.ana, input));
    expect(unwrap(await acceptSuggestion(world.ana, input))).toEqual(first);
    expect(await accept(world.ana, id)).toMatchObject({ error: { code: 'conflict' } });
    expect(await reject(world.ana, id)).toMatchObject({ error: { code: 'conflict' } });
    expect(await accept(world.ben, id)).toMatchObject({ error: { code: 'not_found' } });
    const both = suggestions.offered[1]?.id ?? '';
    const race = await Promise.all([accept(world.ana, both), reject(world.ana, both)]);
    expect(race.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is told apart when what is accepted differs', async () => {
    const { suggestions } = await ask(world.ana);
    const [first] = suggestions.offered;
    if (!first) throw new Error('nothing offered');
    const parts = first.proposal.parts
      .filter(({ role }) => role !== 'source')
      .map((part) => ({
        ...part,
        fragments: part.fragments.map(({ start, end }) => ({ start, end })),
      }));
    const proposal = { ...first.proposal, fragments: [], parts };
    const change = unwrap(await accept(world.ana, first.id, proposal));
    expect(change.annotations).toHaveLength(3);
    const left = unwrap(await getSuggestions(world.ana, world.articleVersionId));
    expect(left.decided).toMatchObject({ accepted: 0, changed: 1 });
    const told = (await events()).find(({ type }) => type === 'suggestion.changed');
    expect(JSON.parse(told?.body ?? '{}').payload.before.parts).toHaveLength(3);
  });

  it('to reject lasts for that person', async () => {
    const { suggestions } = await ask(world.ana);
    const left = unwrap(await reject(world.ana, suggestions.offered[0]?.id ?? ''));
    expect(left.offered).toHaveLength(2);
    expect(left.decided.rejected).toBe(1);
    expect((await ask(world.ana)).suggestions.offered).toHaveLength(2);
    expect((await ask(world.ben)).suggestions.offered).toHaveLength(3);
    expect(await annotations()).toEqual([]);
  });
});

describe('a provider on the network', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
    vi.unstubAllEnvs();
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    vi.stubEnv('SOURCEMARK_PROVIDER_HOSTS', `127.0.0.1:${port}`);
    return `http://127.0.0.1:${port}/suggest`;
  }

  async function lead(): Promise<UserOfProject> {
    const userId = uuidv7();
    await db.superPool.query('INSERT INTO users (id, email, name) VALUES ($1, $2, $3)', [
      userId,
      `${userId}@test.example`,
      'Lea',
    ]);
    await db.superPool.query(
      `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'lead')`,
      [world.projectId, userId],
    );
    return { kind: 'user', userId, projectId: world.projectId };
  }

  it('is asked with its secret, and believed only as far as it is true', async () => {
    let request: Record<string, unknown> = {};
    let header: unknown;
    const url = await serve((incoming, response) => {
      let body = '';
      header = incoming.headers['x-key'];
      incoming.on('data', (chunk) => {
        body += chunk;
      });
      incoming.on('end', () => {
        request = JSON.parse(body);
        const fragment = { start: 0, end: 20, quote: 'Selon l’agence Vesta' };
        const row = { score: 0.8, kind: 'span', code: 'source', fragments: [fragment] };
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({
            contract: CONTRACT,
            provider: { version: '2026.1' },
            suggestions: [
              { ...row, reason: 'because' },
              { ...row, code: 'no-such-code' },
              { ...row, attributes: { source_naming: 'no such value' } },
              { ...row, fragments: [{ ...fragment, quote: 'other words' }] },
              { ...row, kind: 'composite' },
            ],
          }),
        );
      });
    });
    const lea = await lead();
    const input = {
      projectId: world.projectId,
      name: 'Ours',
      url,
      headerName: 'X-Key',
      secret: 'hush',
    };
    const saved = unwrap(await saveProvider(lea, saveProviderSchema.parse(input)));
    expect(unwrap(await getProviders(lea))).toEqual([saved]);
    const { rows } = await db.superPool.query(
      'SELECT secret_sealed FROM suggestion_providers WHERE id = $1',
      [saved.id],
    );
    expect(Buffer.from(rows[0].secret_sealed).includes('hush')).toBe(false);

    const { asked, suggestions } = await ask(world.ana, [saved.id]);
    expect(header).toBe('hush');
    expect(request).toMatchObject({
      contract: CONTRACT,
      article: { language: 'fr', text: FRENCH, length: [...FRENCH].length },
    });
    expect(asked[0]).toMatchObject({ offered: 1, refused: 4, failure: null });
    expect(asked[0]?.refusals.join('\n')).toMatch(/no-such-code/);
    expect(suggestions.offered[0]).toMatchObject({
      origin: saved.id,
      originVersion: '2026.1',
      reason: { text: 'because' },
    });
    expect(suggestions.names[saved.id]).toBe('Ours');
    expect(JSON.stringify(await events())).not.toContain('hush');

    // A stored secret goes nowhere else.
    const moved = {
      ...input,
      providerId: saved.id,
      url: 'https://elsewhere.example/',
      secret: undefined,
    };
    expect(await saveProvider(lea, saveProviderSchema.parse(moved))).toMatchObject({
      error: { field: 'secret' },
    });
    unwrap(await removeProvider(lea, { projectId: world.projectId, providerId: saved.id }));
    expect((await ask(world.ana, [saved.id])).asked).toEqual([]);
  });

  it('that fails stops no other and says why', async () => {
    const lea = await lead();
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    const own = (name: string, address: string) =>
      saveProviderSchema.parse({ projectId: world.projectId, name, url: address });
    unwrap(await saveProvider(lea, own('A redirects', url)));
    unwrap(await saveProvider(lea, own('B inside', 'http://169.254.169.254/latest/')));
    const { asked } = await ask(world.ana);
    expect(asked.map(({ failure, offered }) => failure ?? offered)).toEqual([
      3,
      0,
      0,
      'No answer: it answered with status 302.',
      'No answer: its address is not on the public internet.',
    ]);
  });
});
