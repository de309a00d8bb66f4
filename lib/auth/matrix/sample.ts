import { z } from 'zod';

interface JsonSchema {
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
}

/** A UUID that names nothing. */
export const NOBODY = '01900000-0000-7000-8000-00000000dead';

/**
 * The smallest input that a zod schema takes, with `given` laid over it, as sent and as parsed. A call that is refused for
 * who calls, and not for what is in it, needs a well-formed input. Throws when the schema still
 * refuses it: the row then has to give what is missing.
 */
export function sample<S extends z.ZodType>(
  schema: S,
  given: Readonly<Record<string, unknown>>,
): { readonly sent: unknown; readonly parsed: z.output<S> } {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const made = smallest(json);
  const value = typeof made === 'object' && made !== null ? { ...made, ...given } : made;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`No sample: ${z.prettifyError(parsed.error)}`);
  return { sent: value, parsed: parsed.data };
}

function smallest(schema: JsonSchema): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choice) return choice[0] ? smallest(choice[0]) : null;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, smallest(schema.properties?.[key] ?? {})]),
      );
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map(smallest);
      return Array.from({ length: schema.minItems ?? 0 }, () => smallest(schema.items ?? {}));
    case 'string':
      return schema.format === 'uuid' ? NOBODY : 'x'.repeat(Math.max(schema.minLength ?? 1, 1));
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return false;
    default:
      return null;
  }
}
