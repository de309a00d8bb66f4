import type {
  AttributeOption,
  CodebookAttribute,
  CodebookCode,
  CodeExample,
  Colour,
  Localized,
} from '../schema';

/** A text in English and French. */
export function text(en: string, fr: string): Localized {
  return { en, fr };
}

/** A colour pair: on a light page, on a dark page. */
export function colour(light: string, dark: string): Colour {
  return { light, dark };
}

/** An invented English example; the marked words stand between double square brackets. */
export function english(example: string, note?: Localized): CodeExample {
  return note === undefined
    ? { language: 'en', text: example }
    : { language: 'en', text: example, note };
}

/** An invented French example; the marked words stand between double square brackets. */
export function french(example: string, note?: Localized): CodeExample {
  return note === undefined
    ? { language: 'fr', text: example }
    : { language: 'fr', text: example, note };
}

type Optional = 'parentKey' | 'roles' | 'externalMappings' | 'retired' | 'shortcut';

/** A code with the usual silent defaults filled in. */
export function code(
  given: Omit<CodebookCode, Optional> & Partial<Pick<CodebookCode, Optional>>,
): CodebookCode {
  return {
    parentKey: null,
    roles: [],
    externalMappings: [],
    retired: false,
    shortcut: null,
    ...given,
  };
}

/** An option of a choice. */
export function option(value: string, en: string, fr: string): AttributeOption {
  return { value, name: { en, fr } };
}

/** An attribute definition with the usual silent defaults filled in. */
export function attribute(
  given: Omit<CodebookAttribute, 'code' | 'options' | 'required'> &
    Partial<Pick<CodebookAttribute, 'code' | 'options' | 'required'>>,
): CodebookAttribute {
  return { code: null, options: [], required: false, ...given };
}
