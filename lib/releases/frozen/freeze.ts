import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { getAgreement } from '@/lib/reliability/queries';
import type { AgreementDto } from '@/lib/reliability/schema';
import { err, ok, type Result } from '@/lib/result/result';
import { clustersOf } from '@/lib/wirecopy/rules/kinship';
import { readPairs } from '@/lib/wirecopy/store';
import packageJson from '@/package.json' with { type: 'json' };
import { countArticle, type ExportCounts, NO_COUNTS } from '../counts';
import type { ExportArticle, ExportRelation } from '../schema';
import { exportArticles, exportOrigin, unknownName } from '../snapshot';
import { WRITERS } from '../writers';
import { type FarEnd, readFarEnds } from './far-ends';
import { pseudonymise } from './pseudonyms';
import { type ReleaseRow, readRelease } from './row';
import type { ArticleFilter, Frozen, SplitName } from './schema';
import { type Splittable, splitArticles } from './splits';

/** Freezing may read for long; the limit only ends what hangs. */
const TIMEOUT_MS = 60 * 60 * 1000;
/** Articles written to the database at a time. */
const BATCH = 50;
/** Copies that are looked at so that they stay together. */
const MOST_PAIRS = 500_000;
const MEASURE = { measure: 'krippendorff_alpha_nominal', unit: 'token' } as const;
const THING = { layers: 'layer', codes: 'code', coders: 'coder' } as const;

interface Options {
  readonly now: Date;
  readonly signal?: AbortSignal;
}

/**
 * Writes down what a release holds, once: each article with its annotations as one snapshot of the
 * project shows them to the person, the splits, and what it all was made from. What is frozen already
 * is left as it is. Errors: `not_found`, `invalid_input` (the filter names what the project does not
 * have, or keeps nothing), those of `inProject` with `datasets.release`.
 */
export async function freezeRelease(
  actor: Actor,
  releaseId: string,
  { now, signal }: Options,
): Promise<Result<Frozen>> {
  const before = await inProject(actor, 'datasets.release', async (tx) =>
    ok(await readRelease(tx, releaseId)),
  );
  if (!before.ok) return before;
  if (!before.value) return err('not_found', 'There is no such release.');
  if (before.value.frozen) return ok(before.value.frozen);
  const agreement = await measured(actor, before.value);
  return inProject(
    actor,
    'datasets.release',
    async (tx) => {
      const release = await readRelease(tx, releaseId, true);
      if (!release) return err('not_found', 'There is no such release.');
      if (release.frozen) return ok(release.frozen);
      const unknown = await unknownName(tx, release.spec.filter);
      if (unknown) {
        const { field, name } = unknown;
        return err('invalid_input', `The project has no ${THING[field]} “${name}”.`, { field });
      }
      const written = await writeArticles(tx, release, agreement, signal);
      if (written.counts.articles === 0) {
        return err('invalid_input', 'Nothing in the project fits these filters.');
      }
      const splitCounts = await writeSplits(tx, release, written.articles);
      const { project, codebook, history } = await exportOrigin(tx);
      const [current] = await tx.sql<{ id: string | null }>(
        'SELECT codebook_version_id::text AS id FROM projects WHERE id = $1::uuid',
        tx.projectId,
      );
      const frozen: Frozen = {
        at: now.toISOString(),
        version: packageJson.version,
        project,
        codebook: { ...codebook, versions_used: [...written.versions].sort((a, b) => a - b) },
        codebookVersionId: current?.id ?? null,
        history,
        counts: { ...written.counts },
        splitCounts,
        relationsLost: written.relationsLost,
        coders: written.coders.size,
        languages: Object.fromEntries([...written.languages].sort(([a], [b]) => (a < b ? -1 : 1))),
        agreement: agreement === null ? null : { ...MEASURE, value: agreement.score.value ?? null },
      };
      await tx.sql(
        `UPDATE releases SET frozen = $3::json, total = $4::int, done = 0
          WHERE project_id = $1::uuid AND id = $2::uuid`,
        tx.projectId,
        releaseId,
        JSON.stringify(frozen),
        written.counts.articles * release.spec.formats.length,
      );
      return ok(frozen);
    },
    { snapshot: true, timeoutMs: TIMEOUT_MS },
  );
}

/** How far coders agree on what the filter keeps; null where the person or the data allow no answer. */
async function measured(actor: Actor, { spec }: ReleaseRow): Promise<AgreementDto | null> {
  const { layers, codes, coders } = spec.filter;
  const people = coders.filter((one) => one !== 'gold');
  const scope = { layers, codes, coders: people, articles: [] };
  const found = await getAgreement(actor, { ...MEASURE, scope });
  return found.ok ? found.value : null;
}

interface Written {
  readonly counts: ExportCounts;
  readonly versions: ReadonlySet<number>;
  readonly coders: ReadonlySet<string>;
  readonly languages: ReadonlyMap<string, number>;
  readonly relationsLost: number;
  readonly articles: readonly WrittenArticle[];
}

interface WrittenArticle {
  readonly articleId: string;
  readonly name: string;
  readonly publisher: string | null;
  readonly month: string | null;
  readonly versionId: string;
  readonly counts: ExportCounts;
  /** Of each relation the other articles' versions in which its ends stand. */
  readonly farVersions: readonly (readonly string[])[];
}

