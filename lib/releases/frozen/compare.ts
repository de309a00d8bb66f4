import type { Actor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import type { ExportAnnotation, ExportArticle } from '../schema';
import { readPage } from './build';
import { getRelease } from './queries';
import type { DiffCounts, ReleaseDiff } from './schema';

/** Differences that are shown, not only counted. */
const SAMPLES = 200;

/**
 * What a release has against an earlier one: articles by their name and text, annotations and
 * relations by their ids; changed is what has another revision or review. Errors: `not_found`,
 * `conflict` (one of them is not frozen).
 */
export async function compareReleases(
  actor: Actor,
  fromId: string,
  toId: string,
): Promise<Result<ReleaseDiff>> {
  const ends = [await getRelease(actor, fromId), await getRelease(actor, toId)];
  for (const end of ends) {
    if (!end.ok) return end;
    if (!end.value.release.frozen) return err('conflict', 'This release is not ready.');
  }
  const before = await inventory(actor, fromId);
  if (!before.ok) return before;
  const after = await inventory(actor, toId);
  if (!after.ok) return after;
  return ok({
    articles: compare(before.value.articles, after.value.articles),
    annotations: compare(before.value.annotations, after.value.annotations),
    relations: compare(before.value.relations, after.value.relations),
    samples: samplesOf(before.value, after.value),
  });
}

interface Inventory {
  /** By name: the text's hash. */
  readonly articles: Map<string, string>;
  /** By id: what would have to be the same. */
  readonly annotations: Map<string, string>;
  readonly relations: Map<string, string>;
  readonly about: Map<string, { article: string; code: string; words: string }>;
}

async function inventory(actor: Actor, releaseId: string): Promise<Result<Inventory>> {
  const all: Inventory = {
    articles: new Map(),
    annotations: new Map(),
    relations: new Map(),
    about: new Map(),
  };
  let after = 0;
  for (;;) {
    const page = await readPage(actor, releaseId, null, after);
    if (!page.ok) return page;
    for (const { article } of page.value) take(all, article);
    const last = page.value.at(-1);
    if (!last) return ok(all);
    after = last.position;
  }
}

function take(all: Inventory, article: ExportArticle): void {
  all.articles.set(article.name, article.textSha256);
  for (const one of article.annotations) {
    all.annotations.set(one.id, `${one.revision} ${one.review.state}`);
    all.about.set(one.id, {
      article: article.title,
      code: one.code,
      words: wordsOf(one),
    });
  }
  for (const { id, revision } of article.relations) all.relations.set(id, String(revision));
}

const wordsOf = ({ fragments }: ExportAnnotation) =>
  fragments
    .map(({ quote }) => quote)
    .join(' ')
    .slice(0, 200);

function compare(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): DiffCounts {
  let [added, changed, same] = [0, 0, 0];
  for (const [id, state] of after) {
    const was = before.get(id);
    if (was === undefined) added += 1;
    else if (was === state) same += 1;
    else changed += 1;
  }
  return { added, changed, same, dropped: before.size - changed - same };
}

function samplesOf(before: Inventory, after: Inventory): ReleaseDiff['samples'] {
  const samples: ReleaseDiff['samples'][number][] = [];
  const add = (kind: 'added' | 'changed' | 'dropped', id: string, about: Inventory['about']) => {
    const told = about.get(id);
    if (told && samples.length < SAMPLES) samples.push({ kind, annotationId: id, ...told });
  };
  for (const id of before.annotations.keys()) {
    if (!after.annotations.has(id)) add('dropped', id, before.about);
  }
  for (const [id, state] of after.annotations) {
    const was = before.annotations.get(id);
    if (was !== state) add(was === undefined ? 'added' : 'changed', id, after.about);
  }
  return samples;
}
