import type { ExportAnnotation, ExportArticle, ExportRelation } from '@/lib/releases/schema';
import { annotationText, type FileChunk, type FormatWriter, Tally } from './writer';

export const JSONL_FILE = 'articles.jsonl';

/**
 * One article version a line, each line one JSON object and a line feed. Offsets are code points,
 * half-open. Carries everything but what came before each annotation's current revision and latest
 * decision.
 */
export function createJsonlWriter(): FormatWriter {
  const losses = new Tally();
  return {
    *start() {},
    *article(article): Generator<FileChunk> {
      const decided = new Set(article.decisions.map(({ annotationId }) => annotationId));
      losses.add('earlier_decisions', article.decisions.length - decided.size);
      for (const { revision } of article.annotations) losses.add('earlier_revisions', revision - 1);
      yield { file: JSONL_FILE, data: `${JSON.stringify(toLine(article))}\n` };
    },
    *finish() {
      yield { file: JSONL_FILE, data: '', last: true };
    },
    report: () => ({ losses: losses.toCounts(), normalised: {} }),
  };
}

function toLine(article: ExportArticle) {
  return {
    id: article.id,
    url: article.url,
    title: article.title,
    language: article.language,
    text: article.text,
    text_sha256: article.textSha256,
    metadata: {
      ...article.metadata,
      article_id: article.articleId,
      version: article.version,
      name: article.name,
    },
    annotations: article.annotations.map(toAnnotation),
    relations: article.relations.map(toRelation),
  };
}

function toAnnotation(one: ExportAnnotation) {
  return {
    id: one.id,
    revision: one.revision,
    kind: one.kind,
    layer: one.layer,
    code: one.code,
    fragments: one.fragments.map(({ start, end }) => [start, end]),
    text: annotationText(one.fragments),
    attributes: one.attributes,
    members: one.members.map(({ role, annotationId }) => ({ role, annotation: annotationId })),
    memo: one.memo,
    confidence: one.confidence,
    coder: one.coder.name,
    coder_id: one.coder.id,
    author: one.author.name,
    author_id: one.author.id,
    created_at: one.createdAt,
    codebook_version: one.codebookVersion,
    review: {
      state: one.review.state,
      reviewer: one.review.reviewer,
      decided_at: one.review.decidedAt,
      reason: one.review.reason,
    },
    external: one.externalRef,
  };
}

function toRelation(one: ExportRelation) {
  return {
    id: one.id,
    type: one.type,
    from: one.from,
    to: one.to,
    revision: one.revision,
    attributes: one.attributes,
    memo: one.memo,
    coder: one.coder.name,
    coder_id: one.coder.id,
    created_at: one.createdAt,
    external: one.externalRef,
  };
}
