import { z } from 'zod';
import type { AnnotationDto, CodingDto, RelationDto } from '@/lib/annotations/schema';

/** The one channel of NOTIFY that the processes share. */
export const LIVE_CHANNEL = 'sourcemark_live';

/** What one process tells the others, and the database all of them. Ids alone. */
export const noticeSchema = z.discriminatedUnion('t', [
  /** Something was written about an article; `s` is the event's number. From a trigger, at commit. */
  z.object({ t: z.literal('event'), p: z.uuid(), a: z.uuid(), s: z.number() }),
  /** A person's session, account or membership changed. From a trigger. */
  z.object({ t: z.literal('person'), u: z.uuid() }),
  /** A person has the article open, in connection `c`. Said again while it lasts. */
  z.object({ t: z.literal('here'), p: z.uuid(), a: z.uuid(), u: z.uuid(), c: z.string().max(40) }),
  z.object({ t: z.literal('gone'), p: z.uuid(), a: z.uuid(), c: z.string().max(40) }),
  /** Someone opened the article: whoever is there says so at once. */
  z.object({ t: z.literal('who'), p: z.uuid(), a: z.uuid() }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** Someone else who has the article open. */
export interface LivePerson {
  readonly id: string;
  readonly name: string;
}

/** What is gone, at which revision: an older notice does not take away what was restored since. */
interface Gone {
  readonly id: string;
  readonly revisionNo: number;
}

/** What changed in one article version between two events. */
export interface LiveDelta {
  /** Number of the project's last event that is in it. */
  readonly seq: number;
  readonly annotations: readonly AnnotationDto[];
  readonly relations: readonly RelationDto[];
  readonly gone: readonly Gone[];
  readonly goneRelations: readonly Gone[];
  readonly codings: readonly CodingDto[];
}

/** The parts of the stream, by the name of the server-sent event. */
export const LIVE_EVENTS = {
  people: 'people',
  delta: 'delta',
  /** Too much happened to tell piece by piece: read everything again. */
  reload: 'reload',
  /** The session or the membership ended: do not come back. */
  ended: 'ended',
} as const;

/** The stream's address parameters. */
export const liveSearchSchema = z.object({
  version: z.uuid(),
  /** The last event that the page knows. */
  after: z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
});
