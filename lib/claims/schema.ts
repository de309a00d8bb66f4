import { z } from 'zod';
import { type CodedFilter, codedFilterSchema, type FilterChoices } from '@/lib/register/filter';
import type { Entry } from '@/lib/register/register';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';

/** What evidence says of a claim. */
export const STANCES = ['supports', 'refutes', 'context'] as const;
export type Stance = (typeof STANCES)[number];
/** What one claim is to another. The same claim in other words is merged, not linked. */
export const CLAIM_LINKS = ['contradicts', 'updates'] as const;
export type ClaimLinkKind = (typeof CLAIM_LINKS)[number];

const uuid = z.uuid();
const line = (most: number) => z.string().trim().max(most).refine(isStorable, NOT_STORABLE);
const wording = line(2000).min(1);
const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .nullable();
/** A wording as the register keys it (see `nameKey`). */
const key = z.string().min(1).max(500).refine(isStorable, NOT_STORABLE);
const webAddress = z.url({ protocol: /^https?$/ }).max(2000);

export const createClaimSchema = z.object({ projectId: uuid, name: wording });
export const changeClaimSchema = z.object({
  projectId: uuid,
  claimId: uuid,
  name: wording.optional(),
  note: line(4000).optional(),
});
export const addWordingSchema = z.object({
  projectId: uuid,
  claimId: uuid,
  name: wording,
  language: language.default(null),
});
export const removeWordingSchema = z.object({ projectId: uuid, claimId: uuid, key });
export const mergeClaimsSchema = z.object({ projectId: uuid, fromId: uuid, intoId: uuid });
export const splitClaimSchema = z.object({
  projectId: uuid,
  claimId: uuid,
  keys: z.array(key).min(1).max(100),
});
export const linkClaimsSchema = z.object({
  projectId: uuid,
  fromId: uuid,
  toId: uuid,
  kind: z.enum(CLAIM_LINKS),
});
export const unlinkClaimsSchema = z.object({ projectId: uuid, linkId: uuid });
export const addEvidenceSchema = z.object({
  projectId: uuid,
  claimId: uuid,
  stance: z.enum(STANCES),
  /** An address, the SHA-256 of a capture, or the address of a passage in this project. */
  reference: line(2000).min(1),
  title: line(500).default(''),
  accessedOn: z.iso.date().nullable().default(null),
  note: line(2000).default(''),
});
export const removeEvidenceSchema = z.object({ projectId: uuid, evidenceId: uuid });
export const judgeClaimSchema = z
  .object({
    projectId: uuid,
    claimId: uuid,
    /** In the project's own words; null takes the verdict back. */
    rating: line(200).min(1).nullable(),
    /** On a scale from worst to best; all three or none. */
    value: z.number().nullable().default(null),
    worst: z.number().nullable().default(null),
    best: z.number().nullable().default(null),
    explanation: line(8000).default(''),
    reviewUrl: webAddress.nullable().default(null),
  })
  .refine(
    ({ value, worst, best }) =>
      [value, worst, best].every((one) => one === null) ||
      (value !== null && worst !== null && best !== null && worst <= value && value <= best),
    'A value stands on its scale: from the worst to the best.',
  )
  .refine(
    ({ worst, best }) => worst === null || best === null || worst < best,
    'The best of a scale is more than the worst.',
  );

export type ClaimDto = Entry & { readonly note: string };

/** A claim that an article makes, as one coder marked it. */
export interface Assertion {
  readonly annotationId: string;
  /** The coder's sentence; null where they wrote none. */
  readonly normalised: string | null;
  /** The words in the text. */
  readonly words: string;
  readonly claimType: string | null;
  readonly worthiness: string | null;
  /** Whose word it is: linked to attributed content, or said by the coder; null where neither is so. */
  readonly voice: 'outlet' | 'quoted_source' | null;
  /** Who says it, where it is linked to what they say. */
  readonly sources: readonly string[];
  readonly time: string | null;
  readonly place: string | null;
  readonly articleId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly url: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly publisher: string | null;
  /** ISO 8601, UTC. */
  readonly publishedAt: string | null;
  readonly coderName: string;
}

