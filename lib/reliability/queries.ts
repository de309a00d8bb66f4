import { setImmediate } from 'node:timers/promises';
import { type Answer, Evaluation } from '@/lib/agreement/evaluate';
import { MEASURES } from '@/lib/agreement/measures';
import { unlabelledShare } from '@/lib/agreement/study';
import type { Actor } from '@/lib/auth/actor';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { findInStudy } from './find-disagreements';
import { type LoadedStudy, loadStudy } from './load-study';
import type {
  AgreementChoices,
  AgreementDto,
  DisagreementsDto,
  NamedScore,
  PairScore,
  Question,
  Scope,
  Which,
} from './schema';
import { coderRows, SEEN_VERSION, unknownName } from './study-rows';

/** Reading and measuring many articles takes longer than other reads. */
const TIMEOUT_MS = 120_000;

/**
 * Reads what a scope compares, in one snapshot. Fails with `forbidden` for those who may not see
 * colleagues' work side by side (`agreement.read`), and with `invalid_input` for a name in the scope
 * that nothing in the project has.
 */
async function load(actor: Actor, scope: Scope): Promise<Result<LoadedStudy>> {
  const codebook = await getPublishedCodebook(actor);
  const order = codebook.ok ? codebook.value.document.codes.map(({ key }) => key) : [];
  return inProject(
    actor,
    'agreement.read',
    async (tx) => {
      const unknown = await unknownName(tx, scope);
      if (unknown) {
        return err('invalid_input', `Nothing in the project is called “${unknown.name}”.`, {
          field: unknown.field,
        });
      }
      return ok(await loadStudy(tx, scope, order));
    },
    { snapshot: true, timeoutMs: TIMEOUT_MS },
  );
}

/**
 * The measure over a scope: as a whole with its interval, by pair, code, article and month. The same
 * question of the same person about an unchanged project is answered from memory: whoever goes from
 * figure to figure on the page does not wait for γ each time.
 */
export async function getAgreement(
  actor: Actor,
  question: Question,
): Promise<Result<AgreementDto>> {
  const state = await inProject(actor, 'agreement.read', async (tx, me) => {
    const [head] = await tx.sql<{ seq: bigint }>(
      'SELECT seq FROM chain_heads WHERE project_id = $1::uuid',
      tx.projectId,
    );
    return ok(JSON.stringify([tx.projectId, me.userId, String(head?.seq ?? 0), question]));
  });
  if (!state.ok) return state;
  const known = answers.get(state.value);
  if (known) return ok(known);
  const measured = await measure(actor, question);
  if (measured.ok) keep(state.value, measured.value);
  return measured;
}

/** The last answers, by person, question and the end of the project's history, which every change moves. */
const answers = new Map<string, AgreementDto>();
const KEPT_ANSWERS = 100;

function keep(key: string, answer: AgreementDto): void {
  answers.set(key, answer);
  const oldest = answers.keys().next().value;
  if (answers.size > KEPT_ANSWERS && oldest !== undefined) answers.delete(oldest);
}

async function measure(actor: Actor, question: Question): Promise<Result<AgreementDto>> {
  const loaded = await load(actor, question.scope);
  if (!loaded.ok) return loaded;
  const { study, coders, articles } = loaded.value;
  const evaluation = new Evaluation(study, question.measure, question.unit);
  const { on } = MEASURES[question.measure];
  const months = [...new Set(articles.map(({ month }) => month))].sort();
  const inMonth = months.map((month) =>
    articles.flatMap((article, at) => (article.month === month ? [at] : [])),
  );
  const asked = { articles: true, interval: true, groups: inMonth };
  const whole = evaluation.whole({
    ...asked,
    aligned: await unhurried(evaluation.align(null, asked)),
  });
  const pairs: PairScore[] = [];
  for (const [i, one] of coders.entries()) {
    for (const [j, other] of coders.entries()) {
      if (j <= i) continue;
      const pair = evaluation.ofPair(i, j);
      const aligned = await unhurried(pair.align(null));
      pairs.push({ one: one.id, other: other.id, ...named(pair.whole({ aligned })) });
    }
  }
  const perCode: (NamedScore & { code: string })[] = [];
  for (const [index, code] of on === 'attributions' ? [] : study.codes.entries()) {
    const aligned = await unhurried(evaluation.align(index));
    perCode.push({ code, ...named(evaluation.code(index, { aligned })) });
  }
  return ok({
    question,
    score: whole.score,
    interval: whole.interval,
    units: whole.units,
    coders,
    articleCount: articles.length,
    unlabelled: on === 'units' ? unlabelledShare(evaluation.ratings) : null,
    gamma: whole.gamma,
    pairs,
    perCode,
    perArticle: articles.flatMap(({ id, name, title }, at) => {
      const score = whole.perArticle[at];
      return score ? [{ id, name, title, score }] : [];
    }),
    perMonth: months.flatMap((month, at) => {
      const score = whole.perGroup[at];
      return score ? [{ month, articles: inMonth[at]?.length ?? 0, score }] : [];
    }),
  });
}

/** Runs steps to their end, letting the server answer others every few milliseconds. */
async function unhurried<T>(steps: Generator<void, T>): Promise<T> {
  let since = performance.now();
  // Also the cells of other measures let others in.
  await setImmediate();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < 10) continue;
    await setImmediate();
    since = performance.now();
  }
}

function named({ score, units }: Answer): NamedScore {
  return { score, units };
}

/** Coders with submitted work, and articles that two or more of them submitted. */
export function getAgreementChoices(actor: Actor): Promise<Result<AgreementChoices>> {
  return inProject(actor, 'agreement.read', async (tx) =>
    ok({
      coders: await coderRows(tx, []),
      articles: await tx.sql<{ id: string; title: string }>(
        `SELECT t.id::text, v.title
           FROM articles t JOIN article_versions v ON v.project_id = t.project_id AND v.article_id = t.id
           JOIN codings g ON g.project_id = v.project_id AND g.article_version_id = v.id
          WHERE t.project_id = $1::uuid AND g.state = 'submitted' AND ${SEEN_VERSION}
          GROUP BY t.id, v.id, v.title HAVING count(*) > 1 ORDER BY lower(v.title), t.id LIMIT 500`,
        tx.projectId,
      ),
    }),
  );
}

/** The disagreements behind a figure, with the words around them; at most `limit`, and how many. */
export async function getDisagreements(
  actor: Actor,
  scope: Scope,
  which: Which,
  limit: number,
): Promise<Result<DisagreementsDto>> {
  const loaded = await load(actor, scope);
  if (!loaded.ok) return loaded;
  return ok(findInStudy(loaded.value, which, limit));
}
