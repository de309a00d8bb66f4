import { z } from 'zod';
import { attributesSchema, fragmentSchema } from '@/lib/annotations/schema';

const uuid = z.uuid();
const fragments = z.array(fragmentSchema).max(50);

/** A span that a proposed attribution joins. */
const partSchema = z.object({
  role: z.enum(['source', 'cue', 'content', 'content2']),
  codeKey: z.enum(['source', 'cue', 'content']),
  fragments: fragments.min(1),
  attributes: attributesSchema.default({}),
});
export type ProposalPart = z.output<typeof partSchema>;

/** What is proposed: a span, a label of the article, or an attribution with its parts. Code points. */
export const proposalSchema = z.object({
  kind: z.enum(['span', 'article', 'composite']),
  codeKey: z.string().min(1).max(100),
  attributes: attributesSchema.default({}),
  fragments: fragments.default([]),
  parts: z.array(partSchema).max(50).default([]),
});
export type Proposal = z.output<typeof proposalSchema>;

/** Why it is proposed: a reason of ours by its key, with values, or a provider's own words. */
export const reasonSchema = z.object({
  key: z.string().max(50).optional(),
  count: z.int().nonnegative().optional(),
  people: z.int().nonnegative().optional(),
  text: z.string().max(300).optional(),
});
export type ReasonDto = z.output<typeof reasonSchema>;

/** Providers that come along. Others are HTTP providers, by the id that a lead gave them. */
export const BUILT_IN = ['rules', 'elsewhere', 'twins'] as const;

const article = z.object({ projectId: uuid, articleVersionId: uuid });

export const readSuggestionsSchema = article;

/** Asks all providers, or some by key. Safe to repeat: what is known is not offered twice. */
export const askSuggestionsSchema = article.extend({
  origins: z.array(z.string().max(60)).max(20).optional(),
});
export type AskSuggestions = z.input<typeof askSuggestionsSchema>;

const decision = article.extend({
  suggestionId: uuid,
  idempotencyKey: z.string().min(8).max(100),
});

/** `proposal` is what the person made of it; absent, it is taken as it stands. */
export const acceptSuggestionSchema = decision.extend({
  annotationId: uuid,
  proposal: proposalSchema.optional(),
});
export type AcceptSuggestion = z.input<typeof acceptSuggestionSchema>;

export const rejectSuggestionSchema = decision;
export type RejectSuggestion = z.input<typeof rejectSuggestionSchema>;

/** Names of request headers (RFC 9110 tokens) that a secret may go in; those of the protocol not. */
const headerName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/)
  .refine(
    (name) =>
      !/^(host|content-.*|connection|transfer-encoding|cookie|te|trailer|upgrade|expect)$/i.test(
        name,
      ),
    'This header belongs to the protocol.',
  );

export const saveProviderSchema = z.object({
  projectId: uuid,
  /** Absent for a new one. */
  providerId: uuid.optional(),
  name: z.string().trim().min(1).max(80),
  url: z
    .url({ protocol: /^https?$/, error: 'The address begins with http:// or https://.' })
    .max(500),
  headerName: headerName.nullable().default(null),
  /** Printable ASCII. Absent keeps the one that is stored. */
  secret: z
    .string()
    .regex(/^[\x21-\x7e]{1,500}$/, 'The secret is of printable characters without spaces.')
    .optional(),
});
export type SaveProvider = z.input<typeof saveProviderSchema>;

export const removeProviderSchema = z.object({ projectId: uuid, providerId: uuid });

/** A provider as pages see it: never its secret. */
export interface ProviderDto {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly headerName: string | null;
}

type Quoted<T extends { readonly fragments: readonly unknown[] }> = Omit<T, 'fragments'> & {
  readonly fragments: readonly {
    readonly start: number;
    readonly end: number;
    readonly quote: string;
  }[];
};

export interface SuggestionDto {
  readonly id: string;
  readonly origin: string;
  readonly originVersion: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reason: ReasonDto;
  readonly proposal: Omit<Quoted<Proposal>, 'parts'> & {
    readonly parts: readonly Quoted<ProposalPart>[];
  };
}

/** What a person may see of an article version's suggestions. */
export interface SuggestionsDto {
  /** Suggestions are not shown to whoever codes blind. */
  readonly hidden: boolean;
  /** Those that wait for a decision, in text order. */
  readonly offered: readonly SuggestionDto[];
  readonly decided: Readonly<Record<'accepted' | 'changed' | 'rejected' | 'stale', number>>;
  /** Names of the project's HTTP providers by key. */
  readonly names: Readonly<Record<string, string>>;
}

/** What asking one provider came to. */
export interface AskedProvider {
  readonly origin: string;
  /** Newly offered. */
  readonly offered: number;
  /** Known, decided or already marked. */
  readonly known: number;
  /** Rows that could not be taken, with reasons; of many the first few. */
  readonly refused: number;
  readonly refusals: readonly string[];
  /** Why nothing came at all; null when it answered. */
  readonly failure: string | null;
}

export interface AskAnswer {
  readonly asked: readonly AskedProvider[];
  readonly suggestions: SuggestionsDto;
}
