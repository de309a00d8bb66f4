import { z } from 'zod';
import {
  type AnnotationDto,
  attributesSchema,
  fragmentSchema,
  type RelationDto,
} from '@/lib/annotations/schema';
import type { MemberDto, ThreadDto } from '@/lib/review/schema';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';
import type { ItemState } from './rules/standing';
import type { ComparisonItem } from './rules/units';

const uuid = z.uuid();

/** Why codings differ, as the adjudicator sees it. */
export const CAUSES = ['ambiguous_text', 'guideline_gap', 'slip', 'legitimate_difference'] as const;
export type Cause = (typeof CAUSES)[number];

const base = z.object({
  projectId: uuid,
  articleVersionId: uuid,
  idempotencyKey: z.string().min(8).max(100).refine(isStorable, NOT_STORABLE),
});
export type AdjudicationInput = z.output<typeof base>;

/** One place, as the person saw it, with the reason of the decision. */
const decision = base.extend({
  itemKey: uuid,
  /** What was compared when the person looked. */
  basis: z.string().max(4_000).refine(isStorable, NOT_STORABLE),
  cause: z.enum(CAUSES).nullable().default(null),
  note: z.string().trim().max(5_000).refine(isStorable, NOT_STORABLE).nullable().default(null),
});

/** Takes what one coder says, whole. */
export const takeOneSchema = decision.extend({ coderId: uuid });
export type TakeOne = z.output<typeof takeOneSchema>;

/** `all`: whatever any coder marked; `common`: what all of them marked. Code and values as `coderId` has them. */
export const mergeBoundariesSchema = decision.extend({
  coderId: uuid,
  mode: z.enum(['all', 'common']).default('all'),
});
export type MergeBoundaries = z.output<typeof mergeBoundariesSchema>;

/** What nobody said. Offsets in code points. What is absent is as `coderId` has it. */
export const writeNewSchema = decision.extend({
  coderId: uuid,
  codeKey: z.string().max(100).refine(isStorable, NOT_STORABLE).optional(),
  fragments: z.array(fragmentSchema).max(200).optional(),
  attributes: attributesSchema.optional(),
});
export type WriteNew = z.output<typeof writeNewSchema>;

/** This should not be annotated. */
export const rejectOutrightSchema = decision;
export type RejectOutright = z.output<typeof rejectOutrightSchema>;

/** Everything that all coders say alike. */
export const autoMergeSchema = base;

export const aboutDecisionSchema = base.extend({ decisionId: uuid });
export type AboutDecision = z.output<typeof aboutDecisionSchema>;

export const twoPersonSchema = z.object({ projectId: uuid, on: z.boolean() });
export type TwoPerson = z.output<typeof twoPersonSchema>;

export const DECISION_KINDS = ['take', 'merge', 'write', 'reject', 'auto'] as const;

/** A decision as pages see it. Times in ISO 8601, UTC. */
export interface AdjudicationDto {
  readonly id: string;
  readonly kind: (typeof DECISION_KINDS)[number];
  readonly basis: string;
  readonly cause: Cause | null;
  readonly note: string | null;
  /** The gold annotation or link that it made; null for a rejection. */
  readonly goldId: string | null;
  readonly deciderId: string;
  readonly deciderName: string;
  readonly decidedAt: string;
  readonly confirmedBy: string | null;
}

export interface AdjudicationItem extends ComparisonItem {
  readonly state: ItemState;
  readonly decision: AdjudicationDto | null;
}

/** Gold whose place is gone: whoever had marked it has taken their annotations away. */
export interface LeftGold {
  readonly goldId: string;
  /** The decision that made it, for taking it back. */
  readonly decisionId: string;
}