async function writeArticles(
  tx: ProjectTx,
  { id, spec, pseudonymKey }: ReleaseRow,
  agreement: AgreementDto | null,
  signal: AbortSignal | undefined,
): Promise<Written> {
  const counts: ExportCounts = { ...NO_COUNTS };
  const versions = new Set<number>();
  const coders = new Set<string>();
  const languages = new Map<string, number>();
  const articles: WrittenArticle[] = [];
  const low = tooLittleAgreed(agreement, spec.articles);
  let relationsLost = 0;
  let batch: { version: string; document: string }[] = [];
  const write = async () => {
    await insertArticles(tx, id, articles.length - batch.length, batch);
    batch = [];
  };
  const earlier = spec.formats.some((format) => WRITERS[format]().earlier === true);
  for await (const part of exportArticles(tx, spec.filter, { earlier })) {
    signal?.throwIfAborted();
    const isIn = (one: FarEnd) => isWanted(one, spec.articles) && !low.has(one.articleId);
    if (!isIn(part.article)) continue;
    const ends = await readFarEnds(tx, part.article);
    const cut = (one: ExportRelation) =>
      [one.from, one.to].some((end) => ends.has(end) && !isIn(ends.get(end) ?? part.article));
    const kept = part.article.relations.filter((one) => !cut(one));
    const whole = { ...part.article, relations: kept };
    const article = spec.anonymise ? pseudonymise(whole, pseudonymKey) : whole;
    relationsLost += part.relationsLost + part.article.relations.length - kept.length;
    const own: ExportCounts = { ...NO_COUNTS };
    countArticle(own, article);
    countArticle(counts, article);
    for (const one of [...article.annotations, ...article.earlier])
      versions.add(one.codebookVersion);
    for (const { coder } of article.codings) coders.add(coder.id);
    const language = article.language ?? 'und';
    languages.set(language, (languages.get(language) ?? 0) + 1);
    const far = kept.map(({ from, to }) => [from, to].flatMap((end) => ends.get(end) ?? []));
    articles.push({
      ...aboutArticle(article),
      versionId: article.id,
      counts: own,
      farVersions: far.map((all) => all.map(({ versionId }) => versionId)),
    });
    const { text: _, ...rest } = article;
    batch.push({ version: article.id, document: JSON.stringify(rest) });
    if (batch.length >= BATCH) await write();
  }
  await write();
  return { counts, versions, coders, languages, relationsLost, articles };
}

function aboutArticle({ articleId, name, metadata }: ExportArticle) {
  const { publisher, published_at: published } = metadata;
  return {
    articleId,
    name,
    publisher: typeof publisher === 'string' ? publisher : null,
    month: typeof published === 'string' ? published.slice(0, 7) : null,
  };
}

function isWanted(
  { metadata }: Pick<ExportArticle, 'metadata'>,
  { publishers, from, to }: ArticleFilter,
): boolean {
  const { publisher, published_at: published } = metadata;
  const day = typeof published === 'string' ? published.slice(0, 10) : null;
  if (publishers.length > 0 && !publishers.includes(String(publisher ?? ''))) return false;
  if (from !== null && (day === null || day < from)) return false;
  return to === null || (day !== null && day <= to);
}

/** Articles that were measured and lie below the floor. */
function tooLittleAgreed(
  agreement: AgreementDto | null,
  { minAgreement }: ArticleFilter,
): ReadonlySet<string> {
  if (minAgreement === null || agreement === null) return new Set();
  const below = agreement.perArticle.filter(
    ({ score }) => score.value !== null && score.value < minAgreement,
  );
  return new Set(below.map(({ id }) => id));
}

async function insertArticles(
  tx: ProjectTx,
  releaseId: string,
  from: number,
  batch: readonly { version: string; document: string }[],
): Promise<void> {
  if (batch.length === 0) return;
  await tx.sql(
    `INSERT INTO release_articles (project_id, release_id, position, article_version_id, document)
     SELECT $1::uuid, $2::uuid, $3::int + x.no::int, x.version::uuid, x.document::json
       FROM unnest($4::text[], $5::text[]) WITH ORDINALITY AS x (version, document, no)`,
    tx.projectId,
    releaseId,
    from,
    batch.map(({ version }) => version),
    batch.map(({ document }) => document),
  );
}

async function writeSplits(
  tx: ProjectTx,
  { id, spec }: ReleaseRow,
  articles: readonly WrittenArticle[],
): Promise<Frozen['splitCounts']> {
  if (spec.splits === null) return null;
  const clusters = clustersOf(await readPairs(tx, null, MOST_PAIRS));
  const clusterOf = new Map(clusters.flatMap((ids, no) => ids.map((one) => [one, `copies ${no}`])));
  const splittable = articles.map(
    (one): Splittable => ({ ...one, cluster: clusterOf.get(one.articleId) ?? one.articleId }),
  );
  const splits = splitArticles(splittable, spec.splits);
  await tx.sql(
    `INSERT INTO release_splits (project_id, release_id, position, split)
     SELECT $1::uuid, $2::uuid, x.no::int, x.split
       FROM unnest($3::text[]) WITH ORDINALITY AS x (split, no)`,
    tx.projectId,
    id,
    splits,
  );
  const sums: Record<SplitName, ExportCounts> = {
    train: { ...NO_COUNTS },
    dev: { ...NO_COUNTS },
    test: { ...NO_COUNTS },
  };
  const splitOf = new Map(articles.map(({ versionId }, index) => [versionId, splits[index]]));
  for (const [index, { counts, farVersions }] of articles.entries()) {
    const split = splits[index];
    if (!split) continue;
    // A relation with an end in another split is left out of both (`writeSplit` counts it as lost).
    sums[split].relations -= farVersions.filter((versions) =>
      versions.some((one) => splitOf.get(one) !== split),
    ).length;
    for (const what of Object.keys(counts) as (keyof ExportCounts)[]) {
      sums[split][what] += counts[what];
    }
  }
  return { train: { ...sums.train }, dev: { ...sums.dev }, test: { ...sums.test } };
}
