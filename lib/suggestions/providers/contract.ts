import { z } from 'zod';
import { attributesSchema, fragmentSchema } from '@/lib/annotations/schema';

/** Name and version of the contract in docs/suggestion-providers.md. */
export const CONTRACT = 'sourcemark-suggestions/1';

/** Most rows that are looked at; the rest is counted as refused. */
export const MOST_ROWS = 2_000;

/** What a provider is sent. */
export interface ProviderRequest {
  readonly contract: typeof CONTRACT;
  readonly article: {
    readonly title: string;
    /** BCP 47, or null when unknown. */
    readonly language: string | null;
    readonly text: string;
    /** Code points. */
    readonly length: number;
    /** Of the text's UTF-8, hex. */
    readonly sha256: string;
  };
  readonly codebook: {
    readonly codes: readonly {
      readonly key: string;
      readonly layer: string;
      readonly name: unknown;
      readonly kinds: readonly string[];
      readonly roles: readonly { readonly role: string; readonly codes: readonly string[] }[];
    }[];
    readonly attributes: readonly {
      readonly key: string;
      readonly layer: string;
      readonly code: string | null;
      readonly kind: string;
      readonly values: readonly string[];
    }[];
  };
}

/** The envelope of an answer; its rows are read one by one, so that a bad one spoils no other. */
export const answerSchema = z.object({
  contract: z.literal(CONTRACT),
  provider: z.object({ version: z.string().min(1).max(60) }),
  suggestions: z.array(z.unknown()).max(100_000),
});

const quotedSchema = fragmentSchema.and(z.object({ quote: z.string().max(100_000) }));

/** One row. Unknown members are passed over. */
export const rowSchema = z.object({
  score: z.number().min(0).max(1),
  reason: z
    .string()
    .max(300)
    .refine((text) => !text.includes('\u0000'))
    .optional(),
  kind: z.enum(['span', 'article', 'composite']),
  code: z.string().min(1).max(100),
  attributes: attributesSchema.default({}),
  fragments: z.array(quotedSchema).max(50).default([]),
  parts: z
    .array(
      z.object({
        role: z.enum(['source', 'cue', 'content', 'content2']),
        code: z.enum(['source', 'cue', 'content']),
        attributes: attributesSchema.default({}),
        fragments: z.array(quotedSchema).min(1).max(50),
      }),
    )
    .max(50)
    .default([]),
});
