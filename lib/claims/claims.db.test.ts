import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import { createRelation } from '@/lib/annotations/commands/relations';
import {
  addArticle,
  base,
  makeWorld,
  marking,
  only,
  passage,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { verifyHistory } from '@/lib/provenance/verify';
import { codedFilterSchema } from '@/lib/register/filter';
import { toClaimReview } from './claim-review';
import {
  addEvidence,
  addWording,
  changeClaim,
  createClaim,
  judgeClaim,
  linkClaims,
  mergeClaims,
  removeEvidence,
  removeWording,
  splitClaim,
  unlinkClaims,
} from './commands';
import { claimsCsv } from './csv';
import { getClaimPage, getClaimsReport } from './queries';

const db = await testDatabase();
const EVERYTHING = codedFilterSchema.parse({});
const GREW = 'The budget grew by 4% in 2022';

const mark = async (
  world: World,
  code: string,
  words: string,
  attributes: Record<string, string> = {},
) =>
  only(
    unwrap(
      await createAnnotation(world.ana, { ...marking(world, code, passage(words)), attributes }),
    ),
  ).id;

async function link(world: World, typeKey: string, from: string, to: string): Promise<void> {
  unwrap(
    await createRelation(world.ana, {
      ...base(world),
      relationId: uuidv7(),
      typeKey,
      fromAnnotationId: from,
      toAnnotationId: to,
      attributes: {},
    }),
  );
}

/** Ana's claim within what somebody says; `by` is the source's actor. */
async function saidBy(world: World, by: string): Promise<string> {
  const claim = await mark(world, 'claim', GREW, {
    normalised_text: 'The budget rose 4% in 2022.',
  });
  const source = await mark(world, 'source', 'the statistics office', { actor: by });
  const content = await mark(world, 'content', GREW);
  const members = [
    { role: 'source', annotationId: source },
    { role: 'content', annotationId: content },
  ] as const;
  unwrap(
    await createAttribution(world.ana, {
      ...base(world),
      annotationId: uuidv7(),
      members: [...members],
      newSpans: [],
      attributes: {},
      memo: null,
    }),
  );
  await link(world, 'asserted_in', claim, content);
  return claim;
}

const pageOf = async (world: World, id: string) =>
  unwrap(await getClaimPage(world.reader, { id }, EVERYTHING, 1));

const register = async (world: World, name: string) =>
  unwrap(await createClaim(world.ana, { name })).id;

describe('the register of claims', () => {
  it('counts what is asserted over all wordings, where, and in whose voice', async () => {
    const world = await makeWorld(db);
    const told = { publisher: 'The Harbour', publishedAt: '2026-03-04T10:00:00Z' };
    const other = await addArticle(db, world.projectId, 'Budget up four per cent.', 'en', told);
    await saidBy(world, 'Statistics Office');
    const there = { ...world, ...other };
    const input = marking(there, 'claim', { start: 0, end: 23 });
    unwrap(await createAnnotation(world.ana, { ...input, attributes: { asserted_by: 'outlet' } }));
    const before = unwrap(await getClaimsReport(world.reader, EVERYTHING)).stats;
    expect(before.claims.map(({ name, claimId }) => [name, claimId])).toEqual([
      ['Budget up four per cent', null],
      ['The budget rose 4% in 2022.', null],
    ]);
    const id = await register(world, 'the BUDGET rose 4 % in 2022');
    const wording = { projectId: world.projectId, claimId: id, language: 'en' };
    unwrap(await addWording(world.ana, { ...wording, name: 'Budget up four per cent!' }));
    const taken = await createClaim(world.ben, { name: 'budget up four per cent' });
    expect(taken).toMatchObject({ error: { code: 'conflict', field: 'name' } });

    const { stats, publishers } = unwrap(await getClaimsReport(world.reader, EVERYTHING));
    expect(stats).toMatchObject({ assertions: 2, outlet: 1, quoted: 1 });
    expect(stats.claims).toEqual(
      [
        {
          claimId: id,
          key: '',
          name: 'the BUDGET rose 4 % in 2022',
          assertions: 2,
          outlet: 1,
          quoted: 1,
          articles: 2,
          publishers: 1,
          first: '2026-03-04',
          last: '2026-03-04',
          verdict: null,
        },
      ].map((one) => ({ ...one, key: expect.any(String) })),
    );
    expect(stats.byMonth).toEqual([
      { name: '2026-03', assertions: 1, outlet: 1, quoted: 0, claims: 1 },
      { name: null, assertions: 1, outlet: 0, quoted: 1, claims: 1 },
    ]);
    expect(publishers).toEqual(['The Harbour']);
    const page = await pageOf(world, id);
    expect(page.assertions.map(({ sources, voice }) => [voice, sources])).toEqual([
      ['outlet', []],
      ['quoted_source', ['Statistics Office']],
    ]);
    const narrowed = codedFilterSchema.parse({ publisher: 'The Harbour' });
    expect(unwrap(await getClaimPage(world.ana, { id }, narrowed, 1)).total).toBe(1);
    expect(claimsCsv(stats)).toContain(
      'claim,the BUDGET rose 4 % in 2022,yes,2,1,1,,2,1,2026-03-04',
    );
  });

  it('merges, splits and links claims, and keeps the evidence and verdicts of both', async () => {
    const world = await makeWorld(db);
    const { projectId } = world;
    const a = await register(world, 'Taxes rose.');
    const b = await register(world, 'Taxes went up.');
    const c = await register(world, 'Taxes fell.');
    const evidence = {
      projectId,
      stance: 'supports' as const,
      title: 'Register',
      accessedOn: null,
      note: '',
    };
    unwrap(
      await addEvidence(world.ana, { ...evidence, claimId: a, reference: 'https://x.example/a#1' }),
    );
    const verdict = {
      projectId,
      value: null,
      worst: null,
      best: null,
      explanation: '',
      reviewUrl: null,
    };
    unwrap(await judgeClaim(world.ana, { ...verdict, claimId: a, rating: 'Mostly true' }));
    unwrap(await linkClaims(world.ana, { fromId: c, toId: a, kind: 'contradicts' }));
    const again = await linkClaims(world.ben, { fromId: a, toId: c, kind: 'contradicts' });
    expect(again).toMatchObject({ error: { code: 'conflict' } });
    unwrap(await mergeClaims(world.ana, { projectId, fromId: a, intoId: b }));
    const merged = await pageOf(world, b);
    expect(merged.claim?.names.map(({ name }) => name)).toEqual(['Taxes rose.', 'Taxes went up.']);
    expect(merged.evidence).toMatchObject([
      { kind: 'link', url: 'https://x.example/a', stance: 'supports' },
    ]);
    expect(merged.verdicts).toMatchObject([{ rating: 'Mostly true', decidedBy: 'Ana' }]);
    expect(merged.links).toMatchObject([{ claimId: c, direction: 'in', kind: 'contradicts' }]);
    expect((await pageOf(world, c)).links).toMatchObject([{ claimId: b, name: 'Taxes went up.' }]);
    expect((await pageOf(world, a)).claim?.mergedInto).toBe(b);
    const wrong = await changeClaim(world.ana, { projectId, claimId: a, note: 'x' });
    expect(wrong).toMatchObject({ error: { code: 'conflict' } });
    const main = await removeWording(world.ana, { projectId, claimId: b, key: 'taxes went up' });
    expect(main).toMatchObject({ error: { code: 'conflict' } });
    const { id } = unwrap(
      await splitClaim(world.ana, { projectId, claimId: b, keys: ['taxes rose'] }),
    );
    expect((await pageOf(world, id)).claim).toMatchObject({ name: 'Taxes rose.' });
    const [one] = merged.links;
    unwrap(await unlinkClaims(world.ben, { linkId: one?.id ?? '' }));
    expect((await pageOf(world, b)).links).toEqual([]);
    const [proof] = merged.evidence;
    unwrap(await removeEvidence(world.ben, { evidenceId: proof?.id ?? '' }));
    expect((await pageOf(world, b)).evidence).toEqual([]);
    expect(unwrap(await verifyHistory(world.ana)).broken).toBeNull();
    const { rows } = await db.superPool.query(
      `SELECT type FROM events WHERE project_id = $1 AND type LIKE 'claim.%' ORDER BY seq`,
      [projectId],
    );
    expect(rows.map(({ type }) => type.slice(6))).toEqual([
      ...['created', 'created', 'created', 'evidence_added', 'judged', 'linked', 'merged'],
      ...['split', 'unlinked', 'evidence_removed'],
    ]);
  });

  it('takes a passage, a capture or an address for evidence, and shows what coders linked', async () => {
    const world = await makeWorld(db);
    const { projectId, articleId } = world;
    const claim = await saidBy(world, 'Office');
    const proof = await mark(world, 'evidence', 'Critics doubt it');
    await link(world, 'refuted_by', claim, proof);
    const rival = await mark(world, 'claim', 'Nobody will be turned away', {
      asserted_by: 'outlet',
    });
    await link(world, 'contradicts', rival, claim);
    const id = await register(world, 'The budget rose 4% in 2022');
    const add = (reference: string) =>
      addEvidence(world.ana, {
        ...{
          projectId,
          claimId: id,
          stance: 'refutes',
          title: '',
          accessedOn: '2026-01-02',
          note: '',
        },
        reference,
      });
    const { rows } = await db.superPool.query<{ hex: string }>(
      `SELECT encode(sha256, 'hex') AS hex FROM captures WHERE project_id = $1`,
      [projectId],
    );
    const address = `http://localhost:3000/projects/${projectId}/articles/${articleId}?version=1&annotation=${proof}`;
    unwrap(await add(address));
    unwrap(await add(rows[0]?.hex.toUpperCase() ?? ''));
    unwrap(await add('https://stats.example/2022'));
    for (const wrong of [
      address.replace(proof, randomUUID()),
      'a'.repeat(64),
      'the register',
      'javascript:alert(1)',
    ]) {
      expect(await add(wrong)).toMatchObject({
        error: { code: 'invalid_input', field: 'reference' },
      });
    }
    // An address in another project is a page like any other.
    unwrap(await add(address.replace(projectId, randomUUID())));
    const page = await pageOf(world, id);
    expect(page.evidence.map(({ from, kind, words }) => [from, kind, words])).toEqual([
      ['register', 'span', 'Critics doubt it'],
      ['register', 'capture', ''],
      ['register', 'link', ''],
      ['register', 'link', ''],
      ['coding', 'span', 'Critics doubt it'],
    ]);
    expect(page.codedLinks).toEqual([
      {
        kind: 'contradicts',
        direction: 'out',
        claimId: null,
        name: 'Nobody will be turned away',
        count: 1,
      },
    ]);
  });

  it('keeps every verdict, and writes the one that stands as ClaimReview', async () => {
    const world = await makeWorld(db);
    const { projectId } = world;
    await saidBy(world, 'Statistics Office');
    await db.superPool.query(
      `UPDATE articles SET canonical_url = 'https://news.example/budget' WHERE project_id = $1`,
      [projectId],
    );
    const id = await register(world, 'The budget rose 4% in 2022');
    const review = async () => toClaimReview(await pageOf(world, id), { name: 'Desk' });
    expect(await review()).toMatchObject({ error: { code: 'conflict' } });
    const judge = (rating: string | null, more = {}) =>
      judgeClaim(world.ana, {
        ...{ projectId, claimId: id, value: null, worst: null, best: null },
        ...{ explanation: '', reviewUrl: null, rating },
        ...more,
      });
    expect(await judge(null)).toMatchObject({ error: { code: 'conflict' } });
    unwrap(await judge('Unclear'));
    unwrap(
      await judge('Mostly true', {
        ...{ value: 4, worst: 1, best: 5, explanation: 'It rose 3.9%.' },
        reviewUrl: 'https://desk.example/checks/budget',
      }),
    );
    const { verdict } =
      unwrap(await getClaimsReport(world.reader, EVERYTHING)).stats.claims[0] ?? {};
    expect(verdict).toBe('Mostly true');
    expect(unwrap(await review())).toEqual({
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      claimReviewed: 'The budget rose 4% in 2022',
      datePublished: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      url: 'https://desk.example/checks/budget',
      reviewBody: 'It rose 3.9%.',
      author: { '@type': 'Organization', name: 'Desk' },
      reviewRating: {
        '@type': 'Rating',
        alternateName: 'Mostly true',
        ratingValue: 4,
        worstRating: 1,
        bestRating: 5,
      },
      itemReviewed: {
        '@type': 'Claim',
        name: 'The budget rose 4% in 2022',
        author: [{ '@type': 'Thing', name: 'Statistics Office' }],
        firstAppearance: {
          '@type': 'NewsArticle',
          url: 'https://news.example/budget',
          headline: 'Border',
        },
        appearance: [
          { '@type': 'NewsArticle', url: 'https://news.example/budget', headline: 'Border' },
        ],
      },
    });
    unwrap(await judge(null));
    expect(await review()).toMatchObject({ error: { code: 'conflict' } });
    const page = await pageOf(world, id);
    expect(page.verdicts.map(({ rating }) => rating)).toEqual([null, 'Mostly true', 'Unclear']);
    await expect(db.pool.query("UPDATE claim_verdicts SET rating = 'False'")).rejects.toThrow(
      'permission denied',
    );
  });
});
