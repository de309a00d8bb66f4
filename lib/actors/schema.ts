import { z } from 'zod';
import { type CodedFilter, codedFilterSchema, type FilterChoices } from '@/lib/register/filter';
import type { Entry } from '@/lib/register/register';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';

/** As the default codebook's kinds of sources, so that a source's kind can be taken over. */
export const ACTOR_KINDS = [
  'person',
  'government',
  'military',
  'company',
  'media',
  'ngo',
  'expert',
  'document',
  'public',
  'other',
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

const uuid = z.uuid();
const name = z.string().trim().min(1).max(300).refine(isStorable, NOT_STORABLE);
const kind = z.enum(ACTOR_KINDS).nullable();
/** Of an item on wikidata.org. */
const wikidataId = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^Q[1-9]\d{0,11}$/)
  .nullable();
const note = z.string().trim().max(4000).refine(isStorable, NOT_STORABLE);
/** BCP 47, such as `fr` or `pt-BR`. */
const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .nullable();

export const createActorSchema = z.object({ projectId: uuid, name, kind: kind.default(null) });
export const changeActorSchema = z.object({
  projectId: uuid,
  actorId: uuid,
  name: name.optional(),
  kind: kind.optional(),
  wikidataId: wikidataId.optional(),
  note: note.optional(),
});
export const addNameSchema = z.object({
  projectId: uuid,
  actorId: uuid,
  name,
  language: language.default(null),
});
/** A name as the register keys it (see `nameKey`). */
const key = z.string().min(1).max(500).refine(isStorable, NOT_STORABLE);
export const removeNameSchema = z.object({ projectId: uuid, actorId: uuid, key });
export const mergeActorsSchema = z.object({ projectId: uuid, fromId: uuid, intoId: uuid });
/** Some names of one actor turn out to be another's, who is made: the first of them is its name. */
export const splitActorSchema = z.object({
  projectId: uuid,
  actorId: uuid,
  keys: z.array(key).min(1).max(100),
});

/** Which quotes are counted. */
export const sourcesFilterSchema = codedFilterSchema;
export type SourcesFilter = CodedFilter;

export interface ActorDto extends Entry {
  readonly kind: ActorKind | null;
  readonly wikidataId: string | null;
  readonly note: string;
}

/** One source of one attribution, or an attribution without any. Offsets are not needed here. */
export interface QuoteRow {
  readonly attributionId: string;
  /** Null where the source is absent. */
  readonly sourceId: string | null;
  /** The name that the coder gave; null for none. */
  readonly name: string | null;
  /** The source's own words in the text. */
  readonly words: string;
  readonly naming: string | null;
  readonly kind: string | null;
  /** direct, indirect or mixed; null where the content does not say. */
  readonly quotation: string | null;
  readonly said: string;
  readonly articleId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly publisher: string | null;
  /** `2026-11`, UTC; null where the article has no date. */
  readonly month: string | null;
  readonly coderName: string;
}

/** How often somebody is quoted. */
export interface ActorCount {
  /** Null for a name that is not in the register. */
  readonly actorId: string | null;
  /** For an unregistered name. */
  readonly key: string;
  readonly name: string;
  readonly kind: string | null;
  readonly quotes: number;
  readonly direct: number;
  readonly articles: number;
  readonly publishers: number;
}

/** Attributions of a publisher or a month, and how openly their sources are named. */
export interface NamingCount {
  /** Null where the article does not say. */
  readonly name: string | null;
  readonly attributions: number;
  /** By a source that nobody can tell. */
  readonly anonymous: number;
  /** Of which it is known how their source is named. */
  readonly told: number;
}

export interface SourceStats {
  readonly attributions: number;
  readonly absent: number;
  readonly anonymous: number;
  /** Attributions of which it is known how their source is named. */
  readonly told: number;
  readonly actors: readonly ActorCount[];
  readonly byPublisher: readonly NamingCount[];
  readonly byMonth: readonly NamingCount[];
}

export interface SourcesReport extends FilterChoices {
  readonly filter: SourcesFilter;
  readonly stats: SourceStats;
  /** There are more quotes than are counted at once. */
  readonly isCapped: boolean;
}

/** Quotes on a page of a list. */
export const QUOTES_PAGE = 50;

/** Which quotes a list holds: an actor's, those under a name that is not in the register, or by naming. */
export type QuotesOf =
  | { readonly id: string }
  | { readonly key: string }
  | { readonly naming: 'all' | 'anonymous' | 'absent' };

export const quotesSearchSchema = sourcesFilterSchema.extend({
  key: key.nullable().catch(null).default(null),
  naming: z.enum(['all', 'anonymous', 'absent']).catch('all').default('all'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});

export interface ActorPage {
  readonly actor: ActorDto | null;
  /** How it is called: the actor's name, or a name that is not in the register; null for a list by naming. */
  readonly name: string | null;
  readonly quotes: readonly QuoteRow[];
  readonly total: number;
  readonly stats: SourceStats;
  /** Whom it could be merged into. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
}
