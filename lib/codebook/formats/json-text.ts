import type { Fault } from './format';

/** A JSON text read, with the line on which each value begins. */
export interface JsonText {
  readonly value: unknown;
  /** The line of the value at the path, or of the nearest one above it. */
  lineOf(path: readonly (string | number)[]): number;
}

const MAX_DEPTH = 64;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonFault extends Error {
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * Reads JSON (RFC 8259) strictly and remembers where things stand. Refused with their line: a syntax
 * error, a key that stands twice in one object, nesting deeper than 64.
 */
export function readJsonText(text: string): JsonText | Fault {
  const lines = new Map<string, number>();
  try {
    const value = new Reader(text, lines).whole();
    return {
      value,
      lineOf(path) {
        for (let length = path.length; length > 0; length -= 1) {
          const line = lines.get(JSON.stringify(path.slice(0, length)));
          if (line !== undefined) return line;
        }
        return 1;
      },
    };
  } catch (cause) {
    if (cause instanceof JsonFault) return { line: cause.line, reason: cause.message };
    throw cause;
  }
}

class Reader {
  private at = 0;
  private line = 1;

  constructor(
    private readonly text: string,
    private readonly lines: Map<string, number>,
  ) {}

  whole(): unknown {
    const value = this.value([]);
    this.space();
    if (this.at < this.text.length) this.fail('Something follows the end of the JSON.');
    return value;
  }

  private fail(reason: string): never {
    throw new JsonFault(this.line, reason);
  }

  private space(): void {
    for (;;) {
      const char = this.text[this.at];
      if (char === '\n') this.line += 1;
      else if (char !== ' ' && char !== '\t' && char !== '\r') return;
      this.at += 1;
    }
  }

  private take(char: string): boolean {
    this.space();
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private value(path: readonly (string | number)[]): unknown {
    if (path.length > MAX_DEPTH) this.fail(`Nested deeper than ${MAX_DEPTH}.`);
    this.space();
    this.lines.set(JSON.stringify(path), this.line);
    const char = this.text[this.at];
    if (char === '{') return this.object(path);
    if (char === '[') return this.array(path);
    if (char === '"') return this.string();
    const match = /(?:true|false|null|-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,4})?)/y;
    match.lastIndex = this.at;
    const word = match.exec(this.text)?.[0];
    if (word === undefined) {
      return this.fail(char === undefined ? 'The file ends too soon.' : `Unexpected “${char}”.`);
    }
    this.at += word.length;
    return JSON.parse(word);
  }

  private object(path: readonly (string | number)[]): unknown {
    this.at += 1;
    const entries = new Map<string, unknown>();
    if (this.take('}')) return {};
    do {
      this.space();
      if (this.text[this.at] !== '"') this.fail('A key in quotes is expected.');
      const key = this.string();
      if (entries.has(key)) this.fail(`The key “${key}” stands twice.`);
      if (!this.take(':')) this.fail('A colon is expected.');
      entries.set(key, this.value([...path, key]));
    } while (this.take(','));
    if (!this.take('}')) this.fail('A comma or “}” is expected.');
    return Object.fromEntries(entries);
  }

  private array(path: readonly (string | number)[]): unknown[] {
    this.at += 1;
    const items: unknown[] = [];
    if (this.take(']')) return items;
    do items.push(this.value([...path, items.length]));
    while (this.take(','));
    if (!this.take(']')) this.fail('A comma or “]” is expected.');
    return items;
  }

  private string(): string {
    this.at += 1;
    let value = '';
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) return this.fail('A text in quotes does not end.');
      this.at += 1;
      if (char === '"') return value;
      if (char === '\\') value += this.escaped();
      else if (char < ' ') this.fail('A line break or control character inside quotes.');
      else value += char;
    }
  }

  private escaped(): string {
    const char = this.text[this.at] ?? '';
    this.at += 1;
    if (char !== 'u') return ESCAPES[char] ?? this.fail(`Unknown escape “\\${char}”.`);
    const hex = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.fail('“\\u” needs four hexadecimal digits.');
    this.at += 4;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }
}
