import { z } from 'zod';
import type { ArticleAnnotationsDto } from '@/lib/annotations/schema';
import type { Role } from '@/lib/auth/roles';
import type { CodebookVersionDto } from '@/lib/codebook/schema';

/**
 * Which moment of a project's history is meant: just after an event, or at a time (UTC), which is
 * just after the last event by then.
 */
export type Asked = { readonly event: number } | { readonly at: Date };

/**
 * A moment of a project's history. What one transaction wrote appeared at once, so a moment never
 * lies within one: it is just after the last event of the asked event's transaction.
 */
export interface Moment {
  /** The number of the last event by then; 0 before the first. */
  readonly event: number;
  /** The number of the first event of its transaction: the moment before is just before this one. */
  readonly first: number;
  /** That event's time, ISO 8601, UTC; null before the first. */
  readonly at: string | null;
  /** What that event was; null before the first. */
  readonly type: string | null;
  /** Null for the command line's operator. */
  readonly actorName: string | null;
  /** The number of the project's last event now. */
  readonly head: number;
}

/** A member as they were: with what role, and whether their account was open. */
export interface PastMember {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
}

/** A project as it was: who belonged to it, by what codebook it coded, and how much there was. */
export interface PastProject {
  readonly moment: Moment;
  readonly members: readonly PastMember[];
  /** Null before the first was published. */
  readonly codebook: Pick<CodebookVersionDto, 'versionId' | 'versionNo' | 'sha256'> | null;
  readonly counts: {
    readonly articles: number;
    readonly annotations: number;
    readonly relations: number;
  };
}

/** An article as it was: its newest version by then, with what stood in it. */
export interface PastArticle {
  readonly moment: Moment;
  readonly versionNo: number;
  /** `undo` is empty, and threads are not told: they are as they are now. */
  readonly annotations: ArticleAnnotationsDto;
  /** The codebook version in force by then; null before the first. */
  readonly codebookVersionId: string | null;
}

/** The address of a page that looks back: an event's number or a time. */
export const pastSearchSchema = z.object({
  event: z.coerce
    .number()
    .int()
    .nonnegative()
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .catch(undefined),
  /** A day and time without a zone, UTC, as a browser's field gives it. */
  at: z.iso.datetime({ local: true }).optional().catch(undefined),
});
export type PastSearch = z.infer<typeof pastSearchSchema>;

/** What an address asks for; without anything in it, the present. */
export function readAsked({ event, at }: PastSearch): Asked {
  if (event !== undefined) return { event };
  if (at === undefined) return { at: new Date() };
  // A second that is asked for without its parts means all of it.
  const end = /\.\d/.test(at) ? 0 : 999;
  return { at: new Date(Date.parse(/Z$/.test(at) ? at : `${at}Z`) + end) };
}
