import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';

/** What a column of a table can be of an article; every other column is kept as metadata. */
export const ARTICLE_FIELDS = [
  'text',
  'title',
  'url',
  'id',
  'publisher',
  'byline',
  'published_at',
  'modified_at',
  'language',
  'lede',
  'section',
  'keywords',
  'image_url',
] as const;
export const articleFieldSchema = z.enum(ARTICLE_FIELDS);
export type ArticleField = z.infer<typeof articleFieldSchema>;

const columnName = z.string().trim().min(1).max(200).refine(isStorable, NOT_STORABLE);

/** Which column of a table holds which part of an article, by the column's name. */
export const columnMappingSchema = z
  .partialRecord(articleFieldSchema, columnName)
  .refine(
    (mapping) =>
      new Set(Object.values(mapping).map(columnKey)).size === Object.keys(mapping).length,
    'One column is given two meanings.',
  );
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** Names under which tables of news have these; compared without case, spaces and signs. */
const USUAL_NAMES: Readonly<Record<ArticleField, readonly string[]>> = {
  text: ['text', 'body', 'content', 'fulltext', 'articletext', 'articlebody', 'texte', 'maintext'],
  title: ['title', 'headline', 'titre', 'heading'],
  url: ['url', 'link', 'permalink', 'sourceurl', 'articleurl', 'lien'],
  id: ['id', 'articleid', 'docid', 'documentid', 'guid', 'uuid'],
  publisher: ['publisher', 'source', 'outlet', 'media', 'medianame', 'publication', 'newspaper'],
  byline: ['byline', 'author', 'authors', 'auteur', 'writer'],
  published_at: ['publishedat', 'date', 'published', 'publishdate', 'publicationdate', 'pubdate'],
  modified_at: ['modifiedat', 'modified', 'updated', 'updatedat', 'lastmodified'],
  language: ['language', 'lang', 'langue'],
  lede: ['lede', 'lead', 'description', 'summary', 'abstract', 'standfirst', 'chapo'],
  section: ['section', 'category', 'rubric', 'rubrique', 'desk'],
  keywords: ['keywords', 'tags', 'topics', 'motscles'],
  image_url: ['imageurl', 'image', 'picture', 'thumbnail'],
};

/** The name by which a column is found: without case and the blanks around it. */
export function columnKey(name: string): string {
  return name.trim().toLowerCase();
}

/**
 * What the columns of a table probably are. A column that is named as the field itself comes before
 * other usual names; the first column that fits is taken.
 */
export function guessColumns(names: readonly string[]): ColumnMapping {
  const bare = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const mapping: ColumnMapping = {};
  const taken = new Set<string>();
  for (const field of ARTICLE_FIELDS) {
    for (const usual of [field.replaceAll('_', ''), ...USUAL_NAMES[field]]) {
      const found = names.find((name) => bare(name) === usual && !taken.has(name));
      if (found === undefined) continue;
      mapping[field] = found;
      taken.add(found);
      break;
    }
  }
  return mapping;
}

/**
 * The columns' names (as `columnKey` gives them) with those that a mapping names called by their
 * field. A column that bears the name of a field which another column is gets out of its way. Answers
 * which column is missing, in words, when the table lacks one of the mapping's.
 */
export function applyMapping(
  names: readonly string[],
  mapping: ColumnMapping,
): readonly string[] | string {
  const fieldOf = new Map<string, ArticleField>();
  for (const field of ARTICLE_FIELDS) {
    const column = mapping[field];
    if (column === undefined) continue;
    if (!names.includes(columnKey(column))) return `There is no column \`${column.trim()}\`.`;
    fieldOf.set(columnKey(column), field);
  }
  const given = new Set<string>(fieldOf.values());
  return names.map((name) => fieldOf.get(name) ?? (given.has(name) ? `${name} (column)` : name));
}
