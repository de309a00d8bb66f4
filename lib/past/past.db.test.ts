import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { changeAnnotation } from '@/lib/annotations/commands/change';
import { reopenCoding, submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import { deleteAnnotation, restoreAnnotation } from '@/lib/annotations/commands/remove';
import { redo, undo } from '@/lib/annotations/commands/undo';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import type { AnnotationDto, ArticleAnnotationsDto } from '@/lib/annotations/schema';
import type { Snapshot } from '@/lib/annotations/snapshot';
import { loadAnnotations } from '@/lib/annotations/store';
import { base, makeWorld, marking, passage, unwrap, type World } from '@/lib/annotations/testing';
import type { Actor } from '@/lib/auth/actor';
import { changeRole, removeMember } from '@/lib/auth/commands';
import { addPack } from '@/lib/codebook/commands';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { verifyHistory } from '@/lib/provenance/verify';
import { ok } from '@/lib/result/result';
import {
  acceptAnnotation,
  amendAnnotation,
  contestDecision,
  rejectAnnotation,
} from '@/lib/review/commands';
import { key } from '@/lib/review/testing';
import { getPastArticle, getPastProject } from './queries';

const db = await testDatabase();

const WORDS = ['Selon', 'le ministre', 'déclaré', 'Nobody', 'Critics', '😀'];
const CODES = ['source', 'cue', 'content'] as const;
const ACTS = [
  ...['mark', 'mark', 'mark', 'memo', 'stretch', 'join', 'delete', 'restore', 'undo', 'redo'],
  ...[
    'submit',
    'submit',
    'reopen',
    'accept',
    'reject',
    'amend',
    'contest',
    'role',
    'leave',
    'pack',
  ],
] as const;
const act = fc.record({
  act: fc.constantFrom(...ACTS),
  pick: fc.nat(9),
  code: fc.constantFrom(...CODES),
  words: fc.constantFrom(...WORDS),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Does one move through the commands; a refusal is an outcome like any other. */
async function perform(world: World, made: string[], { act, pick, code, words }: Act) {
  const stored = await inProject(world.ana, 'project.read', async (tx) =>
    ok(
      await loadAnnotations(
        tx,
        made.map((id) => ({ id, no: null })),
      ),
    ),
  );
  const all = [...unwrap(stored).values()];
  const operator: Actor = { kind: 'operator', projectId: world.projectId };
  switch (act) {
    case 'mark': {
      const input = marking(world, code, passage(words));
      if ((await createAnnotation(world.ana, input)).ok) made.push(input.annotationId);
      return;
    }
    case 'join': {
      const annotationId = uuidv7();
      const members = CODES.flatMap((role) => {
        const span = all.find((one) => one.snapshot.codeKey === role && !one.snapshot.deleted);
        return span ? [{ role, annotationId: span.id }] : [];
      });
      const rest = { newSpans: [], attributes: {}, memo: null };
      const input = { ...base(world), annotationId, members, ...rest };
      if ((await createAttribution(world.ana, input)).ok) made.push(annotationId);
      return;
    }
    case 'undo':
      return void (await undo(world.ana, base(world)));
    case 'redo':
      return void (await redo(world.ana, base(world)));
    case 'submit':
      return void (await submitCoding(world.ana, base(world)));
    case 'reopen':
      return void (await reopenCoding(world.ana, base(world)));
    case 'role': {
      const role = pick % 2 === 0 ? 'lead' : 'analyst';
      return void (await changeRole(operator, { userId: world.reader.userId, role }));
    }
    case 'pack':
      return void (await addPack(operator, pick % 2 === 0 ? 'entman' : 'semeval-2020'));
    case 'leave':
      return void (await removeMember(operator, { userId: world.reader.userId }));
  }
  const chosen = all[pick % Math.max(1, all.length)];
  if (!chosen) return;
  const own = { ...base(world), annotationId: chosen.id, expectedNo: chosen.headNo };
  const seen = { ...key(world), annotationId: chosen.id, revisionId: chosen.revisionId };
  if (act === 'memo') await changeAnnotation(world.ana, { ...own, memo: words });
  if (act === 'stretch') await changeAnnotation(world.ana, { ...own, fragments: [passage(words)] });
  if (act === 'delete') await deleteAnnotation(world.ana, own);
  if (act === 'restore') await restoreAnnotation(world.ana, own);
  if (act === 'accept') await acceptAnnotation(world.ben, seen);
  if (act === 'reject') await rejectAnnotation(world.ben, { ...seen, reason: 'no' });
  if (act === 'amend') await amendAnnotation(world.ben, { ...seen, codeKey: code, reason: null });
  if (act === 'contest') await contestDecision(world.ana, { ...seen, reason: 'but' });
}

/** What a page shows, less what is told as it is now. */
function shown({ annotations, relations, codings }: ArticleAnnotationsDto) {
  const begun = codings.filter(({ state }) => state !== 'not_started');
  return {
    annotations: annotations.map(({ openThreads: _, ...rest }) => rest),
    relations,
    codings: begun.map(({ submittedAt: _, ...rest }) => rest),
  };
}

/** The project's members now, by plain SQL. */
async function membersNow(world: World) {
  const { rows } = await db.superPool.query<{ userId: string; role: string }>(
    `SELECT user_id AS "userId", role::text FROM members WHERE project_id = $1 AND removed_at IS NULL`,
    [world.projectId],
  );
  return new Map(rows.map(({ userId, role }) => [userId, role]));
}

async function codebookNow(world: World): Promise<string | undefined> {
  const { rows } = await db.superPool.query<{ id: string }>(
    'SELECT codebook_version_id AS id FROM projects WHERE id = $1',
    [world.projectId],
  );
  return rows[0]?.id;
}

/** The annotations that the events up to a number lead to, by id: nothing else is read. */
async function replayed(world: World, upTo: number) {
  const { rows } = await db.superPool.query<{ id: string; body: string }>(
    `SELECT annotation_id AS id, body FROM events
      WHERE project_id = $1 AND seq <= $2 AND annotation_id IS NOT NULL ORDER BY seq`,
    [world.projectId, upTo],
  );
  const states = new Map<string, { snapshot: Snapshot; reviewState: string }>();
  for (const { id, body } of rows) {
    const { after } = JSON.parse(body).payload;
    const known = states.get(id);
    const snapshot = 'fragments' in after ? after : known?.snapshot;
    states.set(id, { snapshot, reviewState: after.reviewState ?? 'unreviewed' });
  }
  return new Map([...states].filter(([, { snapshot }]) => !snapshot.deleted));
}

const told = ({
  codeKey,
  attributes,
  confidence,
  memo,
  fragments,
  members,
}: AnnotationDto | Snapshot) => ({
  codeKey,
  attributes,
  confidence,
  memo,
  fragments,
  members,
});

async function headOf(world: World): Promise<number> {
  const { rows } = await db.superPool.query<{ seq: string }>(
    'SELECT seq FROM chain_heads WHERE project_id = $1',
    [world.projectId],
  );
  return Number(rows[0]?.seq);
}

describe('as it was', () => {
  it('is what was shown then, and what the events up to then lead to', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 18 }), async (acts) => {
        const world = await makeWorld(db);
        const made: string[] = [];
        const moments: {
          event: number;
          seen: ReturnType<typeof shown>;
          members: Map<string, string>;
          codebook: string | undefined;
        }[] = [];
        const first = await headOf(world);
        for (const one of acts) {
          await perform(world, made, one);
          const annotations = unwrap(
            await getArticleAnnotations(world.ana, world.articleVersionId),
          );
          const members = await membersNow(world);
          moments.push({
            event: await headOf(world),
            seen: shown(annotations),
            members,
            codebook: await codebookNow(world),
          });
        }
        for (let event = first + 1; event <= (moments.at(-1)?.event ?? 0); event += 1) {
          const then = moments.find((moment) => moment.event >= event);
          const past = unwrap(await getPastArticle(world.ana, world.articleId, { event }));
          expect(past.moment.event).toBe(then?.event);
          expect(shown(past.annotations)).toEqual(then?.seen);
          const states = await replayed(world, past.moment.event);
          const { annotations } = past.annotations;
          expect(annotations.map(({ id }) => id).toSorted()).toEqual([...states.keys()].toSorted());
          for (const one of annotations) {
            const state = states.get(one.id);
            expect(state && told(state.snapshot)).toEqual(told(one));
            expect(one.reviewState).toBe(state?.reviewState);
          }
          const project = unwrap(await getPastProject(world.ana, { event }));
          const roles = new Map(
            project.members.map(({ userId, role }) => [userId, role as string]),
          );
          expect(roles).toEqual(then?.members);
          expect(project.counts.annotations).toBe(annotations.length);
          expect(project.codebook?.versionId).toBe(then?.codebook);
        }
        expect(unwrap(await verifyHistory(world.ana)).broken).toBeNull();
      }),
      { numRuns: 12 },
    );
  }, 240_000);
});
