import { z } from 'zod';
import type { ExportExternalRef, JsonValue } from './schema';

/** The part of a code's mapping to another scheme that an export needs. */
const mappingSchema = z.object({
  system: z.string(),
  type: z.string(),
  attributes: z.record(z.string(), z.unknown()).optional(),
});
const mappingsSchema = z.array(mappingSchema);

/** The scheme whose names a brat export uses. */
const BRAT_SYSTEM = 'polnear';

export interface ExternalType {
  readonly type: string | null;
  /** Attributes that the type's name alone says, with these values. */
  readonly implied: readonly string[];
}

/**
 * What an annotation is called outside: its type in the brat file that it came from, as long as its
 * code is still the imported one; else the name that its code maps to, the most specific whose
 * attributes hold; else nothing (the code's key will do).
 */
export function externalTypeOf(given: {
  readonly mappings: unknown;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly ref: ExportExternalRef | null;
  readonly codeUnchanged: boolean;
}): ExternalType {
  const parsed = mappingsSchema.safeParse(given.mappings);
  const fitting = (parsed.success ? parsed.data : [])
    .filter(({ system }) => system === BRAT_SYSTEM)
    .map(({ type, attributes }) => ({ type, attributes: Object.entries(attributes ?? {}) }))
    .filter(({ attributes }) => attributes.every(([key, value]) => given.attributes[key] === value))
    .sort((a, b) => b.attributes.length - a.attributes.length);
  const best = fitting[0];
  const { ref } = given;
  const stillImported = ref?.format === 'brat' && given.codeUnchanged && ref.type !== null;
  // The file's own name wins, unless an edit has since said what that name denies.
  const wanted = stillImported ? fitting.find(({ type }) => type === ref.type) : undefined;
  const chosen = wanted ?? best;
  if (chosen) return { type: chosen.type, implied: chosen.attributes.map(([key]) => key) };
  return { type: stillImported ? ref.type : null, implied: [] };
}

const refSchema = z.looseObject({
  format: z.string().optional(),
  file: z.string().optional(),
  id: z.string().optional(),
  trigger: z.string().optional(),
  type: z.string().optional(),
  ranges: z.string().optional(),
  roles: z.array(z.string()).optional(),
  normalisations: z.array(z.string()).optional(),
});

/** Reads a stored external reference; null when there is none or it has another shape. */
export function readExternalRef(stored: unknown): ExportExternalRef | null {
  const parsed = refSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { format, file, id, trigger, type } = parsed.data;
  return {
    format: format ?? (id !== undefined && /^[TERM]\d+$/.test(id) ? 'brat' : null),
    file: file ?? null,
    id: id ?? null,
    trigger: trigger ?? null,
    type: type ?? null,
    ranges: parsed.data.ranges === undefined ? null : readRanges(parsed.data.ranges),
    roles: parsed.data.roles ?? [],
    normalisations: parsed.data.normalisations ?? [],
  };
}

/** `12 14;3 5` */
function readRanges(text: string): { start: number; end: number }[] | null {
  if (!/^\d+ \d+(;\d+ \d+)*$/.test(text)) return null;
  return text.split(';').map((pair) => {
    const [start = 0, end = 0] = pair.split(' ').map(Number);
    return { start, end };
  });
}
