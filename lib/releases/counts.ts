import type { ExportArticle } from './schema';

/** Counts what an export holds, one article at a time. */
export interface ExportCounts {
  articles: number;
  codings: number;
  annotations: number;
  /** Of these annotations, from the first to the current one. */
  revisions: number;
  discontinuous: number;
  attributions: number;
  members: number;
  relations: number;
  decisions: number;
}

export const NO_COUNTS: ExportCounts = {
  articles: 0,
  codings: 0,
  annotations: 0,
  revisions: 0,
  discontinuous: 0,
  attributions: 0,
  members: 0,
  relations: 0,
  decisions: 0,
};

/** Of what is counted record by record: a coding need not be one. */
const { codings: _, ...records } = NO_COUNTS;
export const NO_RECORDS: Omit<ExportCounts, 'codings'> = records;

/** Adds one article to the counts. */
export function countArticle(counts: ExportCounts, article: ExportArticle): void {
  counts.articles += 1;
  counts.codings += article.codings.length;
  counts.annotations += article.annotations.length;
  counts.relations += article.relations.length;
  counts.decisions += article.decisions.length;
  for (const { kind, revision, fragments, members } of article.annotations) {
    counts.revisions += revision;
    if (fragments.length > 1) counts.discontinuous += 1;
    if (kind === 'composite') counts.attributions += 1;
    counts.members += members.length;
  }
}
