import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { changeAnnotation } from '@/lib/annotations/commands/change';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import { createRelation } from '@/lib/annotations/commands/relations';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import type { AnnotationDto } from '@/lib/annotations/schema';
import {
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
import { canonicalise } from '@/lib/text/canonicalise';
import { carryOver } from './commands';
import { listCarryOvers } from './list-queries';
import { getCarriedMarks, getCarryQueue } from './queries';
import { settleItem, undoCarryOver } from './settle-commands';

const db = await testDatabase();

/** An invented article, as it came first and as it came an hour later. */
const FIRST = [
  '😀 Selon l’agence Vesta, le ministre a déclaré mardi que la frontière resterait ouverte.',
  'Le pont coûtera 12 millions d’euros, d’après le rapport.',
  '« Personne ne sera refoulé », a dit la porte-parole. Les critiques en doutent.',
  'Une manifestation est prévue jeudi sur le port.',
].join('\n\n');
const LATER = [
  'Mise à jour : une enquête est ouverte.',
  '« Personne ne sera refoulé », a dit la porte-parole. Les critiques en doutent.',
  '😀 Selon l’agence Vesta, le ministre a déclaré mardi que la frontière resterait ouverte.',
  'Le pont coûtera 15 millions d’euros, d’après le rapport.',
].join('\n\n');

async function addVersion(world: World, text: string): Promise<string> {
  const [captureId, versionId] = [uuidv7(), uuidv7()];
  const bytes = Buffer.from(text, 'utf8');
  const sha256 = createHash('sha256').update(bytes).digest();
  await db.superPool.query(
    `INSERT INTO captures (project_id, id, sha256, bytes, media_type, source_name, importer,
       importer_version, retrieved_at) VALUES ($1, $2, $3, $4, 'text/plain', 'b.txt', 'plain', '1', now())`,
    [world.projectId, captureId, sha256, bytes],
  );
  await db.superPool.query(
    `INSERT INTO article_versions (project_id, id, article_id, version_no, capture_id, text,
       text_sha256, text_length, canonicaliser, title, keywords)
     SELECT $1, $2, $3, max(version_no) + 1, $4, $5, $6, char_length($5), 'sourcemark/1', 'Border', '{}'
       FROM article_versions WHERE project_id = $1 AND article_id = $3`,
    [world.projectId, versionId, world.articleId, captureId, text, sha256],
  );
  return versionId;
}

const mark = async (world: World, code: string, words: string, text = FIRST) =>
  only(unwrap(await createAnnotation(world.ana, marking(world, code, passage(words, text)))));

const input = (world: World, coderId: string | null) => ({
  projectId: world.projectId,
  articleId: world.articleId,
  fromVersionNo: 1,
  coderId,
});

async function scene() {
  const world = await makeWorld(db, FIRST);
  const source = await mark(world, 'source', 'l’agence Vesta');
  const cue = await mark(world, 'cue', 'a déclaré');
  const content = await mark(world, 'content', 'la frontière resterait ouverte');
  const money = await mark(world, 'claim', 'Le pont coûtera 12 millions d’euros');
  const gone = await mark(world, 'content', 'Une manifestation est prévue jeudi');
  const attribution = only(
    unwrap(
      await createAttribution(world.ana, {
        ...base(world),
        annotationId: uuidv7(),
        newSpans: [],
        attributes: {},
        memo: null,
        members: [
          { role: 'source', annotationId: source.id },
          { role: 'cue', annotationId: cue.id },
          { role: 'content', annotationId: content.id },
        ],
      }),
    ),
  );
  const later = await addVersion(world, LATER);
  return { world, later, source, cue, content, money, gone, attribution };
}

const quoteOf = ({ fragments }: AnnotationDto) => fragments.map(({ quote }) => quote).join(' ');

const heads = async (world: World, versionId: string, who = world.ana) =>
  unwrap(await getArticleAnnotations(who, versionId)).annotations;

describe('carrying a coding over to a later version', () => {
  it('writes what is the same, lists what is not, and leaves the earlier version alone', async () => {
    const { world, later } = await scene();
    const before = await heads(world, world.articleVersionId);
    const line = { articleId: world.articleId, versionNo: 2, open: 6, waiting: 0 };
    expect(unwrap(await listCarryOvers(world.ana))).toMatchObject([line]);
    expect(unwrap(await listCarryOvers(world.ben))).toEqual([]);
    const report = unwrap(await carryOver(world.ana, input(world, world.ana.userId)));
    expect(report.codings).toMatchObject([{ written: 4, waiting: 2 }]);
    const made = await heads(world, later);
    expect(made.map(quoteOf).sort()).toEqual(
      expect.arrayContaining(['a déclaré', 'l’agence Vesta', 'la frontière resterait ouverte']),
    );
    const joined = made.find(({ kind }) => kind === 'composite');
    expect(joined?.members.map(({ annotationId }) => annotationId).sort()).toEqual(
      made
        .filter(({ kind }) => kind === 'span')
        .map(({ id }) => id)
        .sort(),
    );
    expect(await heads(world, world.articleVersionId)).toEqual(before);
    const marks = unwrap(await getCarriedMarks(world.ana, later));
    expect(Object.values(marks)).toEqual(
      Array(4).fill({
        versionNo: 1,
        verdict: expect.stringMatching(/exact|moved/),
        state: 'written',
      }),
    );
    expect(unwrap(await listCarryOvers(world.ana))).toMatchObject([{ open: 0, waiting: 2 }]);
    const again = unwrap(await carryOver(world.ana, input(world, world.ana.userId)));
    expect(again).toEqual({ codings: [], closed: [], before: 1 });
    expect(
      unwrap(await verifyHistory({ kind: 'operator', projectId: world.projectId })).broken,
    ).toBe(null);
  });

  it('asks a person: confirm, adjust or leave behind', async () => {
    const { world, later } = await scene();
    unwrap(await carryOver(world.ana, input(world, world.ana.userId)));
    const queue = unwrap(await getCarryQueue(world.ana, world.articleId));
    expect(queue.items.map(({ verdict }) => verdict)).toEqual(['changed', 'lost']);
    const [money, gone] = queue.items;
    if (!money || !gone) throw new Error('nothing waits');
    expect(money.before.text).toContain('12 millions');
    const [place] = money.after.fragments;
    expect([...LATER].slice(place?.start, place?.end).join('')).toBe(
      'Le pont coûtera 15 millions d’euros',
    );
    const settle = (
      itemId: string,
      decision: 'confirm' | 'adjust' | 'drop',
      fragments?: { start: number; end: number }[],
    ) => settleItem(world.ana, { projectId: world.projectId, itemId, decision, fragments });
    expect(unwrap(await settle(money.id, 'confirm'))).toMatchObject({ waiting: 1 });
    expect(await settle(money.id, 'drop')).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await settle(gone.id, 'confirm')).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
    const spot = passage('une enquête est ouverte', LATER);
    expect(unwrap(await settle(gone.id, 'adjust', [spot]))).toMatchObject({ waiting: 0 });
    const quotes = (await heads(world, later)).map(quoteOf);
    expect(quotes).toContain('Le pont coûtera 15 millions d’euros');
    expect(quotes).toContain('une enquête est ouverte');
  });

  it('lets a composite and its links follow when the last part is settled', async () => {
    const world = await makeWorld(db, FIRST);
    const source = await mark(world, 'source', 'le rapport');
    const content = await mark(world, 'content', 'Le pont coûtera 12 millions d’euros');
    const claim = await mark(world, 'claim', 'Le pont coûtera 12 millions');
    only(
      unwrap(
        await createAttribution(world.ana, {
          ...base(world),
          annotationId: uuidv7(),
          newSpans: [],
          attributes: {},
          memo: null,
          members: [
            { role: 'source', annotationId: source.id },
            { role: 'content', annotationId: content.id },
          ],
        }),
      ),
    );
    unwrap(
      await createRelation(world.ana, {
        ...base(world),
        relationId: uuidv7(),
        attributes: {},
        typeKey: 'asserted_in',
        fromAnnotationId: claim.id,
        toAnnotationId: content.id,
      }),
    );
    const later = await addVersion(world, LATER);
    unwrap(await carryOver(world.ana, input(world, world.ana.userId)));
    const confirm = async (kind: string) => {
      const { items } = unwrap(await getCarryQueue(world.ana, world.articleId));
      const item = items.find((one) => one.kind === kind);
      return settleItem(world.ana, {
        projectId: world.projectId,
        itemId: item?.id ?? '',
        decision: 'confirm',
      });
    };
    expect(await confirm('composite')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    unwrap(await confirm('span'));
    expect(unwrap(await confirm('span')).waiting).toBe(0);
    const made = unwrap(await getArticleAnnotations(world.ana, later));
    expect(made.annotations).toHaveLength(4);
    expect(made.relations).toHaveLength(1);
  });

  it('is taken back, except what was changed since; and can be done anew', async () => {
    const { world, later } = await scene();
    const { codings } = unwrap(await carryOver(world.ana, input(world, world.ana.userId)));
    const carryOverId = codings[0]?.carryOverId ?? '';
    const made = await heads(world, later);
    const cue = made.find((one) => quoteOf(one) === 'a déclaré');
    if (!cue) throw new Error('not carried over');
    unwrap(
      await changeAnnotation(world.ana, {
        ...base({ ...world, articleVersionId: later }),
        annotationId: cue.id,
        expectedNo: 1,
        memo: 'still so',
      }),
    );
    // The attribution was not changed, but holds nothing that stands without it.
    const undone = unwrap(
      await undoCarryOver(world.ana, { projectId: world.projectId, carryOverId }),
    );
    expect(undone).toEqual({ removed: 3, kept: 1 });
    expect((await heads(world, later)).map(quoteOf)).toEqual(['a déclaré']);
    const twice = await undoCarryOver(world.ana, { projectId: world.projectId, carryOverId });
    expect(twice).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(unwrap(await carryOver(world.ana, input(world, world.ana.userId))).codings).toHaveLength(
      1,
    );
  });

  it('is the coder’s or a lead’s to do, and not a blind one’s', async () => {
    const { world, later } = await scene();
    unwrap(await submitCoding(world.ana, base(world)));
    for (const coderId of [world.ana.userId, null]) {
      expect(await carryOver(world.ben, input(world, coderId))).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      });
    }
    await db.superPool.query(
      `UPDATE members SET role = 'lead' WHERE project_id = $1 AND user_id = $2`,
      [world.projectId, world.ben.userId],
    );
    await db.superPool.query(
      `INSERT INTO assignment_settings (project_id, blind) VALUES ($1, 'own')`,
      [world.projectId],
    );
    const own = marking(
      { ...world, articleVersionId: later },
      'content',
      passage('une enquête', LATER),
    );
    unwrap(await createAnnotation(world.ben, own));
    expect(await carryOver(world.ben, input(world, null))).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    const blindQueue = unwrap(await getCarryQueue(world.ben, world.articleId));
    expect(blindQueue).toMatchObject({ items: [], carried: [] });
    unwrap(await submitCoding(world.ben, base({ ...world, articleVersionId: later })));
    const report = unwrap(await carryOver(world.ben, input(world, null)));
    expect(report.codings).toMatchObject([{ coderName: 'Ana', written: 4, waiting: 2 }]);
    const hers = (await heads(world, later)).filter(({ coderId }) => coderId === world.ana.userId);
    expect(hers).toHaveLength(4);
    const { items } = unwrap(await getCarryQueue(world.ben, world.articleId));
    const itemId = items[0]?.id ?? '';
    const settled = { projectId: world.projectId, itemId, decision: 'confirm' as const };
    expect(unwrap(await settleItem(world.ben, settled)).written).toHaveLength(1);
    const carryOverId = report.codings[0]?.carryOverId ?? '';
    const undone = await undoCarryOver(world.ben, { projectId: world.projectId, carryOverId });
    expect(unwrap(undone)).toEqual({ removed: 5, kept: 0 });
  });

  it('goes from version to version, each coder from the latest that they coded', async () => {
    const { world, later } = await scene();
    unwrap(await carryOver(world.ana, input(world, world.ana.userId)));
    unwrap(
      await createAnnotation(world.ben, marking(world, 'source', passage('l’agence Vesta', FIRST))),
    );
    const third = await addVersion(world, LATER.replace('15 millions', '17 millions'));
    await db.superPool.query(
      `UPDATE members SET role = 'lead' WHERE project_id = $1 AND user_id = $2`,
      [world.projectId, world.ben.userId],
    );
    const open = async () => unwrap(await getCarryQueue(world.ben, world.articleId)).open;
    expect(await open()).toMatchObject([
      { coderName: 'Ana', versionNo: 2, annotations: 4 },
      { coderName: 'Ben', versionNo: 1, annotations: 1 },
    ]);
    const from = (fromVersionNo: number, coderId: string) => ({
      ...input(world, coderId),
      fromVersionNo,
    });
    unwrap(await carryOver(world.ben, from(2, world.ana.userId)));
    unwrap(await carryOver(world.ben, from(1, world.ben.userId)));
    expect(await open()).toEqual([]);
    expect(await heads(world, third)).toHaveLength(5);
    const marks = Object.values(unwrap(await getCarriedMarks(world.ana, third)));
    expect(marks.map(({ versionNo }) => versionNo).sort()).toEqual([1, 2, 2, 2, 2]);
    expect(await heads(world, later)).toHaveLength(4);
  });

  it('leaves a later coding alone that is handed in, and goes on with the others', async () => {
    const { world, later } = await scene();
    unwrap(
      await createAnnotation(world.ben, marking(world, 'source', passage('l’agence Vesta', FIRST))),
    );
    const there = { ...world, articleVersionId: later };
    unwrap(
      await createAnnotation(world.ana, marking(there, 'source', passage('une enquête', LATER))),
    );
    unwrap(await submitCoding(world.ana, base(there)));
    await db.superPool.query(
      `UPDATE members SET role = 'lead' WHERE project_id = $1 AND user_id = $2`,
      [world.projectId, world.ben.userId],
    );
    const report = unwrap(await carryOver(world.ben, input(world, null)));
    expect(report).toMatchObject({ codings: [{ coderName: 'Ben', written: 1 }], closed: ['Ana'] });
    const own = await carryOver(world.ana, input(world, world.ana.userId));
    expect(own).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('carries 2,000 annotations over in seconds', async () => {
    const paragraphs = Array.from(
      { length: 500 },
      (_, n) => `Absatz ${n}: der Rat sagt nein zu ${n}.`,
    );
    const world = await makeWorld(db, paragraphs.join('\n\n'));
    const text = paragraphs.join('\n\n');
    const first = await mark(world, 'content', 'der Rat sagt nein zu 0', text);
    await db.superPool.query(
      `WITH made AS (
         INSERT INTO annotations (project_id, id, coding_id, article_version_id, kind)
         SELECT project_id, gen_random_uuid(), coding_id, article_version_id, kind
           FROM annotations, generate_series(1, 1999) WHERE id = $1 RETURNING *),
       revised AS (
         INSERT INTO annotation_revisions (project_id, id, annotation_id, article_version_id, revision_no,
           codebook_version_id, code_id, attributes, fragment_count, author_id)
         SELECT m.project_id, gen_random_uuid(), m.id, m.article_version_id, 1, r.codebook_version_id,
                r.code_id, r.attributes, 1, r.author_id
           FROM made m JOIN annotation_revisions r ON r.annotation_id = $1 RETURNING *)
       INSERT INTO fragments (project_id, revision_id, ordinal, article_version_id, start_offset, end_offset, quote)
       SELECT v.project_id, v.id, 0, v.article_version_id, n, n + 5, substr($2, n + 1, 5)
         FROM (SELECT *, (row_number() OVER ())::int * 7 AS n FROM revised) v`,
      [first.id, text],
    );
    await addVersion(world, text.replaceAll('nein zu 7', 'ja zu 7'));
    const report = unwrap(await carryOver(world.ana, input(world, world.ana.userId)));
    const [coding] = report.codings;
    expect((coding?.written ?? 0) + (coding?.waiting ?? 0)).toBe(2000);
  });

  it('keeps its rules in the database too', async () => {
    const { world, later } = await scene();
    unwrap(await carryOver(world.ana, input(world, world.ana.userId)));
    const as = (sql: string) =>
      db.superPool.query(sql, [world.projectId]).then(
        () => 'accepted',
        (error: { constraint?: string }) => error.constraint,
      );
    // Nothing is called the same with other words, settled twice, or carried without a person.
    expect(
      await as(`UPDATE carry_over_items SET state = 'dropped', annotation_id = NULL, settled_at = now(),
        settled_by = (SELECT carried_by FROM carry_overs WHERE project_id = $1) WHERE project_id = $1 AND state = 'written'`),
    ).toBe('carry_over_items_settle_once');
    expect(
      await as(`UPDATE carry_over_items SET state = 'written', annotation_id = (
        SELECT annotation_id FROM carry_over_items WHERE project_id = $1 AND state = 'written' LIMIT 1)
        WHERE project_id = $1 AND state = 'waiting'`),
    ).toBe('carry_over_items_sure');
    expect(
      await as(`INSERT INTO carry_overs (project_id, id, from_coding_id, coding_id, carried_by)
        SELECT project_id, gen_random_uuid(), coding_id, from_coding_id, carried_by FROM carry_overs WHERE project_id = $1`),
    ).toBe('carry_overs_later_version');
    expect(
      await as(`INSERT INTO carry_overs (project_id, id, from_coding_id, coding_id, carried_by)
        SELECT project_id, gen_random_uuid(), from_coding_id, coding_id, carried_by FROM carry_overs WHERE project_id = $1`),
    ).toBe('carry_overs_once');
    expect(later).toBeTruthy();
  });
});

const SEEDS = '/work/shared/seeds';
const seeds = existsSync(SEEDS) ? readdirSync(SEEDS).filter((name) => name.endsWith('.txt')) : [];

describe.skipIf(seeds.length === 0)(
  'the seed articles (skipped where their folder is absent)',
  () => {
    it.each(seeds)('%s: every paragraph is found again after an update', async (name) => {
      const { text } = unwrap(canonicalise(readFileSync(path.join(SEEDS, name), 'utf8')));
      const paragraphs = text.split('\n\n');
      const world = await makeWorld(db, text);
      const words = paragraphs
        .flatMap((paragraph) => paragraph.split(' ').slice(0, 3).join(' '))
        .filter((part) => part.length > 10 && text.split(part).length === 2)
        .slice(0, 20);
      for (const part of words) await mark(world, 'content', part, text);
      const later = await addVersion(world, `Mis à jour à 12h46.\n\n${text}`);
      const report = unwrap(await carryOver(world.ana, input(world, world.ana.userId)));
      expect(report.codings).toMatchObject([{ written: words.length, waiting: 0 }]);
      expect((await heads(world, later)).map(quoteOf).sort()).toEqual([...words].sort());
    });
  },
);
