import { attributesOf } from '@/lib/codebook/rules';
import type {
  CodebookAttribute,
  CodebookCode,
  CodebookDocument,
  Localized,
} from '@/lib/codebook/schema';

/** The codebook as the reader asks for it: by key, by target, by shortcut. */
export interface CodebookView {
  readonly document: CodebookDocument;
  /** The language that names and rules are shown in: that of the interface. */
  readonly locale: string;
  /** A text of the codebook in that language, else in English, which every codebook has. */
  say(text: Localized): string;
  code(key: string): CodebookCode | undefined;
  /** The name in the interface's language; the key for a code that is not in this version. */
  nameOf(key: string): string;
  /** What stands in the chip beside a span: the shortcut, else the first letter of the name. */
  signOf(key: string): string;
  layerOf(codeKey: string): string;
  layerName(layerKey: string): string;
  /** Place of the layer in the codebook; decides the style of the underline. */
  layerIndex(layerKey: string): number;
  attributes(codeKey: string): readonly CodebookAttribute[];
  /** Codes in use for spans or for the article, in the codebook's order. */
  codesFor(target: 'span' | 'article'): readonly CodebookCode[];
  shortcuts(target: 'span' | 'article'): ReadonlyMap<string, string>;
}

/** Prepares the lookups of one codebook version. Once per page. */
export function createCodebookView(document: CodebookDocument, locale = 'en'): CodebookView {
  const say = (text: Localized) =>
    (Object.hasOwn(text, locale) ? text[locale as keyof Localized] : undefined) ?? text.en;
  const codes = new Map(document.codes.map((code) => [code.key, code]));
  const layers = new Map(document.layers.map((layer, index) => [layer.key, { layer, index }]));
  const attributes = new Map(
    document.codes.map((code) => [code.key, attributesOf(document, code)] as const),
  );
  const byTarget = (target: 'span' | 'article') =>
    document.codes.filter((code) => !code.retired && code.targets.includes(target));
  const shortcutsOf = (list: readonly CodebookCode[]) =>
    new Map(list.flatMap((code) => (code.shortcut ? [[code.shortcut, code.key] as const] : [])));
  const targets = { span: byTarget('span'), article: byTarget('article') };
  const shortcuts = {
    span: shortcutsOf(targets.span),
    article: shortcutsOf(targets.article),
  };
  return {
    document,
    locale,
    say,
    code: (key) => codes.get(key),
    nameOf: (key) => {
      const code = codes.get(key);
      return code ? say(code.name) : key;
    },
    signOf: (key) => {
      const code = codes.get(key);
      return (code?.shortcut ?? (code ? say(code.name).slice(0, 1) : '?')).toUpperCase();
    },
    layerOf: (key) => codes.get(key)?.layer ?? '',
    layerName: (key) => {
      const found = layers.get(key);
      return found ? say(found.layer.name) : key;
    },
    layerIndex: (key) => layers.get(key)?.index ?? layers.size,
    attributes: (key) => attributes.get(key) ?? [],
    codesFor: (target) => targets[target],
    shortcuts: (target) => shortcuts[target],
  };
}

/** `source_presence: absent` on an attribution says that no words in the text stand for a source. */
export const SOURCE_PRESENCE = 'source_presence';
