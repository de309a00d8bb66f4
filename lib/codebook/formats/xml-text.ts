import { SaxesParser } from 'saxes';
import type { Fault } from './format';

/** An element with the line that it begins on. Comments and processing instructions are left out. */
export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly in it, trimmed unless it was asked for as it is. */
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly line: number;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const MAX_DEPTH = 100;
const MAX_ELEMENTS = 50_000;

class XmlFault extends Error {
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * Reads well-formed XML strictly. A document type is refused outright, so that no entity can be
 * declared and none expands; only the five of XML and character references are known. Refused too:
 * nesting deeper than 100 and more elements than `maxElements`.
 */
export function readXmlText(
  text: string,
  { maxElements = MAX_ELEMENTS, isTextWhole = false } = {},
): XmlElement | Fault {
  const parser = new SaxesParser({ position: true });
  const stack: Open[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  const fail = (reason: string): never => {
    throw new XmlFault(parser.line, reason);
  };
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => fail('A document type (DTD) is refused: it may declare entities.'));
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    if (count > maxElements) fail(`There are more than ${maxElements} elements.`);
    if (stack.length >= MAX_DEPTH) fail(`Nested deeper than ${MAX_DEPTH}.`);
    stack.push({
      name: localName(name),
      line: parser.line,
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [key, String(value)]),
      ),
      children: [],
      text: '',
    });
  });
  const addText = (piece: string) => {
    const open = stack.at(-1);
    if (open) open.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const open = stack.pop();
    if (open === undefined) return;
    const element: XmlElement = { ...open, text: isTextWhole ? open.text : open.text.trim() };
    const parent = stack.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  });
  try {
    parser.write(text.replace(/^\uFEFF/, '')).close();
  } catch (cause) {
    if (cause instanceof XmlFault) return { line: cause.line, reason: cause.message };
    throw cause;
  }
  return root ?? { line: 1, reason: 'The file holds no element.' };
}

/** Without its prefix: files differ in how they name their namespaces. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Characters that XML 1.0 cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A value for between quotes. */
export function xmlAttribute(value: string): string {
  return value
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/[&<>"'\n\r\t]/g, (char) => ESCAPES[char] ?? char);
}

/** A text for between tags. */
export function xmlText(value: string): string {
  return value.replace(FORBIDDEN, '\uFFFD').replace(/[&<>\r]/g, (char) => ESCAPES[char] ?? char);
}

/** `<name a="…"` with the attributes that have a value. */
export function xmlOpen(name: string, attributes: Readonly<Record<string, string | null>>): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([key, value]) => ` ${key}="${xmlAttribute(value)}"`);
  return `<${name}${written.join('')}`;
}
