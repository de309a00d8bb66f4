import { err, ok, type Result } from '@/lib/result/result';
import { unstorable } from '@/lib/text/storable';
import type { JsonValue } from '../schema';

export type JsonObject = Readonly<Record<string, JsonValue>>;

const OPENERS = /[[{]/g;
/** Only a text with these can hold what must be refused: NUL, lone surrogates. */
const SUSPICIOUS_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/;

/**
 * Parses one JSON value from outside. Fails with `import_rejected`, in words for the report, on a
 * syntax error, nesting deeper than `maxDepth`, a key `__proto__` (or `constructor` with a
 * `prototype`), and any string with NUL or half a surrogate pair, none of which can be stored.
 */
export function parseUntrustedJson(text: string, maxDepth: number): Result<JsonValue> {
  if (isDeeperThan(text, maxDepth)) {
    return err('import_rejected', `The JSON is nested deeper than ${maxDepth} levels.`);
  }
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'syntax error';
    return err('import_rejected', `Not valid JSON: ${detail.slice(0, 200)}.`, { cause });
  }
  const fault = findFault(value, SUSPICIOUS_ESCAPE.test(text));
  return fault === null ? ok(value) : err('import_rejected', fault);
}

/** True for a JSON object. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a JSON array (Array.isArray does not narrow a readonly one). */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Counts brackets outside strings, before anything recursive touches the text. */
function isDeeperThan(text: string, maxDepth: number): boolean {
  // Most records have fewer brackets than levels allowed, wherever they stand.
  if ((text.match(OPENERS)?.length ?? 0) <= maxDepth) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

function findFault(root: JsonValue, checkStrings: boolean): string | null {
  const stack: JsonValue[] = [root];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (typeof value === 'string' && checkStrings) {
      const fault = unstorable(value);
      if (fault) return `The text holds ${fault}.`;
    } else if (isJsonArray(value)) {
      for (const item of value) stack.push(item);
    } else if (isJsonObject(value)) {
      for (const key of Object.keys(value)) {
        const fault = faultOfKey(key, value[key]) ?? (checkStrings ? unstorable(key) : null);
        if (fault) return `A key that is refused: ${fault}.`;
        stack.push(value[key] ?? null);
      }
    }
  }
  return null;
}

function faultOfKey(key: string, value: JsonValue | undefined): string | null {
  if (key === '__proto__') return '__proto__';
  const poisoned =
    key === 'constructor' && isJsonObject(value) && Object.hasOwn(value, 'prototype');
  return poisoned ? 'constructor.prototype' : null;
}
