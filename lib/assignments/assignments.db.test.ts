import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { reopenCoding, submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import { addArticle, base, marking, passage, TEXT, type World } from '@/lib/annotations/testing';
import type { UserActor } from '@/lib/auth/actor';
import { codeOf, newPerson, newTestProject, unwrap } from '@/lib/auth/people-testing';
import { testDatabase } from '@/lib/db/testing';
import { readHistory } from '@/lib/provenance/queries';
import { EVERY_EVENT } from '@/lib/provenance/schema';
import { verifyHistory } from '@/lib/provenance/verify';
import { reopenForCoder, takeNext } from './coder-commands';
import {
  applyPlan,
  assignArticles,
  moveAssignment,
  saveSettings,
  setArticlesBlind,
  setDue,
  withdrawAssignments,
} from './commands';
import { getBoard, getOwnWork, previewPlan } from './queries';
import type { BlindMode, PlanInput } from './schema';

const db = await testDatabase();
const NOW = new Date('2026-11-24T12:00:00Z');
const EVERYTHING = { view: 'all', coder: null, page: 1 } as const;

interface Team {
  readonly projectId: string;
  readonly lead: UserActor;
  readonly coders: readonly UserActor[];
  readonly articles: readonly { articleId: string; articleVersionId: string }[];
}

async function team(coders: number, articles: number, blind: BlindMode = 'own'): Promise<Team> {
  const { projectId } = await newTestProject();
  const member = async (role: 'lead' | 'analyst', name: string): Promise<UserActor> => ({
    kind: 'user',
    projectId,
    userId: (await newPerson({ projectId, role }, name)).userId,
  });
  const lead = await member('lead', 'Odile');
  const people: UserActor[] = [];
  for (let n = 0; n < coders; n += 1) people.push(await member('analyst', `Coder ${n}`));
  const made: Team['articles'][number][] = [];
  for (let n = 0; n < articles; n += 1) {
    made.push(await addArticle(db, projectId, TEXT, n % 2 === 0 ? 'en' : 'fr'));
  }
  unwrap(await saveSettings(lead, { blind, queue: null }));
  return { projectId, lead, coders: people, articles: made };
}

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
};
const worldOf = (
  { projectId }: Team,
  article: Team['articles'][number],
  coder: UserActor,
): World => ({
  projectId,
  ...article,
  ana: coder,
  ben: coder,
  reader: coder,
});
const give = (
  { projectId, lead }: Team,
  articleIds: string[],
  coders: readonly UserActor[],
  dueOn: string | null = null,
) =>
  assignArticles(lead, {
    projectId,
    articleIds,
    coderIds: coders.map(({ userId }) => userId),
    dueOn,
  });
const seen = async (coder: UserActor, versionId: string) =>
  unwrap(await getArticleAnnotations(coder, versionId))
    .annotations.map(({ coderId }) => coderId)
    .sort();

