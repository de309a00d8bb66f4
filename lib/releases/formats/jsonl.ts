import { groupBy } from '@/lib/group-by';
import type {
  ExportAnnotation,
  ExportArticle,
  ExportDecision,
  ExportRelation,
} from '@/lib/releases/schema';
import { annotationText, type FileChunk, type FormatWriter } from './writer';

export const JSONL_FILE = 'articles.jsonl';

/**
 * One article version a line, each line one JSON object and a line feed. Offsets are code points,
 * half-open. Loses nothing of what is kept: an annotation carries the revisions before its current
 * one, and every decision about it.
 */
export function createJsonlWriter(): FormatWriter {
  return {
    earlier: true,
    *start() {},
    *article(article): Generator<FileChunk> {
      yield { file: JSONL_FILE, data: `${JSON.stringify(toLine(article))}\n` };
    },
    *finish() {
      yield { file: JSONL_FILE, data: '', last: true };
    },
    report: () => ({ losses: {}, normalised: {} }),
  };
}

function toLine(article: ExportArticle) {
  const earlier = groupBy(article.earlier, ({ id }) => id);
  const decisions = groupBy(article.decisions, ({ annotationId }) => annotationId);
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
    annotations: article.annotations.map((one) => ({
      ...toAnnotation(one),
      earlier: (earlier.get(one.id) ?? []).map(toEarlier),
      decisions: (decisions.get(one.id) ?? []).map(toDecision),
    })),
    relations: article.relations.map(toRelation),
  };
}

function toAnnotation(one: ExportAnnotation) {
  return {
    id: one.id,
    revision: one.revision,
    kind: one.kind,
    layer: one.layer,
    ...toContent(one),
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

/** What a revision says. */
function toContent(one: ExportAnnotation) {
  return {
    code: one.code,
    fragments: one.fragments.map(({ start, end }) => [start, end]),
    text: annotationText(one.fragments),
    attributes: one.attributes,
    members: one.members.map(({ role, annotationId }) => ({ role, annotation: annotationId })),
    memo: one.memo,
    confidence: one.confidence,
  };
}

function toEarlier(one: ExportAnnotation) {
  return {
    revision: one.revision,
    ...toContent(one),
    deleted: one.deleted,
    author: one.author.name,
    author_id: one.author.id,
    created_at: one.createdAt,
    codebook_version: one.codebookVersion,
  };
}

function toDecision(one: ExportDecision) {
  return {
    id: one.id,
    revision: one.revision,
    kind: one.kind,
    reason: one.reason,
    amended_revision: one.amendedRevision,
    reviewer: one.reviewer.name,
    reviewer_id: one.reviewer.id,
    decided_at: one.decidedAt,
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
