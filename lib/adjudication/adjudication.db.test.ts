import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { reopenCoding } from '@/lib/annotations/commands/coding';
import { createAttribution } from '@/lib/annotations/commands/create';
import { createRelation } from '@/lib/annotations/commands/relations';
import { deleteAnnotation } from '@/lib/annotations/commands/remove';
import { base, type UserOfProject, unwrap } from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { resolveCoders } from '@/lib/ingest/coders';
import { exportDataset } from '@/lib/releases/commands';
import { createFolderSink } from '@/lib/releases/sink';
import type { Result } from '@/lib/result/result';
import {
  autoMerge,
  confirmDecision,
  mergeBoundaries,
  rejectOutright,
  setTwoPersonRule,
  takeOne,
  undoDecision,
  writeNew,
} from './commands';
import { GOLD_ID } from './rules/gold';
import { at, type Court, itemOf, makeCourt, mark, recode, submit, view } from './testing';

const db = await testDatabase();
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const quotes = (list: readonly { fragments: readonly { quote: string }[] }[]) =>
  list.map((one) => one.fragments.map(({ quote }) => quote).join(' … '));

/** Ana and Ben differ about one boundary and agree on one source; only Ana has a cue. */
async function differing() {
  const court = await makeCourt(db);
  const source = await mark(court, court.ana, 'source', 'le ministre');
  await mark(court, court.ana, 'content', 'la frontière resterait ouverte');
  const cue = await mark(court, court.ana, 'cue', 'a déclaré');
  await mark(court, court.ben, 'source', 'le ministre');
  await mark(court, court.ben, 'content', 'la frontière resterait ouverte.');
  await submit(court, court.ana, court.ben);
  return { court, source, cue };
}