describe('a coding blind to others', () => {
  async function coded(blind: BlindMode) {
    const project = await team(3, 1, blind);
    const article = at(project.articles, 0);
    const [ana, ben, eve] = [at(project.coders, 0), at(project.coders, 1), at(project.coders, 2)];
    unwrap(await give(project, [article.articleId], [ana, ben]));
    for (const coder of [ana, ben]) {
      unwrap(
        await createAnnotation(
          coder,
          marking(worldOf(project, article, coder), 'cue', passage('said')),
        ),
      );
    }
    const submit = (coder: UserActor) =>
      submitCoding(coder, base(worldOf(project, article, coder)));
    return { project, article, ana, ben, eve, submit, version: article.articleVersionId };
  }

  it('until one’s own is handed in', async () => {
    const { ana, ben, eve, submit, version, project } = await coded('own');
    expect(await seen(ana, version)).toEqual([ana.userId]);
    unwrap(await submit(ana));
    expect(await seen(ana, version)).toEqual([ana.userId, ben.userId].sort());
    expect(await seen(ben, version)).toEqual([ben.userId]);
    expect(await seen(eve, version)).toEqual([]);
    expect(await seen(project.lead, version)).toHaveLength(2);
    unwrap(await submit(ben));
    expect(await seen(eve, version)).toHaveLength(2);
  });

  it('until all are handed in', async () => {
    const { ana, ben, submit, version, project } = await coded('all');
    unwrap(await submit(ana));
    expect(await seen(ana, version)).toEqual([ana.userId]);
    expect(await seen(project.lead, version)).toHaveLength(2);
    unwrap(await submit(ben));
    expect(await seen(ana, version)).toHaveLength(2);
  });

  it('gives nothing to an empty hand-in of someone who was not asked', async () => {
    const { eve, submit, version, ana } = await coded('own');
    unwrap(await submit(ana));
    unwrap(await submit(eve));
    expect(await seen(eve, version)).toEqual([]);
  });

  it('is one’s own to reopen only while it is blind', async () => {
    const { ana, ben, submit, version, project, article } = await coded('own');
    const reopen = (coder: UserActor) =>
      reopenCoding(coder, base(worldOf(project, article, coder)));
    unwrap(await submit(ana));
    expect(codeOf(await reopen(ana))).toBe('conflict');
    const board = unwrap(await getBoard(project.lead, EVERYTHING, NOW));
    const hers = board.rows[0]?.assignments.find(({ coderId }) => coderId === ana.userId);
    expect(hers?.state).toBe('submitted');
    unwrap(
      await reopenForCoder(project.lead, {
        assignmentId: hers?.id ?? '',
        reason: 'The title was missed.',
      }),
    );
    expect(await seen(ana, version)).toEqual([ana.userId]);
    expect(await seen(ben, version)).toEqual([ben.userId]);
  });

  it('opens with the article or the project, and shuts again', async () => {
    const { ana, version, project, article } = await coded('own');
    const { articleId } = article;
    unwrap(await setArticlesBlind(project.lead, { articleIds: [articleId], blind: 'open' }));
    expect(await seen(ana, version)).toHaveLength(2);
    unwrap(await setArticlesBlind(project.lead, { articleIds: [articleId], blind: null }));
    expect(await seen(ana, version)).toHaveLength(1);
    unwrap(await saveSettings(project.lead, { blind: 'open', queue: null }));
    expect(await seen(ana, version)).toHaveLength(2);
  });

  it('keeps its history: gaps for the blind, whole for who verifies', async () => {
    const { ana, ben, project } = await coded('own');
    const page = unwrap(await readHistory(ana, EVERY_EVENT, null, 50));
    expect(page.events.some(({ actorName }) => actorName === 'Coder 0')).toBe(true);
    expect(page.events.some(({ actorName }) => actorName === 'Coder 1')).toBe(false);
    const ofArticles = page.events.filter(({ articleId }) => articleId !== null);
    expect(JSON.stringify(ofArticles)).not.toContain(ben.userId);
    expect(unwrap(await verifyHistory(ana)).broken).toBeNull();
    expect(
      unwrap(await readHistory(project.lead, EVERY_EVENT, null, 50)).events.length,
    ).toBeGreaterThan(page.events.length);
  });
});

