import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { extractPage } from '@/lib/ingest/formats/html';
import { titleFromText } from '@/lib/ingest/formats/plain';
import { READERS } from '@/lib/ingest/readers';
import { DEFAULT_LIMITS, type IncomingArticle, type IngestFormat } from '@/lib/ingest/schema';
import { IMPORTER_VERSION, withLanguage } from '@/lib/ingest/store-articles';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { textDirection } from '@/lib/text/language';
import { readerOf } from './rules';
import type { ExtractionOutcome, extractAgainSchema } from './schema';

/**
 * Extracts the text of an article's newest capture once more, with the importer of today. Another
 * text becomes a further version out of the same capture; what was there stays. Errors: `not_found`,
 * `conflict` (there is nothing to extract, or the importer finds no article, or another one),
 * `forbidden`.
 */
export function extractAgain(
  actor: Actor,
  { articleId }: Pick<z.output<typeof extractAgainSchema>, 'articleId'>,
): Promise<Result<ExtractionOutcome>> {
  return inProject<ExtractionOutcome>(actor, 'articles.import', async (tx, me) => {
    const article = await tx.prisma.article.findUnique({
      where: { projectId_id: { projectId: tx.projectId, id: articleId } },
    });
    if (!article) return err('not_found', 'There is no such article in this project.');
    // Two at once follow one another.
    await tx.sql(
      'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text AS locked',
      articleId,
    );
    const newest = await tx.prisma.articleVersion.findFirstOrThrow({
      where: { projectId: tx.projectId, articleId },
      orderBy: { versionNo: 'desc' },
      omit: { text: true },
      include: { capture: true },
    });
    const { capture } = newest;
    const format = readerOf(capture.importer, newest.canonicaliser);
    if (format === null) {
      return err(
        'conflict',
        'The bytes of this article are its text: there is nothing to extract.',
      );
    }
    const read = await extract(format, capture);
    if (!read.ok) return read;
    const { fields, text, canonicaliser } = withLanguage(read.value);
    const sha256 = createHash('sha256').update(text).digest();
    if (sha256.equals(Buffer.from(newest.textSha256))) return ok({ versionNo: null });
    const id = uuidv7();
    const versionNo = newest.versionNo + 1;
    await tx.prisma.articleVersion.create({
      data: {
        projectId: tx.projectId,
        id,
        articleId,
        versionNo,
        captureId: capture.id,
        importId: null,
        text,
        textSha256: sha256,
        textLength: [...text].length,
        canonicaliser,
        language: fields.language,
        direction: fields.direction ?? textDirection(fields.language, text),
        title: fields.title ?? titleFromText(text) ?? article.externalId,
        lede: fields.lede,
        byline: fields.byline,
        publisher: fields.publisher,
        section: fields.section,
        keywords: [...fields.keywords],
        imageUrl: fields.imageUrl,
        publishedAt: fields.published?.utc ?? null,
        publishedRaw: fields.published?.original ?? null,
        modifiedAt: fields.modified?.utc ?? null,
        modifiedRaw: fields.modified?.original ?? null,
        metadata: JSON.parse(JSON.stringify(fields.metadata)),
      },
    });
    await appendEvent(tx, {
      type: 'article.version_added',
      actorId: me.userId,
      articleId,
      payload: {
        articleVersionId: id,
        versionNo,
        textSha256: sha256.toString('hex'),
        captureId: capture.id,
        extractedAgain: {
          importer: capture.importer,
          before: capture.importerVersion,
          after: IMPORTER_VERSION,
        },
      },
    });
    return ok({ versionNo });
  });
}

type Extracted = Pick<IncomingArticle, 'text' | 'canonicaliser' | 'fields'>;

async function extract(
  format: IngestFormat,
  {
    bytes,
    sourceName: path,
    mediaType,
  }: { bytes: Uint8Array; sourceName: string; mediaType: string },
): Promise<Result<Extracted>> {
  if (format === 'html') {
    // The charset is what it was taken for then: it may have stood outside the bytes.
    const page = extractPage(bytes, mediaType);
    return page.ok ? ok({ ...page.value.canonical, fields: page.value.fields }) : page;
  }
  const file = {
    path,
    size: bytes.length,
    async *stream() {
      yield bytes;
    },
  };
  let found: Extracted | null = null;
  for await (const row of READERS[format]([file], DEFAULT_LIMITS)) {
    if (row.kind === 'rejection') {
      return err('conflict', `The importer refuses these bytes now: ${row.rejection.reason}`);
    }
    if (row.kind === 'article') found ??= row;
  }
  return found ? ok(found) : err('conflict', 'The importer finds no article in these bytes now.');
}
