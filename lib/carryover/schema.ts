import { z } from 'zod';
import type { Fragment } from '@/lib/text/fragments';

export const VERDICTS = ['exact', 'moved', 'changed', 'lost'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const carryOverSchema = z.object({
  projectId: z.uuid(),
  articleId: z.uuid(),
  /** The version whose codings go over. */
  fromVersionNo: z.number().int().positive(),
  /** The coder whose coding goes over; null: of all coders (leads). */
  coderId: z.uuid().nullable(),
});

export const settleSchema = z.object({
  projectId: z.uuid(),
  itemId: z.uuid(),
  decision: z.enum(['confirm', 'adjust', 'drop']),
  /** For adjust: where it stands in the later text (code points, half-open). */
  fragments: z
    .array(z.object({ start: z.number().int().min(0), end: z.number().int().positive() }))
    .max(200)
    .optional(),
});

export const undoCarrySchema = z.object({ projectId: z.uuid(), carryOverId: z.uuid() });

/** What carrying over came to. */
export interface CarryReport {
  readonly codings: readonly {
    readonly carryOverId: string;
    readonly coderName: string;
    readonly written: number;
    readonly waiting: number;
    readonly relations: number;
  }[];
  /** Codings that were carried over before and stay as they are. */
  readonly before: number;
  /** Whose coding of the later version is handed in, so that nothing goes into it. */
  readonly closed: readonly string[];
}

export interface SettleReport {
  /** Annotations written by this, those that waited for it included. */
  readonly written: readonly string[];
  /** What still waits in the coding. */
  readonly waiting: number;
}

export interface UndoCarryReport {
  readonly removed: number;
  /** Changed or reviewed since, and so left where they are. */
  readonly kept: number;
}

/** Told on the card of an annotation that came from an earlier version. */
export interface CarriedMark {
  readonly versionNo: number;
  readonly verdict: Verdict;
  /** At once, or by a person. */
  readonly state: 'written' | 'confirmed' | 'adjusted';
}

/** One annotation that waits for a person, with both sides. Offsets in the excerpts are code points. */
export interface WaitingItem {
  readonly id: string;
  readonly kind: 'span' | 'article' | 'composite';
  readonly verdict: Verdict;
  readonly score: number;
  readonly runnerUp: number | null;
  readonly fromVersionNo: number;
  readonly coderName: string;
  readonly codeName: { readonly en: string; readonly fr: string };
  readonly colour: { readonly light: string; readonly dark: string };
  readonly before: Excerpt;
  readonly after: Excerpt;
  /** For a composite: which of its parts came along and which wait. */
  readonly parts: readonly { readonly quote: string; readonly came: boolean | null }[];
}

/** A passage with the text around it. */
export interface Excerpt {
  readonly text: string;
  /** Where `text` begins in the version's text. */
  readonly offset: number;
  /** Whether the version's text goes on after it. */
  readonly goesOn: boolean;
  /** Within the version's text. */
  readonly fragments: readonly Fragment[];
}

export interface CarryQueue {
  readonly articleTitle: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly toVersionNo: number;
  /** Only where something waits: to point at another place in it. */
  readonly laterText: string;
  readonly items: readonly WaitingItem[];
  /** The coders' latest codings of an earlier version that did not go over and that this person may carry. */
  readonly open: readonly {
    readonly coderId: string;
    readonly coderName: string;
    readonly versionNo: number;
    readonly annotations: number;
  }[];
  readonly carried: readonly {
    readonly carryOverId: string;
    readonly coderName: string;
    readonly carriedBy: string;
    /** ISO 8601, UTC. */
    readonly carriedAt: string;
    readonly counts: Readonly<Record<Verdict, number>>;
    readonly waiting: number;
    readonly dropped: number;
  }[];
}

/** An article with a later version that this person's work has yet to follow. */
export interface CarryOverLine {
  readonly articleId: string;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  /** Of the newest version. */
  readonly versionNo: number;
  /** Own annotations of an earlier version, not carried over. */
  readonly open: number;
  /** Annotations that wait for a person. */
  readonly waiting: number;
}
