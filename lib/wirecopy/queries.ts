import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { type DiffText, diffVersions } from '@/lib/text/version-diff';
import { compareBehind, compareWaiting, countWaiting } from './compare';
import { clustersOf, containmentOf, jaccardOf, type Pair, suggestLabel } from './rules/kinship';
import { countRewriting } from './rules/rewriting';
import type {
  ArticleTwins,
  Twin,
  WireCluster,
  WireMember,
  WireReport,
  WordsBeside,
} from './schema';
import { readMembers, readPairs } from './store';

/** Pairs read at once. */
const MAX_PAIRS = 200_000;
/** Twins that are compared word by word for their figures. */
const MAX_REWRITINGS = 12;
/** How long a page waits for what imports have left. */
const CATCH_UP_MS = 2_000;

/** All clusters of the project, the largest first. Compares what waits, for a while. */
export async function getWireReport(actor: Actor): Promise<Result<WireReport>> {
  const caughtUp = await catchUp(actor);
  if (!caughtUp.ok) return caughtUp;
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const all = await readPairs(tx, null, MAX_PAIRS + 1);
      const pairs = all.slice(0, MAX_PAIRS);
      const groups = clustersOf(pairs);
      const members = new Map(
        (await readMembers(tx, groups.flat())).map((one) => [one.articleId, one]),
      );
      const clusters = groups
        .map((ids) => clusterOf(ids.flatMap((id) => members.get(id) ?? [])))
        .toSorted((a, b) => b.members.length - a.members.length);
      return ok({
        clusters,
        pairs: pairs.length,
        waiting: await countWaiting(tx),
        isCapped: all.length > MAX_PAIRS,
      });
    },
    { snapshot: true, timeoutMs: 60_000 },
  );
}

/** One article and what shares words with it. Error: `not_found`. */
export async function getArticleTwins(
  actor: Actor,
  articleId: string,
): Promise<Result<ArticleTwins>> {
  const caughtUp = await catchUp(actor);
  if (!caughtUp.ok) return caughtUp;
  return inProject(actor, 'project.read', async (tx) => {
    const found = await readTwins(tx, articleId);
    return found.ok ? ok(await withRewritings(tx, found.value)) : found;
  });
}

/**
 * The words of two articles side by side: the earlier one first, else the one that is asked about.
 * Error: `not_found`.
 */
export async function getWordsBeside(
  actor: Actor,
  articleId: string,
  otherId: string,
): Promise<Result<WordsBeside>> {
  return inProject(actor, 'project.read', async (tx) => {
    const [before, after] = await tx.sql<ComparedText>(
      `SELECT v.title, v.publisher, v.text, v.canonicaliser, v.language, v.direction
         FROM wire_articles w
         JOIN article_versions v ON v.project_id = w.project_id AND v.id = w.article_version_id
        WHERE w.project_id = $1::uuid AND w.article_id IN ($2::uuid, $3::uuid)
        ORDER BY v.published_at NULLS LAST, w.article_id`,
      tx.projectId,
      articleId,
      otherId,
    );
    if (!before || !after) return err('not_found', 'There is no such article.');
    const name = ({ publisher, title }: ComparedText) =>
      publisher ? `${publisher}: ${title}` : title;
    return ok({
      from: name(before),
      to: name(after),
      language: after.language,
      direction: after.direction,
      rows: diffVersions(before, after),
    });
  });
}

/** The twins, the most alike with what the later text made of the earlier one. */
async function withRewritings(tx: ProjectTx, all: ArticleTwins): Promise<ArticleTwins> {
  const { article, twins } = all;
  const nearest = twins.slice(0, MAX_REWRITINGS);
  const texts = await tx.sql<DiffText & { id: string }>(
    `SELECT w.article_id::text AS id, v.text, v.canonicaliser FROM wire_articles w
       JOIN article_versions v ON v.project_id = w.project_id AND v.id = w.article_version_id
      WHERE w.project_id = $1::uuid AND w.article_id = ANY ($2::uuid[])
      ORDER BY v.published_at NULLS LAST, w.article_id`,
    tx.projectId,
    [article.articleId, ...nearest.map(({ articleId }) => articleId)],
  );
  const place = texts.findIndex(({ id }) => id === article.articleId);
  const mine = texts[place];
  if (!mine) return all;
  const rewritingOf = (articleId: string): Twin['rewriting'] => {
    const at = texts.findIndex(({ id }) => id === articleId);
    const theirs = texts[at];
    if (!theirs) return null;
    const [before, after] = place < at ? [mine, theirs] : [theirs, mine];
    return {
      ...countRewriting(diffVersions(before, after)),
      later: place < at ? 'theirs' : 'mine',
    };
  };
  return {
    ...all,
    twins: twins.map((one) => ({ ...one, rewriting: rewritingOf(one.articleId) })),
  };
}

interface ComparedText extends DiffText {
  readonly title: string;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
}

/** As `getArticleTwins`, of what is compared already. */
export async function readTwins(tx: ProjectTx, articleId: string): Promise<Result<ArticleTwins>> {
  const pairs = (await readPairs(tx, articleId, MAX_PAIRS)).map((pair) => from(articleId, pair));
  const members = await readMembers(tx, [articleId, ...pairs.map(({ b }) => b)]);
  const article = members.find((one) => one.articleId === articleId);
  if (!article) return err('not_found', 'There is no such article, or it is not compared yet.');
  const place = new Map(members.map((one, at) => [one.articleId, at]));
  const before = (id: string) => (place.get(id) ?? 0) < (place.get(articleId) ?? 0);
  const twins = pairs
    .flatMap((pair): Twin[] => {
      const member = members.find((one) => one.articleId === pair.b);
      if (!member) return [];
      return [
        {
          ...member,
          jaccard: jaccardOf(pair),
          ofMine: containmentOf(pair),
          ofTheirs: containmentOf({ shared: pair.shared, own: pair.other }),
          rewriting: null,
        },
      ];
    })
    .toSorted((a, b) => b.jaccard - a.jaccard);
  const [nearest] = pairs
    .filter(({ b }) => before(b))
    .toSorted((a, b) => jaccardOf(b) - jaccardOf(a));
  return ok({
    article,
    twins,
    suggested: suggestLabel(nearest ?? null),
    waiting: await countWaiting(tx),
  });
}

/** The pair as the given article sees it: it is `a`. */
function from(articleId: string, { a, b, shared, own, other }: Pair): Pair {
  return a === articleId
    ? { a, b, shared, own, other }
    : { a: b, b: a, shared, own: other, other: own };
}

function clusterOf(unsorted: readonly WireMember[]): WireCluster {
  const time = ({ publishedAt }: WireMember) => publishedAt ?? '9999';
  const members = unsorted.toSorted((a, b) => (time(a) < time(b) ? -1 : 1));
  const credits = new Map<string, number>();
  for (const { agency } of members) {
    if (agency !== null) credits.set(agency, (credits.get(agency) ?? 0) + 1);
  }
  const [agency] = [...credits].toSorted(([, a], [, b]) => b - a);
  const [first] = members;
  return {
    id: members.map(({ articleId }) => articleId).toSorted()[0] ?? '',
    members,
    earliest: first?.publishedAt ? first : null,
    agency: agency ? { name: agency[0], members: agency[1] } : null,
  };
}

async function catchUp(actor: Actor): Promise<Result<number>> {
  const waiting = await compareWaiting(actor, { budgetMs: CATCH_UP_MS });
  if (waiting.ok && waiting.value > 0) compareBehind(actor);
  return waiting;
}
