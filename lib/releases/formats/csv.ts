import type { ExportArticle } from '@/lib/releases/schema';
import { type Cell, csvRecord } from '@/lib/text/csv-cells';
import { revisionsOf } from './revisions';
import { annotationText, type FileChunk, type FormatWriter } from './writer';

/** The files of a CSV export and their columns, in order. Lists and objects are JSON in a cell. */
export const CSV_TABLES = {
  'articles.csv': [
    'id',
    'article_id',
    'version',
    'name',
    'url',
    'title',
    'language',
    'text',
    'text_sha256',
    'metadata',
  ],
  'annotations.csv': [
    'id',
    'revision',
    'is_head',
    'deleted',
    'article_version_id',
    'kind',
    'layer',
    'code',
    'fragments',
    'text',
    'attributes',
    'confidence',
    'memo',
    'coder',
    'coder_id',
    'author',
    'author_id',
    'created_at',
    'codebook_version',
    'review_state',
    'reviewer',
    'decided_at',
    'reason',
    'external',
  ],
  'members.csv': ['annotation_id', 'revision', 'position', 'role', 'member_id'],
  'relations.csv': [
    'id',
    'revision',
    'article_version_id',
    'type',
    'from',
    'to',
    'attributes',
    'memo',
    'coder',
    'coder_id',
    'created_at',
    'external',
  ],
  'decisions.csv': [
    'id',
    'annotation_id',
    'revision',
    'kind',
    'reason',
    'amended_revision',
    'reviewer',
    'reviewer_id',
    'decided_at',
  ],
  'codings.csv': ['article_version_id', 'coder', 'coder_id', 'state'],
} as const;

export type CsvFile = keyof typeof CSV_TABLES;

const FILES = Object.keys(CSV_TABLES) as readonly CsvFile[];

/**
 * One table a file. `annotations.csv` has one annotation revision a row, oldest first; the current
 * ones have `is_head` true. Loses nothing of what is kept.
 */
export function createCsvWriter(): FormatWriter {
  return {
    earlier: true,
    *start(): Generator<FileChunk> {
      for (const file of FILES) yield { file, data: csvRecord(CSV_TABLES[file]) };
    },
    *article(article): Generator<FileChunk> {
      for (const file of FILES) {
        const data = ROWS[file](article).map(csvRecord).join('');
        if (data) yield { file, data };
      }
    },
    *finish(): Generator<FileChunk> {
      for (const file of FILES) yield { file, data: '', last: true };
    },
    report: () => ({ losses: {}, normalised: {} }),
  };
}

const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

const ROWS: Readonly<Record<CsvFile, (article: ExportArticle) => Cell[][]>> = {
  'articles.csv': (article) => [
    [
      article.id,
      article.articleId,
      article.version,
      article.name,
      article.url,
      article.title,
      article.language,
      article.text,
      article.textSha256,
      json(article.metadata),
    ],
  ],
  'annotations.csv': (article) =>
    revisionsOf(article).map(({ one, isHead }) => [
      one.id,
      one.revision,
      isHead,
      one.deleted,
      article.id,
      one.kind,
      one.layer,
      one.code,
      json(one.fragments.map(({ start, end }) => [start, end])),
      annotationText(one.fragments),
      json(one.attributes),
      one.confidence,
      one.memo,
      one.coder.name,
      one.coder.id,
      one.author.name,
      one.author.id,
      one.createdAt,
      one.codebookVersion,
      one.review.state,
      one.review.reviewer,
      one.review.decidedAt,
      one.review.reason,
      json(one.externalRef),
    ]),
  'members.csv': (article) =>
    revisionsOf(article).flatMap(({ one }) =>
      one.members.map(({ role, annotationId }, position) => [
        one.id,
        one.revision,
        position,
        role,
        annotationId,
      ]),
    ),
  'relations.csv': (article) =>
    article.relations.map((one) => [
      one.id,
      one.revision,
      article.id,
      one.type,
      one.from,
      one.to,
      json(one.attributes),
      one.memo,
      one.coder.name,
      one.coder.id,
      one.createdAt,
      json(one.externalRef),
    ]),
  'decisions.csv': (article) =>
    article.decisions.map((one) => [
      one.id,
      one.annotationId,
      one.revision,
      one.kind,
      one.reason,
      one.amendedRevision,
      one.reviewer.name,
      one.reviewer.id,
      one.decidedAt,
    ]),
  'codings.csv': (article) =>
    article.codings.map(({ coder, state }) => [article.id, coder.name, coder.id, state]),
};
