import type { ExportAnnotation, ExportArticle, ExportPerson } from '@/lib/releases/schema';
import type { Tally } from './writer';

/** What a format carries beyond passages with a name. */
export interface Carries {
  readonly articleLabels?: boolean;
  readonly articleMetadata?: boolean;
  readonly attributes?: boolean;
  readonly memos?: boolean;
  readonly composites?: boolean;
  readonly relations?: boolean;
  readonly reviews?: boolean;
  /** Revision numbers, authors and times. */
  readonly revisions?: boolean;
  /** Passages in several pieces as one. */
  readonly discontinuous?: boolean;
}

/** Counts what a format leaves out of an article, by what it carries. */
export function countLosses(article: ExportArticle, losses: Tally, carries: Carries): void {
  const { annotations, relations } = article;
  const spans = annotations.filter(({ kind }) => kind === 'span');
  const labels = annotations.filter(({ kind }) => kind === 'article');
  const composites = annotations.filter(({ kind }) => kind === 'composite');
  const carried = [
    ...spans,
    ...(carries.articleLabels ? labels : []),
    ...(carries.composites ? composites : []),
  ];
  if (!carries.articleMetadata) losses.add('article_metadata');
  if (!carries.articleLabels) losses.add('article_label', labels.length);
  if (!carries.composites) losses.add('composite_not_carried', composites.length);
  if (!carries.relations) losses.add('relation_not_carried', relations.length);
  const of = (test: (one: ExportAnnotation) => boolean) => carried.filter(test).length;
  if (!carries.attributes) {
    losses.add(
      'attributes_not_carried',
      of(({ attributes, confidence }) => Object.keys(attributes).length > 0 || confidence !== null),
    );
  }
  if (!carries.memos)
    losses.add(
      'memo_not_carried',
      of(({ memo }) => memo !== null),
    );
  if (!carries.reviews) {
    losses.add(
      'review_state',
      of(({ review }) => review.state !== 'unreviewed'),
    );
  }
  if (!carries.revisions) losses.add('revision_number_and_time', carried.length);
  if (!carries.discontinuous) {
    losses.add(
      'fragments_apart',
      of(({ fragments }) => fragments.length > 1),
    );
  }
  for (const { revision } of annotations) losses.add('earlier_revisions', revision - 1);
}

/** Everyone with a coding or an annotation of an article, in the order of the codings. */
export function codersOf(article: ExportArticle): ExportPerson[] {
  const coders = new Map<string, ExportPerson>();
  for (const { coder } of [...article.codings, ...article.annotations]) {
    if (!coders.has(coder.id)) coders.set(coder.id, coder);
  }
  return [...coders.values()];
}

/** The name of an annotation's type: that of its first file or mapped scheme, else its code. */
export const typeOf = ({ externalType, code }: ExportAnnotation) => externalType ?? code;
