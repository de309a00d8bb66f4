import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  inTx,
  type RawRevision,
  run,
  type Seeded,
  seedProject,
  TEXT,
  writeDecision,
  writeRevision,
} from './guards-testing';
import { type TestDatabase, testDatabase } from './testing';

let db: TestDatabase;
let at: Seeded;

beforeAll(async () => {
  db = await testDatabase();
  at = await seedProject(db.pool);
});

const write = (raw: RawRevision = {}) =>
  inTx(db.pool, at, (client) => writeRevision(client, at, raw));

/** The name of the constraint, or the SQLSTATE, that refuses `work`. */
async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (cause) {
    const error = cause as pg.DatabaseError;
    return error.constraint ?? error.code ?? String(cause);
  }
  return 'accepted';
}

describe('fragments', () => {
  const length = Array.from(TEXT).length;

  it('are counted in code points: past an emoji the quote still fits', async () => {
    const { revisionId } = await write({ fragments: [{ start: 8, end: 9, quote: '😀' }] });
    const rows = await run(db.pool, at, 'SELECT quote FROM fragments WHERE revision_id = $1', [
      revisionId,
    ]);
    expect(rows).toEqual([{ quote: '😀' }]);
  });

  it('may end where the text ends, and be discontinuous', async () => {
    await expect(
      write({
        fragments: [
          { start: 0, end: 5 },
          { start: 6, end: length },
        ],
      }),
    ).resolves.toBeDefined();
  });

  it.each<[string, RawRevision, string]>([
    [
      'out of bounds',
      { fragments: [{ start: 0, end: length + 1, quote: TEXT }] },
      'fragments_in_text',
    ],
    ['before the text', { fragments: [{ start: -1, end: 3, quote: 'Par' }] }, 'fragments_bounds'],
    ['empty', { fragments: [{ start: 3, end: 3, quote: '' }] }, 'fragments_bounds'],
    [
      'quoting other words',
      { fragments: [{ start: 0, end: 5, quote: 'Lyons' }] },
      'fragments_quote_true',
    ],
    [
      'quoting by UTF-16 offsets',
      { fragments: [{ start: 11, end: 22, quote: 'Le ministre' }] },
      'fragments_quote_true',
    ],
    [
      'touching',
      {
        fragments: [
          { start: 0, end: 3 },
          { start: 3, end: 5 },
        ],
      },
      'fragments_apart',
    ],
    [
      'overlapping',
      {
        fragments: [
          { start: 0, end: 4 },
          { start: 3, end: 6 },
        ],
      },
      'fragments_apart',
    ],
    [
      'out of order',
      {
        fragments: [
          { start: 6, end: 9 },
          { start: 0, end: 3 },
        ],
      },
      'fragments_apart',
    ],
    ['fewer than told', { fragmentCount: 2 }, 'annotation_revisions_whole'],
    ['more than told', { fragmentCount: 0 }, 'fragments_of_revision'],
    ['missing from a span', { fragments: [] }, 'annotation_revisions_whole'],
  ])('%s: refused', async (_, raw, constraint) => {
    expect(await refusal(write(raw))).toBe(constraint);
  });

  it('added to a revision later: refused', async () => {
    const { revisionId } = await write();
    const added = run(
      db.pool,
      at,
      `INSERT INTO fragments (project_id, revision_id, ordinal, article_version_id, start_offset, end_offset, quote)
       VALUES ($1, $2, 1, $3, 0, 5, 'Paris')`,
      [at.projectId, revisionId, at.version],
    );
    expect(await refusal(added)).toBe('fragments_of_revision');
  });

  it("of another article's version: refused", async () => {
    expect(await refusal(write({ version: at.otherVersion }))).toContain('annotation_id');
  });
});

