import { suggestColour } from '../colours';
import { keyForType } from '../merge';
import type { CodebookCode, Colour, Localized } from '../schema';

/** A text of a file that knows one language, for all languages of the interface. */
export function everyLanguage(text: string): Localized {
  return { en: text, fr: text };
}

const SPARE: Colour = { light: '#1e7fb6', dark: '#2fb5d8' };
const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** `#abc` and `#AABBCC` as `#aabbcc`; undefined for anything else. */
export function hexColour(text: string | undefined): string | undefined {
  if (text === undefined || !HEX.test(text)) return undefined;
  const hex = text.toLowerCase();
  return hex.length === 7 ? hex : `#${[...hex.slice(1)].map((digit) => digit + digit).join('')}`;
}

/**
 * Gives codes of a poorer file what it lacks: a key from the name, a colour pair (the file's own on
 * a light page, the nearest good one on a dark page, or a fresh one), no rules.
 */
export class CodeMaker {
  private readonly taken = new Set<string>();
  /** One outside name stands for one code: the first. */
  private readonly outside = new Set<string>();
  private readonly made: CodebookCode[] = [];

  constructor(private readonly system: string) {}

  add(given: {
    readonly name: string;
    readonly layer: string;
    readonly key?: string;
    readonly definition?: string;
    readonly parentKey?: string | null;
    readonly colour?: string;
    readonly shortcut?: string | null;
    readonly targets: CodebookCode['targets'];
    readonly roles?: CodebookCode['roles'];
  }): CodebookCode {
    const key = keyForType(given.key ?? given.name, this.taken);
    this.taken.add(key);
    const { name, layer, targets, roles = [] } = given;
    const defined = given.definition?.trim();
    const code: CodebookCode = {
      key,
      layer,
      parentKey: given.parentKey ?? null,
      name: everyLanguage(name),
      definition: defined ? everyLanguage(defined) : undefinedYet(name),
      include: [],
      exclude: [],
      examples: [],
      colour: this.colourFor(layer, hexColour(given.colour)),
      shortcut: given.shortcut ?? null,
      targets,
      roles,
      externalMappings: this.mappingsFor(given.key ?? name, key),
      retired: false,
    };
    this.made.push(code);
    return code;
  }

  private mappingsFor(name: string, key: string): CodebookCode['externalMappings'] {
    if (name === key || this.outside.has(name)) return [];
    this.outside.add(name);
    return [{ system: this.system, type: name }];
  }

  private colourFor(layer: string, own: string | undefined): Colour {
    const others = this.made.filter((code) => code.layer === layer);
    if (own === undefined) return suggestColour(SPARE, others) ?? SPARE;
    // The file's colour stays what it is; the editor says where it is faint.
    const dark = suggestColour({ light: own, dark: own }, others)?.dark ?? SPARE.dark;
    return { light: own, dark };
  }
}

/** The definition of what a file names without defining it. */
export function undefinedYet(name: string): Localized {
  return {
    en: `“${name}” as in the imported file; nobody has defined it here yet.`,
    fr: `« ${name} » tel que dans le fichier importé ; personne ne l’a encore défini ici.`,
  };
}

/** Whether a definition says no more than that there is none. */
export function isUndefined(definition: Localized, name: string): boolean {
  return definition.en === undefinedYet(name).en;
}

/** The layer for codes of a file that knows no layers. */
export const IMPORTED_LAYER = {
  key: 'imported',
  name: { en: 'Imported', fr: 'Importé' },
  definition: {
    en: 'Codes that came with imported files.',
    fr: 'Codes venus avec des fichiers importés.',
  },
};