describe('the gold of a text', () => {
  it('is listed when nobody has its place any more, and can be taken out', async () => {
    const { court, cue } = await differing();
    unwrap(
      await takeOne(court.lead, {
        ...at(court, itemOf(await view(court), 'a déclaré')),
        coderId: court.ana.userId,
      }),
    );
    expect((await view(court)).left).toEqual([]);
    unwrap(await reopenCoding(court.ana, base(court)));
    const { id: annotationId, revisionNo: expectedNo } = cue;
    unwrap(await deleteAnnotation(court.ana, { ...base(court), annotationId, expectedNo }));
    await submit(court, court.ana);
    const seen = await view(court);
    expect(quotes(seen.gold)).toEqual(['a déclaré']);
    expect(seen.left).toMatchObject([{ goldId: seen.gold[0]?.id }]);
    const decisionId = seen.left[0]?.decisionId ?? '';
    const taken = unwrap(await undoDecision(court.second, { ...base(court), decisionId }));
    expect(taken.removedGoldIds).toEqual([seen.gold[0]?.id]);
    expect(await view(court)).toMatchObject({ gold: [], left: [] });
  });

  it('is made of what one coder says, with the reason, and touches no coding', async () => {
    const { court } = await differing();
    const before = await view(court);
    expect(before.items.map((item) => item.state)).toEqual(['agreed', 'open', 'open']);
    const item = itemOf(before, 'la frontière resterait ouverte');
    expect(item.differences).toEqual(['boundary']);
    const input = {
      ...at(court, item),
      coderId: court.ben.userId,
      cause: 'guideline_gap' as const,
      note: 'Punctuation?',
    };
    const outcome = unwrap(await takeOne(court.lead, input));
    expect(quotes(outcome.gold)).toEqual(['la frontière resterait ouverte.']);
    expect(outcome.items).toMatchObject([
      { state: 'final', decision: { kind: 'take', cause: 'guideline_gap', note: 'Punctuation?' } },
    ]);
    expect(unwrap(await takeOne(court.lead, input))).toEqual(outcome);
    const after = await view(court);
    expect(after.annotations).toEqual(before.annotations);
    expect(after.gold).toMatchObject([{ coderName: 'gold', authorName: 'Lea' }]);
    const { rows } = await db.superPool.query(
      `SELECT s.annotation_id FROM adjudication_sources s WHERE s.project_id = $1 ORDER BY ordinal`,
      [court.projectId],
    );
    expect(rows.map((row) => row.annotation_id)).toEqual(item.voices.map((voice) => voice.unitId));
    expect(await events(court)).toEqual(['adjudication.decided']);
  });

  it('merges boundaries: all that was marked, or what they have in common', async () => {
    const { court } = await differing();
    const item = itemOf(await view(court), 'la frontière resterait ouverte');
    const input = { ...at(court, item), coderId: court.ana.userId };
    const all = unwrap(await mergeBoundaries(court.lead, { ...input, mode: 'all' }));
    expect(quotes(all.gold)).toEqual(['la frontière resterait ouverte.']);
    const again = { ...at(court, item), coderId: court.ana.userId, mode: 'common' as const };
    const common = unwrap(await mergeBoundaries(court.lead, again));
    expect(quotes(common.gold)).toEqual(['la frontière resterait ouverte']);
    expect(common.gold[0]?.id).toBe(all.gold[0]?.id);
    expect(common.gold[0]?.revisionNo).toBe(2);
  });

  it('holds what nobody said, checked by the codebook and the text', async () => {
    const { court } = await differing();
    const item = itemOf(await view(court), 'a déclaré');
    const input = { ...at(court, item), coderId: court.ana.userId };
    const { fragments } =
      (await view(court)).annotations.find((one) => one.codeKey === 'source') ?? {};
    const wrong = await writeNew(court.lead, { ...input, codeKey: 'no_such_code' });
    expect(codeOf(wrong)).toBe('invalid_input');
    const written = unwrap(
      await writeNew(court.lead, {
        ...input,
        codeKey: 'content',
        fragments: fragments?.map(({ start, end }) => ({ start, end })),
      }),
    );
    expect(written.gold).toMatchObject([
      { codeKey: 'content', fragments: [{ quote: 'le ministre' }] },
    ]);
  });

  it('leaves out what should not be annotated, and takes out what it held', async () => {
    const { court } = await differing();
    const item = itemOf(await view(court), 'a déclaré');
    unwrap(await takeOne(court.lead, { ...at(court, item), coderId: court.ana.userId }));
    const rejected = unwrap(
      await rejectOutright(court.lead, { ...at(court, item), cause: 'slip' }),
    );
    expect(rejected).toMatchObject({
      gold: [],
      items: [{ state: 'final', decision: { kind: 'reject' } }],
    });
    expect(rejected.removedGoldIds).toHaveLength(1);
    expect((await view(court)).gold).toEqual([]);
  });

  it('takes in one act what all agree on, and nothing else, once', async () => {
    const { court } = await differing();
    const merged = unwrap(await autoMerge(court.lead, base(court)));
    expect(quotes(merged.gold)).toEqual(['le ministre']);
    expect(merged.items.map((item) => item.state)).toEqual(['final', 'open', 'open']);
    expect(unwrap(await autoMerge(court.second, base(court))).gold).toEqual([]);
    expect((await view(court)).gold).toHaveLength(1);
  });

  it('joins the gold’s own passages into attributions and links', async () => {
    const court = await makeCourt(db);
    for (const who of [court.ana, court.ben]) {
      const source = await mark(court, who, 'source', 'le ministre');
      const content = await mark(
        court,
        who,
        'content',
        who === court.ana ? 'la frontière' : 'la frontière resterait',
      );
      await attribution(court, who, source.id, content.id);
      const claim = await mark(court, who, 'claim', 'The budget grew by 4%');
      await link(court, who, claim.id, content.id);
    }
    await submit(court, court.ana, court.ben);
    // The attribution and the link rest on a passage that is disputed.
    const merged = unwrap(await autoMerge(court.lead, base(court)));
    expect(merged.gold.map((one) => one.codeKey).sort()).toEqual(['claim', 'source']);
    const before = await view(court);
    const joined = before.items.find((item) => item.kind === 'composite');
    if (!joined) throw new Error('no attribution');
    expect(joined.differences).toEqual([]);
    const taken = unwrap(
      await takeOne(court.lead, { ...at(court, joined), coderId: court.ben.userId }),
    );
    const composite = taken.gold.find((one) => one.kind === 'composite');
    const goldIds = (await view(court)).gold.map(({ id }) => id);
    expect(composite?.members.map(({ role }) => role)).toEqual(['source', 'content']);
    expect(composite?.members.every(({ annotationId }) => goldIds.includes(annotationId))).toBe(
      true,
    );
    expect(quotes((await view(court)).gold)).toContain('la frontière resterait');
    unwrap(await autoMerge(court.lead, base(court)));
    const after = await view(court);
    expect(after.goldRelations).toMatchObject([{ typeKey: 'asserted_in' }]);
    expect(after.items.every((item) => item.state === 'final')).toBe(true);
    // What the gold's attribution joins cannot be taken away under it.
    const passage = itemOf(after, 'la frontière');
    expect(codeOf(await rejectOutright(court.lead, at(court, passage)))).toBe('conflict');
  });
});

