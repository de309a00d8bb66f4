import { describe, expect, it } from 'vitest';
import { autoMerge } from '@/lib/adjudication/commands';
import { type Court, makeCourt, mark, submit } from '@/lib/adjudication/testing';
import { reopenCoding, submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import { addArticle, base, marking, passage, TEXT, unwrap } from '@/lib/annotations/testing';
import { takeNext } from '@/lib/assignments/coder-commands';
import { assignArticles, saveSettings } from '@/lib/assignments/commands';
import type { UserActor } from '@/lib/auth/actor';
import { codeOf, newPerson } from '@/lib/auth/people-testing';
import { getDashboard } from '@/lib/dashboard/queries';
import { dashboardFilterSchema } from '@/lib/dashboard/schema';
import { testDatabase } from '@/lib/db/testing';
import { verifyHistory } from '@/lib/provenance/verify';
import { getReviewQueue } from '@/lib/review/queue-queries';
import { reviewFilterSchema } from '@/lib/review/schema';
import { saveTraining, setTrainees } from './commands';
import { getAttempt, getOwnTraining, getTrainingBoard, getTrainingOf } from './queries';
import { trainingSettingsSchema } from './schema';
import { scoreAttempt, tryAgain } from './trainee-commands';

const db = await testDatabase();

interface School extends Court {
  readonly tom: UserActor;
}

/** An article with gold, on which Tom trains: two spans that Ana and Ben agree on. */
async function school(more: object = {}): Promise<School> {
  const court = await makeCourt(db);
  for (const who of [court.ana, court.ben]) {
    await mark(court, who, 'source', 'agence Vesta');
    await mark(court, who, 'cue', 'said');
  }
  await submit(court, court.ana, court.ben);
  unwrap(await autoMerge(court.lead, base(court)));
  const { userId } = await newPerson({ projectId: court.projectId, role: 'analyst' }, 'Tom');
  const tom: UserActor = { kind: 'user', projectId: court.projectId, userId };
  unwrap(await saveTraining(court.lead, settings(court, more)));
  unwrap(await train(court, tom));
  return { ...court, tom };
}

const settings = (court: Court, more: object = {}) =>
  trainingSettingsSchema.parse({
    projectId: court.projectId,
    measure: 'f1_exact',
    threshold: 0.8,
    articlesNeeded: 1,
    attemptsAllowed: 3,
    articleIds: [court.articleId],
    ...more,
  });

const train = ({ projectId, lead }: Court, who: UserActor) =>
  setTrainees(lead, { projectId, userIds: [who.userId], state: 'training', reason: null });

/** Tom codes the article and hands it in. */
async function code({ tom, ...court }: School, ...spans: [code: string, words: string][]) {
  for (const [key, words] of spans) {
    unwrap(await createAnnotation(tom, marking(court, key, passage(words))));
  }
  unwrap(await submitCoding(tom, base(court)));
  const { projectId, articleVersionId } = court;
  return scoreAttempt(tom, { projectId, articleVersionId });
}

describe('training', () => {
  it('scores at once, begins afresh, and admits by the threshold', async () => {
    const here = await school();
    expect(unwrap(await getTrainingOf(here.tom, here.articleVersionId))).toBe('training');
    const bad = unwrap(await code(here, ['source', 'l’agence Vesta'], ['cue', 'said']));
    expect(bad).toMatchObject({ passed: false, admitted: false });
    const attempt = unwrap(await getAttempt(here.tom, bad.attemptId));
    expect(attempt).toMatchObject({ attemptNo: 1, value: 0.5, userName: 'Tom' });
    expect(attempt.result.differences.map(({ verdict }) => verdict)).toEqual(['differs', 'agreed']);
    // A second asking makes no second score.
    const again = { projectId: here.projectId, articleVersionId: here.articleVersionId };
    expect(unwrap(await scoreAttempt(here.tom, again))).toEqual(bad);

    expect(codeOf(await reopenCoding(here.tom, base(here)))).toBe('conflict');
    const change = unwrap(await tryAgain(here.tom, base(here)));
    expect(change.removedAnnotationIds).toHaveLength(2);
    expect(change.coding.state).toBe('in_progress');
    const good = unwrap(await code(here, ['source', 'agence Vesta'], ['cue', 'said']));
    expect(good).toMatchObject({ passed: true, admitted: true });
    const own = unwrap(await getOwnTraining(here.tom));
    expect(own).toMatchObject({ state: 'admitted', passed: 1 });
    expect(own.articles[0]?.attempts.map(({ value }) => value)).toEqual([0.5, 1]);
    const real = { ...here, ...(await addArticle(db, here.projectId, TEXT)) };
    expect((await createAnnotation(here.tom, marking(real, 'cue', passage('said')))).ok).toBe(true);
    expect(
      unwrap(await verifyHistory({ kind: 'operator', projectId: here.projectId })),
    ).toMatchObject({ broken: null });
  });

  it('bars whoever is in training from all other articles, in commands and in the database', async () => {
    const here = await school();
    const real = { ...here, ...(await addArticle(db, here.projectId, TEXT)) };
    expect(unwrap(await getTrainingOf(here.tom, real.articleVersionId))).toBe('barred');
    expect(await createAnnotation(here.tom, marking(real, 'cue', passage('said')))).toMatchObject({
      ok: false,
      error: { code: 'forbidden', userMessage: expect.stringContaining('in training') },
    });
    expect(codeOf(await takeNext(here.tom, { after: null }))).toBe('forbidden');
    const given = { projectId: here.projectId, articleIds: [real.articleId], dueOn: null };
    const assigned = await assignArticles(here.lead, { ...given, coderIds: [here.tom.userId] });
    expect(codeOf(assigned)).toBe('invalid_input');
    const insert = (table: string, columns: string, ...values: unknown[]) =>
      db.superPool.query(
        `INSERT INTO ${table} (project_id, id, coder_id, ${columns})
        VALUES ($1, gen_random_uuid(), $2, ${values.map((_, at) => `$${at + 3}`).join()})`,
        [here.projectId, here.tom.userId, ...values],
      );
    await expect(insert('codings', 'article_version_id', real.articleVersionId)).rejects.toThrow(
      /training articles alone/,
    );
    await expect(
      insert('assignments', 'article_id, origin', real.articleId, 'hand'),
    ).rejects.toThrow(/given no articles/);
  });

  it('goes on with the version that has gold when a later one comes in', async () => {
    const here = await school();
    const { rows } = await db.superPool.query<{ id: string }>(
      `INSERT INTO article_versions (project_id, id, article_id, version_no, capture_id, text, text_sha256,
         text_length, canonicaliser, title, keywords)
       SELECT project_id, gen_random_uuid(), article_id, 2, capture_id, 'New.', sha256('New.'), 4,
              canonicaliser, title, keywords FROM article_versions WHERE id = $1 RETURNING id`,
      [here.articleVersionId],
    );
    const later = { ...here, articleVersionId: rows[0]?.id ?? '' };
    expect(unwrap(await getTrainingOf(here.tom, later.articleVersionId))).toBe('barred');
    expect(codeOf(await submitCoding(here.tom, base(later)))).toBe('forbidden');
    const own = unwrap(await getOwnTraining(here.tom));
    expect(own.articles).toMatchObject([{ articleVersionId: here.articleVersionId, versionNo: 1 }]);
    expect(unwrap(await code(here, ['source', 'agence Vesta'], ['cue', 'said'])).passed).toBe(true);
    unwrap(await saveTraining(here.lead, settings(here)));
  });

  it('hides colleagues and the gold until the work is handed in', async () => {
    const here = await school();
    const coders = async () =>
      new Set(
        unwrap(await getArticleAnnotations(here.tom, here.articleVersionId)).annotations.map(
          ({ coderName }) => coderName,
        ),
      );
    expect(await coders()).toEqual(new Set());
    unwrap(await createAnnotation(here.tom, marking(here, 'cue', passage('said'))));
    expect(await coders()).toEqual(new Set(['Tom']));
    unwrap(await submitCoding(here.tom, base(here)));
    expect((await coders()).size).toBeGreaterThan(2);
    const { projectId, articleVersionId } = here;
    unwrap(await scoreAttempt(here.tom, { projectId, articleVersionId }));
    unwrap(await tryAgain(here.tom, base(here)));
    expect(await coders()).toEqual(new Set());
  });

  it('keeps training work out of everybody else’s sight and counts', async () => {
    const here = await school();
    const filter = dashboardFilterSchema.parse({});
    const before = unwrap(await getDashboard(here.lead, filter));
    unwrap(await code(here, ['claim', 'The budget grew by 4% in 2022']));
    const after = unwrap(await getDashboard(here.lead, filter));
    expect({ ...after, open: null }).toEqual({ ...before, open: null });
    const queue = unwrap(
      await getReviewQueue(here.lead, reviewFilterSchema.parse({ show: 'all' })),
    );
    expect(queue.rows.flatMap(({ coders }) => coders.map(({ name }) => name))).not.toContain('Tom');
    const read = unwrap(await getArticleAnnotations(here.lead, here.articleVersionId));
    expect(read.annotations.map(({ coderName }) => coderName)).not.toContain('Tom');
    expect(read.codings.map(({ coderName }) => coderName)).not.toContain('Tom');
    const board = unwrap(await getTrainingBoard(here.lead));
    expect(board.people.find(({ name }) => name === 'Tom')).toMatchObject({
      state: 'training',
      passed: 0,
      attempts: [{ value: 0 }],
    });
  });

  it('keeps scores as they were given, and others’ from colleagues', async () => {
    const here = await school({ attemptsAllowed: 1 });
    const { attemptId } = unwrap(await code(here, ['cue', 'said']));
    await expect(
      db.superPool.query(`UPDATE training_attempts SET passed = true WHERE id = $1`, [attemptId]),
    ).rejects.toThrow();
    await expect(
      db.superPool.query('DELETE FROM training_attempts WHERE id = $1', [attemptId]),
    ).rejects.toThrow();
    expect(codeOf(await getAttempt(here.ben, attemptId))).toBe('not_found');
    expect((await getAttempt(here.lead, attemptId)).ok).toBe(true);
    const blind = { projectId: here.projectId, blind: 'own' as const, queue: null };
    unwrap(await saveSettings(here.lead, blind));
    await mark(here, here.second, 'cue', 'said');
    expect(codeOf(await getAttempt(here.second, attemptId))).toBe('not_found');
    expect(codeOf(await tryAgain(here.tom, base(here)))).toBe('conflict');
  });

  it('is set up only with complete gold, by leads, and admits by hand with a reason', async () => {
    const here = await school();
    const bare = await addArticle(db, here.projectId, TEXT);
    const incomplete = settings(here, { articleIds: [here.articleId, bare.articleId] });
    expect(await saveTraining(here.lead, incomplete)).toMatchObject({
      ok: false,
      error: { code: 'conflict', userMessage: expect.stringContaining('Border') },
    });
    expect(codeOf(await saveTraining(here.lead, settings(here, { articlesNeeded: 2 })))).toBe(
      'invalid_input',
    );
    expect(codeOf(await saveTraining(here.ana, settings(here)))).toBe('forbidden');
    const admit = (reason: string | null) =>
      setTrainees(here.lead, {
        projectId: here.projectId,
        userIds: [here.tom.userId],
        state: 'admitted',
        reason,
      });
    expect(codeOf(await admit(null))).toBe('invalid_input');
    expect(unwrap(await admit('Trained elsewhere.'))).toEqual({ changed: 1 });
    expect(unwrap(await getOwnTraining(here.tom)).state).toBe('admitted');
    expect(unwrap(await train(here, here.tom))).toEqual({ changed: 1 });
  });
});