describe('the next article', () => {
  const queue = { overlap: 20, codersEach: 2, language: null, publisher: null, dueDays: 7 };

  it('keeps the share that several code, and gives nobody one twice', async () => {
    const project = await team(3, 10);
    unwrap(await saveSettings(project.lead, { blind: 'own', queue }));
    for (let round = 0; round < 12; round += 1) {
      for (const coder of project.coders) {
        const articleId = unwrap(await takeNext(coder, { after: null }, NOW));
        if (articleId === null) continue;
        const article = project.articles.find((one) => one.articleId === articleId);
        if (!article) throw new Error('an article of nowhere');
        unwrap(await submitCoding(coder, base(worldOf(project, article, coder))));
      }
    }
    const { totals, rows } = unwrap(await getBoard(project.lead, EVERYTHING, NOW));
    expect(totals).toEqual({ articles: 10, given: 10, done: 10, shared: 2, sharedDone: 2 });
    expect(rows.map(({ assignments }) => assignments.length).sort()).toEqual([
      1, 1, 1, 1, 1, 1, 1, 1, 2, 2,
    ]);
    expect(rows[0]?.assignments[0]?.dueOn).toBe('2026-12-01');
  });

  it('is nobody else’s when all ask at once', async () => {
    const project = await team(6, 4);
    unwrap(await saveSettings(project.lead, { blind: 'own', queue: { ...queue, overlap: 100 } }));
    const taken = await Promise.all(
      project.coders.map((coder) => takeNext(coder, { after: null }, NOW)),
    );
    const counts = new Map<string | null, number>();
    for (const one of taken) counts.set(unwrap(one), (counts.get(unwrap(one)) ?? 0) + 1);
    expect([...counts.values()].sort()).toEqual([2, 2, 2]);
    const board = unwrap(await getBoard(project.lead, EVERYTHING, NOW));
    expect(board.rows.every(({ assignments }) => assignments.length === 2)).toBe(true);
  });

  it('is what was assigned first, the most urgent before, and then the one after it', async () => {
    const project = await team(1, 3);
    const coder = at(project.coders, 0);
    const [first, second, third] = project.articles.map(({ articleId }) => articleId) as [
      string,
      string,
      string,
    ];
    unwrap(await give(project, [first], [coder], '2026-12-24'));
    unwrap(await give(project, [second], [coder], '2026-11-20'));
    expect(unwrap(await takeNext(coder, { after: null }, NOW))).toBe(second);
    expect(unwrap(await takeNext(coder, { after: second }, NOW))).toBe(first);
    expect(unwrap(await takeNext(coder, { after: first }, NOW))).toBe(second);
    unwrap(await saveSettings(project.lead, { blind: 'own', queue }));
    expect(unwrap(await takeNext(coder, { after: first }, NOW))).toBe(third);
    expect(unwrap(await getOwnWork(coder, NOW)).open.map(({ overdue }) => overdue)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is of the queue’s language alone', async () => {
    const project = await team(1, 4);
    unwrap(
      await saveSettings(project.lead, {
        blind: 'own',
        queue: { ...queue, overlap: 0, language: 'fr' },
      }),
    );
    const coder = at(project.coders, 0);
    expect(unwrap(await takeNext(coder, { after: null }, NOW))).toBe(
      at(project.articles, 1).articleId,
    );
  });
});

describe('a plan', () => {
  const terms = ({ projectId, coders }: Team): PlanInput => ({
    projectId,
    coderIds: coders.map(({ userId }) => userId),
    language: null,
    publisher: null,
    limit: 100,
    overlap: 50,
    codersEach: 2,
    balance: 'language',
    seed: 4,
    dueOn: '2026-12-01',
  });

  it('does what its preview said, once', async () => {
    const project = await team(3, 8);
    const input = terms(project);
    const preview = unwrap(await previewPlan(project.lead, input));
    expect(preview).toMatchObject({ articles: 8, shared: 4, assignments: 12, short: 0 });
    expect(preview.coders.map(({ given }) => given)).toEqual([4, 4, 4]);
    expect(unwrap(await getBoard(project.lead, EVERYTHING, NOW)).totals.given).toBe(0);
    const { fingerprint } = preview;
    expect(unwrap(await applyPlan(project.lead, { ...input, fingerprint }))).toEqual({ given: 12 });
    const board = unwrap(await getBoard(project.lead, EVERYTHING, NOW));
    expect(board.coders.filter(({ open }) => open > 0).map(({ open }) => open)).toEqual([4, 4, 4]);
    expect(codeOf(await applyPlan(project.lead, { ...input, fingerprint }))).toBe('invalid_input');
  });

  it('is refused when the project has moved since', async () => {
    const project = await team(2, 4);
    const { fingerprint } = unwrap(await previewPlan(project.lead, terms(project)));
    unwrap(await give(project, [at(project.articles, 0).articleId], [at(project.coders, 0)]));
    expect(codeOf(await applyPlan(project.lead, { ...terms(project), fingerprint }))).toBe(
      'stale_version',
    );
  });
});

describe('an assignment', () => {
  it('moves, is withdrawn, given again, and due on another day', async () => {
    const project = await team(2, 1);
    const [ana, ben] = [at(project.coders, 0), at(project.coders, 1)];
    const { articleId } = at(project.articles, 0);
    expect(unwrap(await give(project, [articleId], [ana]))).toEqual({ given: 1 });
    expect(unwrap(await give(project, [articleId], [ana]))).toEqual({ given: 0 });
    const only = async () =>
      at(at(unwrap(await getBoard(project.lead, EVERYTHING, NOW)).rows, 0).assignments, 0);
    unwrap(
      await moveAssignment(project.lead, { assignmentId: (await only()).id, coderId: ben.userId }),
    );
    expect((await only()).coderId).toBe(ben.userId);
    const assignmentIds = [(await only()).id];
    expect(unwrap(await setDue(project.lead, { assignmentIds, dueOn: '2026-11-01' }))).toEqual({
      changed: 1,
    });
    expect(await only()).toMatchObject({ dueOn: '2026-11-01', overdue: true });
    expect(unwrap(await withdrawAssignments(project.lead, { assignmentIds }))).toEqual({
      withdrawn: 1,
    });
    expect(unwrap(await getOwnWork(ben, NOW)).open).toEqual([]);
    expect(unwrap(await give(project, [articleId], [ben]))).toEqual({ given: 1 });
    const events = unwrap(
      await readHistory(project.lead, { ...EVERY_EVENT, kind: 'assignment' }, null, 50),
    ).events;
    expect(events.map(({ type }) => type).toReversed()).toEqual([
      'assignment.settings_changed',
      'assignment.made',
      'assignment.withdrawn',
      'assignment.made',
      'assignment.changed',
      'assignment.withdrawn',
      'assignment.made',
    ]);
  });

  it('follows its coding, and is not taken back once handed in', async () => {
    const project = await team(1, 1);
    const coder = at(project.coders, 0);
    const article = at(project.articles, 0);
    const world = worldOf(project, article, coder);
    unwrap(await give(project, [article.articleId], [coder]));
    const state = async () =>
      at(at(unwrap(await getBoard(project.lead, EVERYTHING, NOW)).rows, 0).assignments, 0);
    expect((await state()).state).toBe('assigned');
    unwrap(await createAnnotation(coder, marking(world, 'cue', passage('said'))));
    expect((await state()).state).toBe('started');
    unwrap(await submitCoding(coder, base(world)));
    const { id, state: now } = await state();
    expect(now).toBe('submitted');
    expect(unwrap(await withdrawAssignments(project.lead, { assignmentIds: [id] }))).toEqual({
      withdrawn: 0,
    });
    expect(
      codeOf(await moveAssignment(project.lead, { assignmentId: id, coderId: coder.userId })),
    ).toBe('conflict');
  });

  it('is for members who code, of articles that are there', async () => {
    const project = await team(1, 1);
    const articleIds = [at(project.articles, 0).articleId];
    const stranger: UserActor = {
      kind: 'user',
      projectId: project.projectId,
      userId: (await newPerson()).userId,
    };
    expect(codeOf(await give(project, articleIds, [stranger]))).toBe('invalid_input');
    expect(codeOf(await give(project, [randomUUID()], project.coders))).toBe('not_found');
  });
});
