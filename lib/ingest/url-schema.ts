import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';

/** A page's worth of addresses; longer lists go by the command line. Characters. */
const MAX_LIST = 200_000;

/** A list of web addresses, one a line. */
export const importUrlsSchema = z.object({
  projectId: z.uuid(),
  addresses: z
    .string()
    .trim()
    .min(1, 'Enter at least one address.')
    .max(MAX_LIST, 'The list is too long: use the command line on the server.')
    .refine(isStorable, NOT_STORABLE),
});
export type ImportUrls = z.infer<typeof importUrlsSchema>;