export interface Verdict {
  readonly id: string;
  /** Null takes the one before back. */
  readonly rating: string | null;
  readonly value: number | null;
  readonly worst: number | null;
  readonly best: number | null;
  readonly explanation: string;
  readonly reviewUrl: string | null;
  readonly decidedBy: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What bears on a claim: put there in the register, or linked to it in a text by a coder. */
export interface Evidence {
  readonly id: string;
  readonly from: 'register' | 'coding';
  readonly stance: Stance;
  readonly kind: 'span' | 'capture' | 'link';
  readonly title: string;
  readonly words: string;
  /** On the web. */
  readonly url: string | null;
  /** SHA-256 of a capture, hex. */
  readonly sha256: string | null;
  /** Where a passage stands. */
  readonly place: {
    readonly articleId: string;
    readonly versionNo: number;
    readonly annotationId: string;
  } | null;
  readonly accessedOn: string | null;
  readonly note: string;
  readonly by: string | null;
}

/** What a claim is to another claim of the register. */
export interface ClaimLink {
  readonly id: string;
  readonly kind: ClaimLinkKind;
  /** The other one. */
  readonly claimId: string;
  readonly name: string;
  /** Whether this claim is the one that updates, or is updated. */
  readonly direction: 'out' | 'in';
}

/** What coders linked between marked claims, seen from one claim of the register. */
export interface CodedLink {
  readonly kind: 'same_as' | ClaimLinkKind;
  /** Null where the other wording is in no entry. */
  readonly claimId: string | null;
  readonly name: string;
  readonly direction: 'out' | 'in';
  readonly count: number;
}

/** How often something is asserted. */
export interface ClaimCount {
  /** Null for a wording that is not in the register. */
  readonly claimId: string | null;
  readonly key: string;
  readonly name: string;
  readonly assertions: number;
  readonly outlet: number;
  readonly quoted: number;
  readonly articles: number;
  readonly publishers: number;
  /** Days, UTC; null where no article says when it appeared. */
  readonly first: string | null;
  readonly last: string | null;
  readonly verdict: string | null;
}

export interface GroupCount {
  /** Null where the articles do not say. */
  readonly name: string | null;
  readonly assertions: number;
  readonly outlet: number;
  readonly quoted: number;
  readonly claims: number;
}

export interface ClaimStats {
  readonly assertions: number;
  readonly outlet: number;
  readonly quoted: number;
  readonly claims: readonly ClaimCount[];
  readonly byPublisher: readonly GroupCount[];
  readonly byMonth: readonly GroupCount[];
}

export interface ClaimsReport extends FilterChoices {
  readonly filter: CodedFilter;
  readonly stats: ClaimStats;
  /** Claims of the register that have a verdict. */
  readonly judged: number;
  readonly isCapped: boolean;
}

/** Assertions on a page of a list. */
export const ASSERTIONS_PAGE = 50;

/** Which assertions a list holds. */
export type AssertionsOf =
  | { readonly id: string }
  | { readonly key: string }
  | { readonly voice: 'all' | 'outlet' | 'quoted_source' };

export const assertionsSearchSchema = codedFilterSchema.extend({
  key: key.nullable().catch(null).default(null),
  voice: z.enum(['all', 'outlet', 'quoted_source']).catch('all').default('all'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});

export interface ClaimPage {
  readonly claim: ClaimDto | null;
  /** The claim's sentence, or a wording that is in no entry; null for a list by voice. */
  readonly name: string | null;
  readonly assertions: readonly Assertion[];
  readonly total: number;
  readonly stats: ClaimStats;
  readonly evidence: readonly Evidence[];
  /** The newest first. */
  readonly verdicts: readonly Verdict[];
  readonly links: readonly ClaimLink[];
  readonly codedLinks: readonly CodedLink[];
  /** Ratings that the project has used, for those who write one. */
  readonly ratings: readonly string[];
  /** What it could be merged into or linked with. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
}
