import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';

/** How often a feed is looked at, minutes. */
export const INTERVALS = [15, 30, 60, 180, 360, 720, 1440] as const;
/** The table takes any within these, minutes: what the command line may say. */
export const SHORTEST_INTERVAL = 5;
export const LONGEST_INTERVAL = 10_080;

const intervalSchema = z.coerce
  .number()
  .int()
  .min(SHORTEST_INTERVAL, 'A feed is looked at every five minutes at most.')
  .max(LONGEST_INTERVAL, 'A feed is looked at once a week at least.');

export const watchFeedSchema = z.object({
  projectId: z.uuid(),
  url: z
    .string()
    .trim()
    .min(1, 'Enter the address of a feed.')
    .max(2000, 'The address is too long.')
    .refine(isStorable, NOT_STORABLE),
  intervalMinutes: intervalSchema,
});
export const feedRefSchema = z.object({ projectId: z.uuid(), feedId: z.uuid() });
export const changeFeedSchema = feedRefSchema.extend({ intervalMinutes: intervalSchema });

export type FeedState = 'watched' | 'paused';

/** A feed as pages see it. Times are ISO 8601, UTC. */
export interface FeedDto {
  readonly id: string;
  readonly url: string;
  readonly title: string | null;
  readonly intervalMinutes: number;
  readonly state: FeedState;
  readonly watchedBy: string | null;
  readonly checkedAt: string | null;
  /** When it last listed something new. */
  readonly foundAt: string | null;
  /** Null while paused. */
  readonly nextCheckAt: string | null;
  /** It is due, or is being looked at. */
  readonly checking: boolean;
  /** Pages that it has listed. */
  readonly pages: number;
  readonly problem: string | null;
}
