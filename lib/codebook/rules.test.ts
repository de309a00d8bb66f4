import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codebookHash } from './hash';
import { addTypes, keyForType, mergePack } from './merge';
import { defaultCodebook } from './packs/default';
import { polnearPack } from './packs/polnear';
import { semeval2020Pack } from './packs/semeval2020';
import { shippedPacks } from './packs/shipped';
import {
  attributesOf,
  checkAttributes,
  codeForExternalType,
  defaultsOf,
  externalTypeOf,
  findCode,
  isPartialDate,
  packsForTypes,
} from './rules';
import { type AttributeValues, type CodebookDocument, codebookSchema, keySchema } from './schema';

function codeOf(key: string, document: CodebookDocument = defaultCodebook) {
  const code = findCode(document, key);
  if (code === undefined) throw new Error(`no code ${key}`);
  return code;
}

function merged(...packs: Parameters<typeof mergePack>[1][]): CodebookDocument {
  return packs.reduce((document, pack) => {
    const result = mergePack(document, pack);
    if (!result.ok) throw new Error(result.error.userMessage);
    return result.value;
  }, defaultCodebook);
}

describe('defaultsOf', () => {
  it('gives a new annotation the default values of its code', () => {
    const attributes = defaultCodebook.attributes.map((attribute) =>
      attribute.key === 'cue_stance' ? { ...attribute, defaultValue: 'neutral' } : attribute,
    );
    expect(defaultsOf({ attributes }, codeOf('cue'))).toEqual({ cue_stance: 'neutral' });
    expect(defaultsOf({ attributes }, codeOf('source'))).toEqual({});
  });
});

describe('checkAttributes', () => {
  const check = (code: string, values: AttributeValues) => {
    const result = checkAttributes(defaultCodebook, codeOf(code), values);
    return result.ok ? 'ok' : `${result.error.code} ${result.error.field}`;
  };

  it('takes options of the code’s own and of its layer’s attributes', () => {
    expect(check('source', { source_naming: 'named', actor: 'Mara Oakes' })).toBe('ok');
    expect(check('political', { frame_scope: 'primary', frame_target: 'the port' })).toBe('ok');
  });

  it('refuses unknown attributes, unknown options and wrong types, by key', () => {
    expect(check('source', { cue_kind: 'noun' })).toBe('invalid_input cue_kind');
    expect(check('source', { source_naming: 'Named' })).toBe('invalid_input source_naming');
    expect(check('source', { source_naming: ['named'] })).toBe('invalid_input source_naming');
    expect(check('source', { actor: '  ' })).toBe('invalid_input actor');
    expect(check('claim', { normalised_text: 7 })).toBe('invalid_input normalised_text');
    expect(check('source', { constructor: 'x' })).toBe('invalid_input constructor');
  });

  it('checks numbers, dates and lists of options', () => {
    const document: CodebookDocument = {
      ...defaultCodebook,
      attributes: (['number', 'date', 'multi_choice'] as const).map((kind) => ({
        key: kind,
        layer: 'claim',
        code: 'claim',
        kind,
        name: { en: kind, fr: kind },
        definition: { en: kind, fr: kind },
        options:
          kind === 'multi_choice'
            ? ['a', 'b'].map((value) => ({ value, name: { en: value, fr: value } }))
            : [],
        required: kind === 'number',
      })),
    };
    const fits = (values: AttributeValues, complete = false) =>
      checkAttributes(document, codeOf('claim', document), values, { complete }).ok;
    expect(fits({ number: 1.5, date: '2023-04', multi_choice: ['b', 'a'] }, true)).toBe(true);
    expect(fits({ multi_choice: ['a'] })).toBe(true);
    expect(fits({ multi_choice: ['a'] }, true)).toBe(false);
    expect(fits({ number: Number.NaN })).toBe(false);
    expect(fits({ number: '1' })).toBe(false);
    expect(fits({ multi_choice: ['a', 'a'] })).toBe(false);
    expect(fits({ multi_choice: 'a' })).toBe(false);
    expect(fits({ date: '2023-02-30' })).toBe(false);
  });

  it('knows partial dates from impossible ones', () => {
    expect(['2023', '2024-02', '2024-02-29'].map(isPartialDate)).toEqual([true, true, true]);
    expect(['23', '2023-13', '2023-02-29', '2023-1-1', ''].some(isPartialDate)).toBe(false);
  });

  it('lists the layer’s attributes for each frame', () => {
    const keys = attributesOf(defaultCodebook, codeOf('economic')).map((item) => item.key);
    expect(keys).toEqual(['frame_scope', 'frame_tone', 'frame_target', 'frame_voice']);
  });
});

