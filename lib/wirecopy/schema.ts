import { z } from 'zod';
import type { DiffRow } from '@/lib/text/version-diff';
import type { Rewriting } from './rules/rewriting';

export const WIRE_LABELS = [
  'original',
  'partial_copy',
  'extensive_quoting',
  'wholesale_duplicate',
] as const;
export type WireLabelName = (typeof WIRE_LABELS)[number];

export const labelArticleSchema = z.object({
  projectId: z.uuid(),
  articleId: z.uuid(),
  /** Null takes the label back. */
  label: z.enum(WIRE_LABELS).nullable(),
});
export const lookAgainSchema = z.object({ projectId: z.uuid() });

/** An article among those that share words with it. Times are ISO 8601, UTC. */
export interface WireMember {
  readonly articleId: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly publishedAt: string | null;
  readonly agency: string | null;
  readonly agencyWords: string | null;
  /** Distinct shingles of its text. */
  readonly shingles: number;
  readonly label: WireLabelName | null;
}

export interface WireCluster {
  /** The least id of its articles. */
  readonly id: string;
  readonly members: readonly WireMember[];
  /** Of those that say when they appeared; null where none does. */
  readonly earliest: WireMember | null;
  /** The agency that most members credit. */
  readonly agency: { readonly name: string; readonly members: number } | null;
}

export interface WireReport {
  readonly clusters: readonly WireCluster[];
  readonly pairs: number;
  /** Versions that are not compared yet. */
  readonly waiting: number;
  /** There are more pairs than are read at once. */
  readonly isCapped: boolean;
}

/** An article that shares words with another one; shares are 0 to 1. */
export interface Twin extends WireMember {
  readonly jaccard: number;
  /** Of the asked article's text, what stands in this one. */
  readonly ofMine: number;
  /** Of this one's text, what stands in the asked article. */
  readonly ofTheirs: number;
  /** What the later of the two made of the earlier one; null beyond the most alike. */
  readonly rewriting: (Rewriting & { readonly later: 'mine' | 'theirs' }) | null;
}

export interface ArticleTwins {
  readonly article: WireMember;
  /** Most alike first. */
  readonly twins: readonly Twin[];
  /** What the figures say beside what appeared earlier. */
  readonly suggested: WireLabelName;
  readonly waiting: number;
}

/** Two articles word by word. */
export interface WordsBeside {
  /** What the two are called. */
  readonly from: string;
  readonly to: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly rows: readonly DiffRow[];
}
