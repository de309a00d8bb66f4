import type { ExportArticle, ExportFragment } from '@/lib/releases/schema';
import { type Column, type ParquetCell, ParquetTable } from './parquet-table';
import { revisionsOf } from './revisions';
import { annotationText, type FileChunk, type FormatWriter } from './writer';

/**
 * The files of a Parquet export and their columns: flat tables, one annotation revision a row in
 * `annotations`, its fragments there as a list of structs and in `fragments` a row each. Objects whose keys
 * are the project's own (attributes, metadata) are JSON in a string.
 */
export const PARQUET_TABLES = {
  'articles.parquet': [
    { name: 'id', type: 'string' },
    { name: 'article_id', type: 'string' },
    { name: 'version', type: 'int32' },
    { name: 'name', type: 'string' },
    { name: 'url', type: 'string', nullable: true },
    { name: 'title', type: 'string', prose: true },
    { name: 'language', type: 'string', nullable: true },
    { name: 'publisher', type: 'string', nullable: true },
    { name: 'published_at', type: 'timestamp', nullable: true },
    { name: 'text', type: 'string', prose: true },
    { name: 'text_sha256', type: 'string' },
    { name: 'metadata', type: 'string', prose: true },
  ],
  'annotations.parquet': [
    { name: 'id', type: 'string' },
    { name: 'revision', type: 'int32' },
    { name: 'is_head', type: 'boolean' },
    { name: 'deleted', type: 'boolean' },
    { name: 'article_version_id', type: 'string' },
    { name: 'kind', type: 'string' },
    { name: 'layer', type: 'string' },
    { name: 'code', type: 'string' },
    { name: 'fragments', type: 'fragments' },
    { name: 'text', type: 'string', prose: true },
    { name: 'members', type: 'members' },
    { name: 'attributes', type: 'string', prose: true },
    { name: 'confidence', type: 'int32', nullable: true },
    { name: 'memo', type: 'string', prose: true, nullable: true },
    { name: 'coder', type: 'string' },
    { name: 'coder_id', type: 'string' },
    { name: 'author', type: 'string' },
    { name: 'author_id', type: 'string' },
    { name: 'created_at', type: 'timestamp' },
    { name: 'codebook_version', type: 'int32' },
    { name: 'review_state', type: 'string' },
    { name: 'reviewer', type: 'string', nullable: true },
    { name: 'decided_at', type: 'timestamp', nullable: true },
    { name: 'reason', type: 'string', prose: true, nullable: true },
    { name: 'external', type: 'string', prose: true, nullable: true },
  ],
  'fragments.parquet': [
    { name: 'annotation_id', type: 'string' },
    { name: 'revision', type: 'int32' },
    { name: 'is_head', type: 'boolean' },
    { name: 'article_version_id', type: 'string' },
    { name: 'position', type: 'int32' },
    { name: 'start', type: 'int32' },
    { name: 'end', type: 'int32' },
    { name: 'quote', type: 'string', prose: true },
  ],
  'relations.parquet': [
    { name: 'id', type: 'string' },
    { name: 'revision', type: 'int32' },
    { name: 'article_version_id', type: 'string' },
    { name: 'type', type: 'string' },
    { name: 'from', type: 'string' },
    { name: 'to', type: 'string' },
    { name: 'attributes', type: 'string', prose: true },
    { name: 'memo', type: 'string', prose: true, nullable: true },
    { name: 'coder', type: 'string' },
    { name: 'coder_id', type: 'string' },
    { name: 'created_at', type: 'timestamp' },
    { name: 'external', type: 'string', prose: true, nullable: true },
  ],
  'decisions.parquet': [
    { name: 'id', type: 'string' },
    { name: 'annotation_id', type: 'string' },
    { name: 'revision', type: 'int32' },
    { name: 'kind', type: 'string' },
    { name: 'reason', type: 'string', prose: true, nullable: true },
    { name: 'amended_revision', type: 'int32', nullable: true },
    { name: 'reviewer', type: 'string' },
    { name: 'reviewer_id', type: 'string' },
    { name: 'decided_at', type: 'timestamp' },
  ],
  'codings.parquet': [
    { name: 'article_version_id', type: 'string' },
    { name: 'coder', type: 'string' },
    { name: 'coder_id', type: 'string' },
    { name: 'state', type: 'string' },
  ],
} as const satisfies Readonly<Record<string, readonly Column[]>>;

export type ParquetFile = keyof typeof PARQUET_TABLES;

export const PARQUET_FILES = Object.keys(PARQUET_TABLES) as readonly ParquetFile[];

/** One table a file, typed. Loses nothing of what is kept. */
export function createParquetWriter(): FormatWriter {
  const tables = new Map(
    PARQUET_FILES.map((file) => [file, new ParquetTable(PARQUET_TABLES[file])] as const),
  );
  return {
    earlier: true,
    start: () => [],
    *article(article): Generator<FileChunk> {
      for (const [file, table] of tables) {
        for (const row of PARQUET_ROWS[file](article)) {
          const data = table.add(row);
          if (data) yield { file, data };
        }
      }
    },
    *finish(): Generator<FileChunk> {
      for (const [file, table] of tables) yield { file, data: table.finish(), last: true };
    },
    report: () => ({ losses: {}, normalised: {} }),
  };
}

const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

const fragmentOf = ({ start, end, quote }: ExportFragment) => ({ start, end, quote });

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The rows that an article gives each table, in the order of its columns. */
export const PARQUET_ROWS: Readonly<
  Record<ParquetFile, (article: ExportArticle) => ParquetCell[][]>
> = {
  'articles.parquet': (article) => [
    [
      ...[article.id, article.articleId, article.version, article.name, article.url],
      ...[article.title, article.language, text(article.metadata.publisher)],
      text(article.metadata.published_at),
      ...[article.text, article.textSha256, JSON.stringify(article.metadata)],
    ],
  ],
  'annotations.parquet': (article) =>
    revisionsOf(article).map(({ one, isHead }) => [
      ...[one.id, one.revision, isHead, one.deleted, article.id, one.kind, one.layer, one.code],
      one.fragments.map(fragmentOf),
      annotationText(one.fragments),
      one.members.map(({ role, annotationId }) => ({ role, annotation_id: annotationId })),
      ...[JSON.stringify(one.attributes), one.confidence, one.memo, one.coder.name, one.coder.id],
      ...[one.author.name, one.author.id, one.createdAt, one.codebookVersion, one.review.state],
      ...[one.review.reviewer, one.review.decidedAt, one.review.reason, json(one.externalRef)],
    ]),
  'fragments.parquet': (article) =>
    revisionsOf(article).flatMap(({ one, isHead }) =>
      one.fragments.map(({ start, end, quote }, position) => [
        ...[one.id, one.revision, isHead, article.id, position, start, end, quote],
      ]),
    ),
  'relations.parquet': (article) =>
    article.relations.map((one) => [
      ...[one.id, one.revision, article.id, one.type, one.from, one.to],
      ...[JSON.stringify(one.attributes), one.memo, one.coder.name, one.coder.id, one.createdAt],
      json(one.externalRef),
    ]),
  'decisions.parquet': (article) =>
    article.decisions.map((one) => [
      ...[one.id, one.annotationId, one.revision, one.kind, one.reason, one.amendedRevision],
      ...[one.reviewer.name, one.reviewer.id, one.decidedAt],
    ]),
  'codings.parquet': (article) =>
    article.codings.map(({ coder, state }) => [article.id, coder.name, coder.id, state]),
};
