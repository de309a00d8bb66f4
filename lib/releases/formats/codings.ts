import type {
  ExportAnnotation,
  ExportArticle,
  ExportPerson,
  ExportRelation,
} from '@/lib/releases/schema';
import { codersOf } from './plain-losses';

/** What one person marked in an article, for formats that have a document for each. */
export interface CodingOf {
  readonly coder: ExportPerson;
  /** Passages alone. */
  readonly spans: readonly ExportAnnotation[];
  /** Those between two of these passages. */
  readonly relations: readonly ExportRelation[];
}

/** The passages of each coder of an article, with the relations between them. */
export function codingsOf(article: ExportArticle): CodingOf[] {
  return codersOf(article).map((coder) => {
    const spans = article.annotations.filter(
      (one) => one.kind === 'span' && one.coder.id === coder.id,
    );
    const here = new Set(spans.map(({ id }) => id));
    const relations = article.relations.filter(({ from, to }) => here.has(from) && here.has(to));
    return { coder, spans, relations };
  });
}
