import { z } from 'zod';

/** What the job of an import reads. */
export const importSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('upload'), uploadId: z.uuid() }),
  z.strictObject({
    kind: z.literal('addresses'),
    addresses: z.string(),
    /** A feed listed them, no person: robots.txt is heeded. */
    followed: z.boolean().optional(),
  }),
]);
export type ImportSource = z.infer<typeof importSourceSchema>;