describe('when things change', () => {
  it('opens an item again when a coder changes it afterwards, and keeps the gold until decided', async () => {
    const { court, cue } = await differing();
    const item = itemOf(await view(court), 'a déclaré');
    unwrap(await takeOne(court.lead, { ...at(court, item), coderId: court.ana.userId }));
    unwrap(await reopenCoding(court.ana, base(court)));
    await recode(court, court.ana, cue, 'source');
    await submit(court, court.ana);
    const after = await view(court);
    const changed = itemOf(after, 'a déclaré');
    expect(changed).toMatchObject({ state: 'changed', decision: { kind: 'take' } });
    expect(after.gold).toMatchObject([{ codeKey: 'cue' }]);
    const stale = await takeOne(court.lead, { ...at(court, item), coderId: court.ana.userId });
    expect(codeOf(stale)).toBe('stale_version');
    const again = unwrap(
      await takeOne(court.lead, { ...at(court, changed), coderId: court.ana.userId }),
    );
    expect(again.gold).toMatchObject([{ id: after.gold[0]?.id, codeKey: 'source', revisionNo: 2 }]);
  });

  it('takes a decision back: the gold says what it said before, once', async () => {
    const { court } = await differing();
    const item = itemOf(await view(court), 'la frontière resterait ouverte');
    const take = (who: UserOfProject) =>
      takeOne(court.lead, { ...at(court, item), coderId: who.userId });
    const first = unwrap(await take(court.ana));
    const second = unwrap(await take(court.ben));
    const [one, two] = [first, second].map((outcome) => outcome.undoable ?? '');
    const undo = (decisionId = '') => undoDecision(court.lead, { ...base(court), decisionId });
    expect(codeOf(await undo(one))).toBe('conflict');
    const back = unwrap(await undo(two));
    expect(quotes(back.gold)).toEqual(['la frontière resterait ouverte']);
    expect(back.items).toMatchObject([{ state: 'final', decision: { id: one } }]);
    expect(codeOf(await undo(two))).toBe('conflict');
    const gone = unwrap(await undo(one));
    expect(gone).toMatchObject({
      gold: [],
      items: [{ state: 'open', decision: null }],
      undoable: null,
    });
    expect(await events(court)).toEqual([
      'adjudication.decided',
      'adjudication.decided',
      'adjudication.undone',
      'adjudication.undone',
    ]);
  });

  it('of two adjudicators at once, keeps both decisions in order', async () => {
    const { court } = await differing();
    const item = itemOf(await view(court), 'la frontière resterait ouverte');
    const [a, b] = await Promise.all([
      takeOne(court.lead, { ...at(court, item), coderId: court.ana.userId }),
      takeOne(court.second, { ...at(court, item), coderId: court.ben.userId }),
    ]);
    expect([codeOf(a), codeOf(b)]).toEqual(['ok', 'ok']);
    const { gold } = await view(court);
    expect(gold).toHaveLength(1);
    expect(gold[0]?.revisionNo).toBe(2);
  });
});

describe('who may', () => {
  it('is leads and admins; fewer than two submitted codings are nothing to adjudicate', async () => {
    const court = await makeCourt(db);
    await mark(court, court.ana, 'source', 'le ministre');
    await submit(court, court.ana);
    const item = itemOf(await view(court), 'le ministre');
    const input = { ...at(court, item), coderId: court.ana.userId };
    expect(codeOf(await takeOne(court.ana, input))).toBe('forbidden');
    expect(codeOf(await takeOne(court.reader, input))).toBe('forbidden');
    expect(codeOf(await takeOne(court.lead, input))).toBe('conflict');
  });

  it('with the rule of two persons, nobody makes gold final alone, least of all of their own work', async () => {
    const court = await makeCourt(db);
    const operator = { kind: 'operator', projectId: court.projectId } as const;
    unwrap(await setTwoPersonRule(operator, { projectId: court.projectId, on: true }));
    await mark(court, court.lead, 'source', 'le ministre');
    await mark(court, court.ben, 'cue', 'le ministre');
    await submit(court, court.lead, court.ben);
    const item = itemOf(await view(court), 'le ministre');
    const taken = unwrap(
      await takeOne(court.lead, { ...at(court, item), coderId: court.lead.userId }),
    );
    expect(taken.items).toMatchObject([{ state: 'provisional' }]);
    const decisionId = taken.undoable ?? '';
    const confirm = (who: UserOfProject) => confirmDecision(who, { ...base(court), decisionId });
    expect(codeOf(await confirm(court.lead))).toBe('forbidden');
    expect(codeOf(await confirm(court.ben))).toBe('forbidden');
    const confirmed = unwrap(await confirm(court.second));
    expect(confirmed.items).toMatchObject([{ state: 'final', decision: { confirmedBy: 'Sam' } }]);
    expect(codeOf(await confirm(court.second))).toBe('conflict');
  });
});