describe('external types', () => {
  it('maps each PolNeAR type to a code and back to the same name', () => {
    const document = merged(polnearPack);
    const types = 'Source Cue Content Attribution Attribution-no-source Discuss Discard'.split(' ');
    for (const type of types) {
      const mapped = codeForExternalType(document, type);
      if (mapped === undefined) throw new Error(`no code for ${type}`);
      expect(mapped.system).toBe('polnear');
      expect(checkAttributes(document, mapped.code, mapped.attributes).ok).toBe(true);
      expect(externalTypeOf(mapped.code, mapped.attributes, 'polnear')).toBe(type);
    }
    expect(codeForExternalType(document, 'source')?.system).toBeNull();
    expect(codeForExternalType(document, 'SOURCE')).toBeUndefined();
    expect(externalTypeOf(codeOf('attribution', document), {}, 'other')).toBeUndefined();
  });

  it('finds the packs that a file’s types call for', () => {
    const polnear = packsForTypes(defaultCodebook, shippedPacks, ['Source', 'Cue', 'Discuss']);
    expect(polnear.packs.map((pack) => pack.key)).toEqual(['polnear']);
    expect(polnear.unknown).toEqual([]);
    const mixed = packsForTypes(defaultCodebook, shippedPacks, ['Doubt', 'Cue', 'Nonsense']);
    expect(mixed.packs.map((pack) => pack.key).sort()).toEqual(['polnear', 'semeval2020']);
    expect(mixed.unknown).toEqual(['Nonsense']);
    expect(packsForTypes(merged(polnearPack), shippedPacks, ['Cue']).packs).toEqual([]);
  });
});

describe('mergePack', () => {
  it('keeps what was there, and changes nothing the second time', () => {
    const once = merged(polnearPack, semeval2020Pack);
    expect(codebookSchema.safeParse(once).success).toBe(true);
    expect(once.codes.length).toBe(defaultCodebook.codes.length + 2 + 14);
    expect(once.codes.map((code) => code.key).slice(0, defaultCodebook.codes.length)).toEqual(
      defaultCodebook.codes.map((code) => code.key),
    );
    const again = mergePack(once, polnearPack);
    expect(again.ok && codebookHash(again.value)).toBe(codebookHash(once));
    expect(codebookHash(once)).not.toBe(codebookHash(defaultCodebook));
  });

  it('refuses a pack that needs a missing code', () => {
    const document = {
      ...defaultCodebook,
      codes: defaultCodebook.codes.filter((code) => code.key !== 'cue'),
    };
    const result = mergePack(document, polnearPack);
    expect(!result.ok && result.error.userMessage).toBe('The pack “PolNeAR” needs the code “cue”.');
  });
});

describe('addTypes', () => {
  it('adds codes that the file’s names find again', () => {
    const result = addTypes(
      defaultCodebook,
      [
        { type: 'Doute, réel', target: 'span' },
        { type: 'Vote', target: 'composite', roles: [{ role: 'Theme', codes: ['claim'] }] },
      ],
      'brat',
    );
    if (!result.ok) throw new Error(result.error.userMessage);
    expect(codebookSchema.safeParse(result.value).success).toBe(true);
    expect(codeForExternalType(result.value, 'Doute, réel')?.code.key).toBe('doute_reel');
    expect(codeForExternalType(result.value, 'Vote')?.code.roles[0]?.codes).toEqual(['claim']);
  });

  it('makes a valid, free key of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (type, others) => {
        const taken = new Set(others.map((other) => keyForType(other, new Set())));
        const key = keyForType(type, taken);
        expect(keySchema.safeParse(key).success).toBe(true);
        expect(taken.has(key)).toBe(false);
      }),
    );
  });
});

describe('codebookHash', () => {
  it('does not depend on the order of keys, and sees every change', () => {
    const reordered = JSON.parse(
      JSON.stringify({
        relationTypes: [],
        ...Object.fromEntries(Object.entries(defaultCodebook).reverse()),
      }),
    ) as CodebookDocument;
    expect(codebookHash(reordered)).toBe(codebookHash(defaultCodebook));
    const changed = structuredClone(defaultCodebook);
    const first = changed.codes[0];
    if (first !== undefined) first.definition.fr += '.';
    expect(codebookHash(changed)).not.toBe(codebookHash(defaultCodebook));
  });
});
