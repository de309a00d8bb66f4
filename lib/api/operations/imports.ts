import { z } from 'zod';
import { getImport } from '@/lib/ingest/queries';
import { formatChoiceSchema } from '@/lib/ingest/schema';
import { addToUpload, openUpload } from '@/lib/ingest/upload-commands';
import { type ImportDto, uploadPathSchema } from '@/lib/ingest/upload-schema';
import { err, ok } from '@/lib/result/result';
import { operation } from '../operation';
import { time } from '../shapes';

const importShape = z
  .object({
    id: z.uuid(),
    sourceName: z.string(),
    format: z.string(),
    state: z.enum(['running', 'finished', 'failed', 'cancelled']),
    counts: z.record(z.string(), z.unknown()),
    rejections: z.int().describe('What was refused; the import’s page lists each'),
    message: z.string().nullable(),
    startedAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: 'Import' });

export const IMPORT_OPERATIONS = [
  operation({
    id: 'createImport',
    method: 'POST',
    path: '/imports',
    tag: 'Imports',
    summary: 'Import a file of articles or annotations, up to 8 MB; a job reads it',
    description: 'Any format that the import page reads; JSON Lines of articles is the simplest.',
    scope: 'import',
    query: z.object({
      name: uploadPathSchema.describe('The file’s name: `articles.jsonl`'),
      format: formatChoiceSchema.optional(),
      createCodes: z
        .enum(['true', 'false'])
        .default('false')
        .transform((value) => value === 'true')
        .describe('Makes codes of types that the codebook lacks'),
    }),
    rawBody: 'application/octet-stream',
    status: 202,
    answer: importShape,
    run: async ({ actor, query, bytes, base }) => {
      if (bytes.length === 0) return err('invalid_input', 'The body is empty.');
      const opened = await openUpload(actor, {
        sourceName: query.name.slice(0, 200),
        format: query.format ?? 'auto',
        createCodes: query.createCodes,
        columns: {},
        files: [{ path: query.name, size: bytes.length }],
      });
      if (!opened.ok) return opened;
      const { uploadId } = opened.value;
      const sent = await addToUpload(actor, uploadId, 0, bytes);
      if (!sent.ok) return sent;
      const { importId } = sent.value;
      if (importId === null) throw new Error(`upload ${uploadId} is not complete`);
      const found = await getImport(actor, importId);
      if (!found.ok) return found;
      const headers = { location: `${base}/imports/${importId}` };
      return ok({ json: shape(found.value), headers });
    },
  }),
  operation({
    id: 'getImport',
    method: 'GET',
    path: '/imports/{importId}',
    tag: 'Imports',
    summary: 'How far an import is',
    scope: 'import',
    params: z.object({ importId: z.uuid() }),
    status: 200,
    answer: importShape,
    run: async ({ actor, params: { importId } }) => {
      const found = await getImport(actor, importId);
      return found.ok ? ok({ json: shape(found.value) }) : found;
    },
  }),
];

function shape(one: ImportDto): z.input<typeof importShape> {
  const { id, sourceName, format, state, counts, rejections, message, startedAt, finishedAt } = one;
  return {
    ...{ id, sourceName, format, state, rejections, message, startedAt, finishedAt },
    counts: { ...counts },
  };
}