describe('the database', () => {
  it('lets nobody rewrite decisions, confirm their own, or pass somebody’s coding for gold', async () => {
    const { court } = await differing();
    const item = itemOf(await view(court), 'a déclaré');
    const outcome = unwrap(
      await takeOne(court.lead, { ...at(court, item), coderId: court.ana.userId }),
    );
    const refused = async (sql: string, ...params: unknown[]) =>
      db.superPool.query(sql, params).then(
        () => 'done',
        (cause: { constraint?: string; message: string }) => cause.constraint ?? cause.message,
      );
    expect(await refused('UPDATE adjudication_decisions SET note = $1', 'x')).toMatch(
      /append|forbid|change/i,
    );
    expect(await refused('DELETE FROM adjudication_sources')).toMatch(/append|forbid|change/i);
    expect(
      await refused(`UPDATE codings SET kind = 'gold' WHERE coder_id = $1`, court.ana.userId),
    ).toBe('codings_gold');
    expect(
      await refused(
        `INSERT INTO adjudication_decisions (project_id, id, article_version_id, kind, basis, target_id, decider_id)
         VALUES ($1, $2, $3, 'confirm', '', $4, $5)`,
        court.projectId,
        uuidv7(),
        court.articleVersionId,
        outcome.undoable,
        court.lead.userId,
      ),
    ).toBe('adjudication_decisions_fits');
  });
});

describe('exports', () => {
  it('carry the gold alone, under its name', async () => {
    const { court } = await differing();
    unwrap(await autoMerge(court.lead, base(court)));
    const folder = await mkdtemp(path.join(tmpdir(), 'gold-'));
    const filter = { layers: [], codes: [], coders: ['gold'], states: [] };
    unwrap(
      await exportDataset(court.reader, { format: 'jsonl', filter }, createFolderSink(folder)),
    );
    const lines = await readFile(path.join(folder, 'articles.jsonl'), 'utf8');
    await rm(folder, { recursive: true });
    expect(JSON.parse(lines).annotations).toMatchObject([
      { code: 'source', text: 'le ministre', coder: 'gold', author: 'Lea' },
    ]);
  });

  it('come in again as somebody’s coding, never as gold', async () => {
    const { court } = await differing();
    unwrap(await autoMerge(court.lead, base(court)));
    const operator = { kind: 'operator', projectId: court.projectId } as const;
    const found = unwrap(await resolveCoders(operator, ['gold'], true));
    expect(found.get('gold')).not.toBe(GOLD_ID);
  });
});

async function attribution(court: Court, who: UserOfProject, source: string, content: string) {
  return unwrap(
    await createAttribution(who, {
      ...base(court),
      annotationId: uuidv7(),
      members: [
        { role: 'source', annotationId: source },
        { role: 'content', annotationId: content },
      ],
      newSpans: [],
      attributes: {},
      memo: null,
    }),
  );
}

async function link(court: Court, who: UserOfProject, from: string, to: string) {
  return unwrap(
    await createRelation(who, {
      ...base(court),
      relationId: uuidv7(),
      typeKey: 'asserted_in',
      fromAnnotationId: from,
      toAnnotationId: to,
      attributes: {},
    }),
  );
}

async function events({ projectId }: Court): Promise<string[]> {
  const { rows } = await db.superPool.query<{ type: string }>(
    `SELECT type FROM events WHERE project_id = $1 AND type ~ '^adjudication[.]' ORDER BY seq`,
    [projectId],
  );
  return rows.map(({ type }) => type);
}