describe('revisions', () => {
  it.each<[string, () => RawRevision, string]>([
    ['an unknown code', () => ({ code: uuidv7() }), 'foreign_key'],
    ['a code of another codebook version', () => ({ code: at.draftCode }), 'foreign_key'],
    [
      'a codebook version that is not published',
      () => ({ code: at.draftCode, codebookVersion: at.draft }),
      'annotation_revisions_published',
    ],
    [
      'a code that is not for spans',
      () => ({ code: at.codes.attribution }),
      'annotation_revisions_whole',
    ],
    [
      'an unknown attribute',
      () => ({ attributes: { colour: 'red' } }),
      'annotation_revisions_attributes_known',
    ],
    [
      'an unknown attribute value',
      () => ({ attributes: { naming: 'shy' } }),
      'annotation_revisions_attributes_known',
    ],
    [
      'an attribute value of another type',
      () => ({ attributes: { naming: ['named'] } }),
      'annotation_revisions_attributes_known',
    ],
    [
      "another code's attribute",
      () => ({ code: at.codes.cue, attributes: { naming: 'named' } }),
      'annotation_revisions_attributes_known',
    ],
    [
      'attributes that are no object',
      () => ({ attributes: [1] }),
      'annotation_revisions_attributes',
    ],
    ['a confidence of 6', () => ({ confidence: 6 }), 'annotation_revisions_confidence'],
    ['an author who is no member', () => ({ author: uuidv7() }), 'foreign_key'],
  ])('with %s: refused', async (_, raw, constraint) => {
    const refused = await refusal(write(raw()));
    expect(refused.replace(/.*_fkey$/, 'foreign_key')).toBe(constraint);
  });

  it('with a known attribute value: accepted, and the head follows', async () => {
    const { annotationId, revisionId } = await write({ attributes: { naming: 'anonymous' } });
    const [row] = await run(
      db.pool,
      at,
      'SELECT head_no, head_revision_id FROM annotations WHERE id = $1',
      [annotationId],
    );
    expect(row).toEqual({ head_no: 1, head_revision_id: revisionId });
  });

  it('that skip a number, or repeat one: refused', async () => {
    const { annotationId } = await write();
    expect(await refusal(write({ annotationId, no: 3 }))).toBe('annotation_revisions_gap_free');
    await write({ annotationId, no: 2 });
    expect(await refusal(write({ annotationId, no: 2 }))).toMatch(/revision_no/);
  });

  it('of one number by two writers at once: one is refused', async () => {
    const { annotationId } = await write();
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => refusal(write({ annotationId, no: 2 }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
  });

  it('of a composite with a member in a role its code forbids: refused', async () => {
    const span = await write();
    const composite = (role: string): RawRevision => ({
      kind: 'composite',
      code: at.codes.attribution,
      fragments: [],
      members: [{ role, annotationId: span.annotationId }],
    });
    expect(await refusal(write(composite('source')))).toBe('accepted');
    expect(await refusal(write(composite('cue')))).toBe('revision_members_role');
    expect(await refusal(write(composite('witness')))).toBe('revision_members_role');
  });

  it('of a composite that holds a composite: refused', async () => {
    const inner = await write({ kind: 'composite', code: at.codes.attribution, fragments: [] });
    const outer = write({
      kind: 'composite',
      code: at.codes.attribution,
      fragments: [],
      members: [{ role: 'source', annotationId: inner.annotationId }],
    });
    expect(await refusal(outer)).toBe('revision_members_role');
  });
});

describe('derived columns', () => {
  it.each([
    "review_state = 'accepted'",
    'head_no = 7',
    'head_revision_id = NULL',
    'deleted = true',
    'code_id = NULL',
  ])('the application cannot set %s', async (assignment) => {
    expect(await refusal(run(db.pool, at, `UPDATE annotations SET ${assignment}`))).toBe('42501');
  });

  it('nor write them when inserting', async () => {
    const inserted = run(
      db.pool,
      at,
      `INSERT INTO annotations (project_id, id, coding_id, article_version_id, kind, review_state)
       VALUES ($1, $2, $3, $4, 'span', 'accepted')`,
      [at.projectId, uuidv7(), at.coding, at.version],
    );
    expect(await refusal(inserted)).toBe('42501');
  });
});

describe('review decisions', () => {
  const decide = (raw: Parameters<typeof writeDecision>[2]) =>
    inTx(db.pool, at, (client) => writeDecision(client, at, raw));
  const stateOf = async (annotationId: string) =>
    (
      await run(db.pool, at, 'SELECT review_state FROM annotations WHERE id = $1', [annotationId])
    )[0]?.review_state;

  it('move the review state, and a new revision moves it back', async () => {
    const first = await write();
    await decide(first);
    expect(await stateOf(first.annotationId)).toBe('accepted');
    await decide({ ...first, kind: 'ask', reason: 'Why?' });
    expect(await stateOf(first.annotationId)).toBe('accepted');
    await write({ annotationId: first.annotationId, no: 2 });
    expect(await stateOf(first.annotationId)).toBe('unreviewed');
  });

  it("by the revision's own author: refused", async () => {
    const own = await write();
    expect(await refusal(decide({ ...own, decider: at.coder }))).toBe('review_decisions_not_own');
  });

  it('by the coder on a revision that a reviewer wrote: refused', async () => {
    const first = await write();
    const second = await write({
      annotationId: first.annotationId,
      no: 2,
      author: at.reviewer,
    });
    expect(await refusal(decide({ ...second, decider: at.coder }))).toBe(
      'review_decisions_not_own',
    );
    expect(await refusal(decide(second))).toBe('review_decisions_not_own');
  });

  it('on a revision that is no longer the current one: refused', async () => {
    const first = await write();
    await write({ annotationId: first.annotationId, no: 2 });
    expect(await refusal(decide(first))).toBe('review_decisions_current');
  });

  it("on another annotation's revision: refused", async () => {
    const [one, other] = [await write(), await write()];
    const mixed = decide({ annotationId: one.annotationId, revisionId: other.revisionId });
    expect(await refusal(mixed)).toBe('review_decisions_revision');
  });

  it.each(['reject', 'ask'])('to %s without a reason: refused', async (kind) => {
    const one = await write();
    expect(await refusal(decide({ ...one, kind }))).toBe('review_decisions_reason');
    expect(await refusal(decide({ ...one, kind, reason: '  ' }))).toBe('review_decisions_reason');
  });

  it('to contest: the coder alone', async () => {
    const one = await write();
    await decide({ ...one, kind: 'reject', reason: 'No' });
    const contest = { ...one, kind: 'contest', reason: 'Yes' };
    expect(await refusal(decide(contest))).toBe('review_decisions_contest');
    await decide({ ...contest, decider: at.coder });
    expect(await stateOf(one.annotationId)).toBe('disputed');
  });

  it("to amend: only with the reviewer's own next revision", async () => {
    const one = await write();
    expect(await refusal(decide({ ...one, kind: 'amend' }))).toBe('review_decisions_amend');
    const byCoder = inTx(db.pool, at, async (client) => {
      const next = await writeRevision(client, at, { annotationId: one.annotationId, no: 2 });
      await writeDecision(client, at, { ...one, kind: 'amend', amended: next.revisionId });
    });
    expect(await refusal(byCoder)).toBe('review_decisions_amendment');
    await inTx(db.pool, at, async (client) => {
      const raw = { annotationId: one.annotationId, no: 2, author: at.reviewer };
      const next = await writeRevision(client, at, raw);
      await writeDecision(client, at, { ...one, kind: 'amend', amended: next.revisionId });
    });
    expect(await stateOf(one.annotationId)).toBe('amended');
  });

  it('by someone outside the project: refused', async () => {
    const one = await write();
    expect(await refusal(decide({ ...one, decider: uuidv7() }))).toMatch(/decider_id_fkey$/);
  });
});