/** Everything that adjudicating one text needs. */
export interface AdjudicationView {
  readonly coders: readonly { readonly id: string; readonly name: string }[];
  readonly items: readonly AdjudicationItem[];
  /** Heads of the submitted codings' annotations. */
  readonly annotations: readonly AnnotationDto[];
  readonly relations: readonly RelationDto[];
  readonly gold: readonly AnnotationDto[];
  readonly goldRelations: readonly RelationDto[];
  readonly left: readonly LeftGold[];
  readonly twoPersons: boolean;
  /** The acting person's latest decision that stands, for undo. */
  readonly undoable: string | null;
}

/** What a command answers: the items it concerns as they stand now, and the gold of them. */
export interface AdjudicationOutcome {
  readonly items: readonly AdjudicationItem[];
  readonly gold: readonly AnnotationDto[];
  readonly goldRelations: readonly RelationDto[];
  readonly removedGoldIds: readonly string[];
  readonly undoable: string | null;
}

/** One article version in the list of those to adjudicate. */
export interface QueueRow {
  readonly articleId: string;
  readonly versionId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly coders: readonly string[];
  readonly counts: {
    readonly total: number;
    readonly open: number;
    readonly agreed: number;
    readonly provisional: number;
  };
}

export interface QueuePage {
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly twoPersons: boolean;
}

/** What the report's address may say. Anything else in it counts as not said. */
export const causeFilterSchema = z.object({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,79}$/)
    .nullable()
    .catch(null),
  cause: z
    .enum([...CAUSES, 'none'])
    .nullable()
    .catch(null),
});
export type CauseFilter = z.output<typeof causeFilterSchema>;

export interface CauseReport {
  readonly cells: readonly {
    readonly code: string;
    readonly cause: Cause | 'none';
    readonly count: number;
  }[];
  /** The newest first, 200 at most. */
  readonly cases: readonly {
    readonly id: string;
    readonly kind: AdjudicationDto['kind'];
    readonly cause: Cause | null;
    readonly note: string | null;
    readonly deciderName: string;
    readonly decidedAt: string;
    readonly articleId: string;
    readonly versionNo: number;
    readonly title: string;
    readonly language: string | null;
    readonly direction: 'ltr' | 'rtl';
    /** One of the coders' annotations there, to find the place by. */
    readonly annotationId: string;
    readonly quote: string;
  }[];
}

const appealBase = base.omit({ articleVersionId: true });
const appealReason = z
  .string()
  .trim()
  .min(1, 'Give a reason.')
  .max(5_000)
  .refine(isStorable, NOT_STORABLE);

export const openAppealSchema = appealBase.extend({ decisionId: uuid, reason: appealReason });
export type OpenAppeal = z.output<typeof openAppealSchema>;

export const resolveAppealSchema = appealBase.extend({
  appealId: uuid,
  outcome: z.enum(['granted', 'upheld']),
  reason: appealReason,
});
export type ResolveAppeal = z.output<typeof resolveAppealSchema>;

export interface AppealDto {
  readonly id: string;
  readonly outcome: 'granted' | 'upheld' | null;
  readonly openedByName: string;
  readonly thread: ThreadDto;
}

/** What became of a coder's work at one place. */
export interface FinalItem {
  readonly decision: AdjudicationDto;
  readonly article: {
    readonly articleId: string;
    readonly versionId: string;
    readonly versionNo: number;
    readonly title: string;
    readonly language: string | null;
    readonly direction: 'ltr' | 'rtl';
  };
  /** The coder's annotation, as it is now; null: they had none, or it is gone. */
  readonly mine: AnnotationDto | null;
  /** Null: nothing should be annotated there. */
  readonly gold: AnnotationDto | null;
  readonly appeal: AppealDto | null;
}

export const finalFilterSchema = z.object({
  /** `differs`: only where the gold says something else. */
  show: z.enum(['differs', 'all']).catch('differs'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type FinalFilter = z.output<typeof finalFilterSchema>;

export interface FinalPage {
  readonly items: readonly FinalItem[];
  readonly total: number;
  /** Members of attributions shown, by id. */
  readonly members: Readonly<Record<string, MemberDto>>;
}
