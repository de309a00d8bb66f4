import { z } from 'zod';
import { listArticles } from '@/lib/articles/list-queries';
import { getArticle } from '@/lib/articles/queries';
import { ok } from '@/lib/result/result';
import { operation } from '../operation';
import { cutPage, pageOf, pageQuery, readCursor } from '../pages';
import { time } from '../shapes';

const listed = z
  .object({
    id: z.uuid(),
    externalId: z.string().describe('Its name in the file or at the address it came from'),
    url: z.string().nullable(),
    versionId: z.uuid(),
    versionNo: z.int(),
    title: z.string(),
    byline: z.string().nullable(),
    publisher: z.string().nullable(),
    language: z.string().nullable().describe('ISO 639'),
    publishedAt: time.nullable(),
    modifiedAt: time.nullable(),
    textLength: z.int().describe('Unicode code points'),
    textSha256: z.string().describe('Of the UTF-8 bytes, hex'),
  })
  .meta({ id: 'ArticleSummary' });

const article = listed
  .extend({
    versionNos: z.array(z.int()).describe('All versions, oldest first'),
    text: z.string(),
    canonicaliser: z.string().describe('What made the text, with its version'),
    direction: z.enum(['ltr', 'rtl']),
    keywords: z.array(z.string()),
    storedAt: time,
    capture: z.object({
      id: z.uuid(),
      sha256: z.string(),
      mediaType: z.string(),
      sourceName: z.string(),
      url: z.string().nullable(),
      retrievedAt: time,
    }),
  })
  .meta({ id: 'Article' });

const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

export const ARTICLE_OPERATIONS = [
  operation({
    id: 'listArticles',
    method: 'GET',
    path: '/articles',
    tag: 'Articles',
    summary: 'List articles, each in its newest version, without the text',
    scope: 'read',
    query: z.object({
      ...pageQuery,
      externalId: z.string().max(1000).optional(),
      url: z.string().max(2000).optional(),
      publisher: z.string().max(500).optional(),
      language: z.string().max(3).optional(),
      publishedFrom: instant.optional(),
      publishedBefore: instant.optional(),
    }),
    status: 200,
    answer: pageOf(listed),
    run: async ({ actor, query }) => {
      const after = readCursor(query.cursor, z.uuid());
      if (!after.ok) return after;
      const filter = {
        externalId: query.externalId ?? null,
        url: query.url ?? null,
        publisher: query.publisher ?? null,
        language: query.language ?? null,
        publishedFrom: query.publishedFrom ?? null,
        publishedBefore: query.publishedBefore ?? null,
      };
      const rows = await listArticles(actor, filter, after.value, query.limit + 1);
      return rows.ok ? ok({ json: cutPage(rows.value, query.limit, ({ id }) => id) }) : rows;
    },
  }),
  operation({
    id: 'getArticle',
    method: 'GET',
    path: '/articles/{articleId}',
    tag: 'Articles',
    summary: 'Read an article with its text, in its newest version or another one',
    scope: 'read',
    params: z.object({ articleId: z.uuid() }),
    query: z.object({ version: z.coerce.number().int().positive().optional() }),
    status: 200,
    answer: article,
    run: async ({ actor, params, query }) => {
      const found = await getArticle(actor, params.articleId, query.version);
      if (!found.ok) return found;
      const one = found.value;
      const json: z.output<typeof article> = {
        id: one.articleId,
        externalId: one.externalId,
        url: one.canonicalUrl,
        versionId: one.versionId,
        versionNo: one.versionNo,
        versionNos: [...one.versionNos],
        title: one.title,
        byline: one.byline,
        publisher: one.publisher,
        language: one.language,
        direction: one.direction,
        keywords: [...one.keywords],
        publishedAt: one.publishedAt,
        modifiedAt: one.modifiedAt,
        storedAt: one.storedAt,
        text: one.text,
        textLength: one.textLength,
        textSha256: one.textSha256,
        canonicaliser: one.canonicaliser,
        capture: {
          id: one.capture.id,
          sha256: one.capture.sha256,
          mediaType: one.capture.mediaType,
          sourceName: one.capture.sourceName,
          url: one.capture.url,
          retrievedAt: one.capture.retrievedAt,
        },
      };
      return ok({ json });
    },
  }),
];
