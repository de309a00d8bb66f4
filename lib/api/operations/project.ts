import { z } from 'zod';
import { MEASURE_IDS } from '@/lib/agreement/measures';
import { type Score, UNDEFINED_REASONS } from '@/lib/agreement/score';
import { UNITS } from '@/lib/agreement/units';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { codebookSchema } from '@/lib/codebook/schema';
import { inProject } from '@/lib/db/tx';
import { readEventsAfter } from '@/lib/provenance/queries';
import { EVERY_EVENT } from '@/lib/provenance/schema';
import { getAgreement } from '@/lib/reliability/queries';
import { questionSchema } from '@/lib/reliability/schema';
import { ok } from '@/lib/result/result';
import { operation } from '../operation';
import { cutPage, pageOf, pageQuery, readCursor } from '../pages';
import { time } from '../shapes';

const project = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    you: z.object({ id: z.uuid(), name: z.string(), role: z.string() }),
  })
  .meta({ id: 'Project' });

const score = z
  .object({
    value: z.number().nullable(),
    reason: z.enum(UNDEFINED_REASONS).nullable().describe('Why there is no value'),
  })
  .meta({ id: 'Score' });

const shapeScore = ({ value, reason }: Score): z.output<typeof score> => ({ value, reason });

const event = z
  .object({
    seq: z.int().describe('Its number in the project’s chain'),
    id: z.uuid(),
    type: z.string(),
    at: time,
    actorName: z.string().nullable().describe('Null for the command line'),
    tokenName: z
      .string()
      .nullable()
      .describe('The API token by which a program acted for the person'),
    articleId: z.uuid().nullable(),
    annotationId: z.uuid().nullable(),
    payload: z.record(z.string(), z.unknown()),
    hash: z.string().describe('SHA-256 of the chain up to here, hex'),
  })
  .meta({ id: 'Event' });

/** One name, or several. */
const names = z.union([z.string(), z.array(z.string())]).optional();

export const PROJECT_OPERATIONS = [
  operation({
    id: 'getProject',
    method: 'GET',
    path: '/project',
    tag: 'Project',
    summary: 'The project of the token, and who its owner is in it',
    scope: 'read',
    status: 200,
    answer: project,
    run: ({ actor }) =>
      inProject(actor, 'project.read', async (tx, me) => {
        const [row] = await tx.sql<{ slug: string; name: string }>(
          'SELECT slug, name FROM projects WHERE id = $1::uuid',
          tx.projectId,
        );
        if (!row) throw new Error(`project ${tx.projectId} is gone`);
        const you = { id: actor.userId, name: me.name, role: me.role };
        return ok({ json: { id: tx.projectId, ...row, you } });
      }),
  }),
  operation({
    id: 'getCodebook',
    method: 'GET',
    path: '/codebook',
    tag: 'Project',
    summary: 'The version of the codebook that is in force',
    scope: 'read',
    status: 200,
    answer: z
      .object({
        versionId: z.uuid(),
        versionNo: z.int(),
        sha256: z.string(),
        publishedAt: time.nullable(),
        document: codebookSchema,
      })
      .meta({ id: 'Codebook' }),
    run: async ({ actor }) => {
      const found = await getPublishedCodebook(actor);
      if (!found.ok) return found;
      const { versionId, versionNo, sha256, publishedAt, document } = found.value;
      return ok({ json: { versionId, versionNo, sha256, publishedAt, document } });
    },
  }),
  operation({
    id: 'getAgreement',
    method: 'GET',
    path: '/agreement',
    tag: 'Project',
    summary: 'How far coders agree, by one measure',
    description: 'For leads and admins. Without names everything is compared.',
    scope: 'read',
    query: z.object({
      measure: z.enum(MEASURE_IDS).default('krippendorff_alpha_nominal'),
      unit: z.enum(UNITS).default('token'),
      layer: names.describe('Keys'),
      code: names.describe('Keys'),
      coder: names.describe('Names or ids'),
      article: names.describe('Names in their files, or ids'),
    }),
    status: 200,
    answer: z
      .object({
        measure: z.string(),
        unit: z.string(),
        score,
        interval: z
          .object({ low: z.number(), high: z.number(), samples: z.int() })
          .nullable()
          .describe('95 % by bootstrap'),
        units: z.int(),
        articles: z.int(),
        coders: z.array(z.object({ id: z.uuid(), name: z.string() })),
        perCode: z.array(z.object({ code: z.string(), score, units: z.int() })),
      })
      .meta({ id: 'Agreement' }),
    run: async ({ actor, query }) => {
      const found = await getAgreement(actor, questionSchema.parse(query));
      if (!found.ok) return found;
      const { question, interval, units, articleCount, coders, perCode } = found.value;
      const json = {
        measure: question.measure,
        unit: question.unit,
        score: shapeScore(found.value.score),
        interval,
        units,
        articles: articleCount,
        coders: coders.map(({ id, name }) => ({ id, name })),
        perCode: perCode.map((one) => ({
          code: one.code,
          score: shapeScore(one.score),
          units: one.units,
        })),
      };
      return ok({ json });
    },
  }),
  operation({
    id: 'listHistory',
    method: 'GET',
    path: '/history',
    tag: 'Project',
    summary: 'The project’s history, oldest first',
    description: 'To be told of what is new: keep `next`, or the last `seq` as `after`.',
    scope: 'read',
    query: z.object({
      ...pageQuery,
      after: z.coerce.number().int().min(0).optional().describe('Events after this number'),
      kind: z
        .string()
        .regex(/^[a-z_]+(\.[a-z_]+)?$/)
        .optional()
        .describe('`review.accepted`, or `review` for all of them'),
      articleId: z.uuid().optional(),
      annotationId: z.uuid().optional(),
    }),
    status: 200,
    answer: pageOf(event),
    run: async ({ actor, query }) => {
      const cursor = readCursor(query.cursor, z.string().regex(/^\d{1,15}$/));
      if (!cursor.ok) return cursor;
      const after = Number(cursor.value ?? query.after ?? 0);
      const filter = {
        ...EVERY_EVENT,
        kind: query.kind ?? null,
        articleId: query.articleId ?? null,
        annotationId: query.annotationId ?? null,
      };
      const events = await readEventsAfter(actor, filter, after, query.limit + 1);
      if (!events.ok) return events;
      const shaped = events.value.map(({ articleTitle: _, ...one }) => one);
      return ok({ json: cutPage(shaped, query.limit, ({ seq }) => String(seq)) });
    },
  }),
];
