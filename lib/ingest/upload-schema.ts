import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';
import { columnMappingSchema } from './csv-columns';
import type { ImportCounts, ImportReport } from './report';
import { formatChoiceSchema } from './schema';

/** Under the size at which Next's proxy would cut a body off (10 MB). Bytes. */
export const MAX_PIECE_BYTES = 8 * 1024 * 1024;
export const MAX_UPLOAD_BYTES = 4 * 1024 ** 3;
export const MAX_UPLOAD_FILES = 20_000;
/** A running import says so this often, ms; one that was not heard of for a minute has lost its process. */
export const HEARTBEAT_MS = 15_000;
export const LOST_AFTER_SECONDS = 60;
/** A job is another worker's when its own is gone; after a day, none has come. */
export const JOB_LOST_AFTER = '1 day';

/** A file's place below what was dropped: relative, with `/`, leading nowhere else. */
export const uploadPathSchema = z
  .string()
  .min(1)
  .max(500)
  .refine(isStorable, NOT_STORABLE)
  .refine(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    (path) => !/[\\\u0000-\u001f\u007f]/.test(path),
    'A file name holds a character that is refused.',
  )
  .refine(
    (path) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
    'A file name must not lead out of its folder.',
  );

export const openUploadSchema = z.strictObject({
  sourceName: z.string().trim().min(1).max(200).refine(isStorable, NOT_STORABLE),
  format: formatChoiceSchema,
  createCodes: z.boolean().default(false),
  /** For tables: which column is what. */
  columns: columnMappingSchema.default({}),
  files: z
    .array(z.strictObject({ path: uploadPathSchema, size: z.int().nonnegative() }))
    .min(1, 'Choose at least one file.')
    .max(MAX_UPLOAD_FILES, `At most ${MAX_UPLOAD_FILES} files at a time.`)
    .refine(
      (files) => files.reduce((sum, { size }) => sum + size, 0) <= MAX_UPLOAD_BYTES,
      'The files are larger than 4 GB together: use the command line on the server.',
    )
    .refine(
      (files) => new Set(files.map(({ path }) => path)).size === files.length,
      'Two of the files have the same name.',
    ),
});
export type OpenUpload = z.infer<typeof openUploadSchema>;

export const importRefSchema = z.object({ projectId: z.uuid(), importId: z.uuid() });

export const uploadPieceSchema = z.object({
  uploadId: z.uuid(),
  offset: z.coerce.number().int().nonnegative(),
});

/** What the answer to a piece says: how far the upload is, and the import once all is there. */
export interface UploadProgress {
  readonly uploadId: string;
  readonly received: number;
  readonly total: number;
  readonly importId: string | null;
}

export type ImportStateName = 'running' | 'finished' | 'failed' | 'cancelled';

/** One import as pages see it. Plain JSON. */
export interface ImportDto {
  readonly id: string;
  readonly sourceName: string;
  readonly format: string;
  readonly state: ImportStateName;
  readonly counts: ImportCounts;
  readonly notices: ImportReport['notices'];
  readonly message: string | null;
  /** Null for the command line. */
  readonly startedBy: string | null;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** It is in the queue, and no worker has taken it up. */
  readonly waiting: boolean;
  /** When it is tried again after it broke off, ISO 8601, UTC. */
  readonly retryAt: string | null;
  readonly rejections: number;
}

export interface ImportRejectionDto {
  readonly position: number;
  readonly kind: 'article' | 'annotation' | 'relation';
  readonly file: string;
  readonly line: number | null;
  readonly reason: string;
}
