import { createHash } from 'node:crypto';
import type { CodebookVersionDto } from '@/lib/codebook/schema';
import { appendEvent, appendEvents } from '@/lib/provenance/commands';
import { ok, type Result } from '@/lib/result/result';
import type { BulkTx } from './bulk-tx';
import { CodingPlan, planCoding } from './plan';
import { noCounts, type StoredCounts } from './report';
import type { IncomingArticle, Rejection } from './schema';
import { insertArticles, type PlacedArticle, placeArticles } from './store-articles';
import { codingKey, findCodings, insertCodings, insertPlan, storedRecords } from './store-codings';
import { recordMetadataChanges, versionEvents } from './store-metadata';

/** What a batch is stored with. */
export interface BatchContext {
  /** Null in a dry run: then nothing is written. */
  readonly importId: string | null;
  readonly codebook: CodebookVersionDto;
  /** The member for each coder's name. In a dry run new ones are missing. */
  readonly coders: ReadonlyMap<string, string>;
  /** The name of whoever is not named in the file. */
  readonly defaultCoder: string;
}

export interface BatchOutcome {
  readonly counts: StoredCounts;
  readonly rejections: readonly Rejection[];
  readonly unknownTypes: ReadonlyMap<string, number>;
  /** Changed pages that became a later version; pages with other metadata around the same text. */
  readonly laterVersions: number;
  readonly metadataChanges: number;
}

/**
 * Stores some articles with their codings and one event, in the open transaction. What is there
 * already, by content, is counted and left alone. Batches of one project follow one another.
 */
export async function storeBatch(
  tx: BulkTx,
  articles: readonly IncomingArticle[],
  context: BatchContext,
): Promise<Result<BatchOutcome>> {
  const { importId } = context;
  if (importId !== null) {
    await tx.sql(
      `SELECT pg_advisory_xact_lock(hashtextextended('import/' || $1, 0))`,
      tx.projectId,
    );
  }
  const { placed, rejections } = await placeArticles(tx, articles);
  if (importId !== null) await insertArticles(tx, placed, importId);
  const plan = await planAndStoreCodings(tx, placed, context);
  const metadata = importId === null ? [] : await recordMetadataChanges(tx, placed, importId);

  const counts = noCounts();
  for (const { isNewVersion } of placed) {
    counts.articles[isNewVersion ? 'created' : 'unchanged'] += 1;
  }
  Object.assign(counts.annotations, plan.counts.annotations);
  Object.assign(counts.relations, plan.counts.relations);
  if (importId !== null) {
    await appendEvents(tx, [...versionEvents(tx, placed, importId), ...metadata]);
    if (hasNews(counts)) await appendBatchEvent(tx, { importId, placed, counts, plan });
  }
  return ok({
    counts,
    rejections: [...rejections, ...plan.rejections],
    unknownTypes: plan.unknownTypes,
    laterVersions: placed.filter((one) => one.isNewVersion && one.versionNo > 1).length,
    metadataChanges: metadata.length,
  });
}

async function planAndStoreCodings(
  tx: BulkTx,
  placed: readonly PlacedArticle[],
  context: BatchContext,
): Promise<CodingPlan> {
  const plan = new CodingPlan(context.codebook.document);
  // Whoever a dry run has not made a member is told by the name.
  const memberOf = (name: string) => context.coders.get(name) ?? name;
  const all = placed.flatMap(({ article, versionId }) =>
    article.codings.map((coding) => ({
      coding,
      text: article.text,
      versionId,
      coderId: memberOf(coding.coder ?? context.defaultCoder),
    })),
  );
  if (all.length === 0) return plan;
  const refs = await findCodings(tx, all);
  const write = context.importId !== null;
  if (write) await insertCodings(tx, refs.values());
  const old = [...refs.values()].filter(({ isNew }) => !isNew).map(({ codingId }) => codingId);
  const annotations = await storedRecords(tx, 'annotations', old);
  const relations = await storedRecords(tx, 'relations', old);
  for (const { coding, text, versionId, coderId } of all) {
    const codingId = refs.get(codingKey(versionId, coderId))?.codingId;
    if (!codingId) throw new Error('A coding of the batch was not placed.');
    planCoding(plan, coding, {
      codingId,
      versionId,
      coderId,
      text,
      memberOf,
      storedAnnotations: annotations.get(codingId) ?? [],
      storedRelations: relations.get(codingId) ?? [],
    });
  }
  if (write) await insertPlan(tx, plan, context.codebook);
  return plan;
}

function hasNews({ articles, annotations, relations }: StoredCounts): boolean {
  return articles.created + annotations.created + relations.created > 0;
}

/** One event a batch; it pins every stored text by a hash over their names and hashes. */
async function appendBatchEvent(
  tx: BulkTx,
  {
    importId,
    placed,
    counts,
    plan,
  }: {
    readonly importId: string;
    readonly placed: readonly PlacedArticle[];
    readonly counts: StoredCounts;
    readonly plan: CodingPlan;
  },
): Promise<void> {
  const earlier = plan.annotations.filter(({ revisionNo }) => revisionNo > 1).length;
  const texts = createHash('sha256');
  for (const { versionId, textSha256, isNewVersion } of placed) {
    if (isNewVersion) texts.update(`${versionId} ${textSha256}\n`);
  }
  await appendEvent(tx, {
    type: 'import.batch_stored',
    actorId: tx.actorId,
    payload: {
      importId,
      articles: counts.articles,
      annotations: counts.annotations,
      relations: counts.relations,
      // Not taken in this project: whoever is named as their author did not take them here.
      ...(earlier + plan.decisions.length > 0
        ? { past: { revisions: earlier, decisions: plan.decisions.length } }
        : {}),
      texts: { sha256: texts.digest('hex'), of: 'lines of version id, space, text sha256' },
    },
  });
}
