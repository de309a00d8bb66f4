import { z } from 'zod';

const day = z.iso.date().nullable().catch(null).default(null);

/** Which coded passages are counted: a page's address. Anything else in it counts as not said. */
export const codedFilterSchema = z.object({
  publisher: z.string().trim().min(1).max(500).nullable().catch(null).default(null),
  /** Only articles that do not say this. */
  unsaid: z.enum(['publisher', 'date']).nullable().catch(null).default(null),
  /** Days of publication in UTC, both included. */
  from: day,
  to: day,
  /** Whose coding: everybody's, the gold, or one coder's. */
  coder: z
    .union([z.uuid(), z.literal('gold')])
    .nullable()
    .catch(null)
    .default(null),
});
export type CodedFilter = z.output<typeof codedFilterSchema>;

/** What a filter may choose from. */
export interface FilterChoices {
  readonly publishers: readonly string[];
  readonly coders: readonly { readonly id: string; readonly name: string }[];
}

/** A filter as a query of an address; empty for one that lets everything through. */
export function filterQuery(
  filter: CodedFilter,
  more: Readonly<Record<string, string | null>> = {},
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...more })) {
    if (value) params.set(name, value);
  }
  return params.size > 0 ? `?${params}` : '';
}
