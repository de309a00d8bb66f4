import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergePack } from '../merge';
import { codeForExternalType } from '../rules';
import { type CodebookDocument, codebookProblems, codebookSchema } from '../schema';
import { claimsPack } from './claims';
import { contrast, deuteranopia, distance, linearRgb } from './colour-vision';
import { defaultCodebook } from './default';
import { polnearPack } from './polnear';
import { semeval2020Pack } from './semeval2020';
import { semeval2023Pack } from './semeval2023';
import { shippedPacks } from './shipped';

const everyCode = [
  ...new Map(
    [...shippedPacks, defaultCodebook].flatMap((set) => set.codes).map((code) => [code.key, code]),
  ).values(),
];

function codesOfLayer(layer: string) {
  return everyCode.filter((code) => code.layer === layer && !/^disc/.test(code.key));
}

describe('the default codebook', () => {
  it('is a sound document with the 15 frames', () => {
    const parsed = codebookSchema.safeParse(defaultCodebook);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(codesOfLayer('framing')).toHaveLength(15);
  });

  it('is a coding manual: each code has a definition, rules and an example', () => {
    for (const code of everyCode) {
      for (const language of ['en', 'fr'] as const) {
        const sentences = code.definition[language].split(/[.?!](?:\s|$)/).filter(Boolean);
        expect(sentences.length, code.key).toBeLessThanOrEqual(3);
        expect(code.definition[language].length, code.key).toBeGreaterThan(40);
      }
      expect(code.include.length, code.key).toBeGreaterThan(0);
      expect(code.exclude.length, code.key).toBeGreaterThan(0);
      expect(code.examples.length, code.key).toBeGreaterThan(0);
      for (const example of code.examples) expect(example.text).toMatch(/\[\[.+?\]\]/);
    }
  });

  it('has one free letter for each code, and none of the keys that move in lists', () => {
    const letters = defaultCodebook.codes.map((code) => code.shortcut);
    expect(letters.every((letter) => letter !== null && /^[a-z]$/.test(letter))).toBe(true);
    expect(new Set(letters).size).toBe(letters.length);
    for (const taken of ['j', 'k', 'n', 'x', 'z']) expect(letters).not.toContain(taken);
  });

  it('gives an attribution its four roles', () => {
    const code = defaultCodebook.codes.find((item) => item.key === 'attribution');
    expect(code?.roles.map(({ role, min, max }) => [role, min, max])).toEqual([
      ['source', 0, null],
      ['cue', 0, null],
      ['content', 1, 1],
      ['content2', 0, 1],
    ]);
  });
});

describe('the packs', () => {
  it.each(shippedPacks.map((pack) => [pack.key, pack] as const))(
    '%s fits the default codebook, and a codebook of its own unless it names others’ codes',
    (_key, pack) => {
      const added = mergePack(defaultCodebook, pack);
      expect(added.ok ? codebookProblems(added.value) : added.error.userMessage).toEqual([]);
      if (pack.layers.length > 0) {
        const { layers, codes, attributes, relationTypes } = pack;
        const alone = { schema: 'sourcemark.codebook/1', name: pack.key };
        const parsed = codebookSchema.safeParse({
          ...alone,
          layers,
          codes,
          attributes,
          relationTypes,
        });
        expect(parsed.error?.issues ?? []).toEqual([]);
      }
      expect(pack.source).toMatch(/\d{4}/);
    },
  );

  it('all fit together', () => {
    const all = shippedPacks.reduce((document, pack) => {
      const added = mergePack(document, pack);
      if (!added.ok) throw new Error(added.error.userMessage);
      return added.value;
    }, defaultCodebook);
    expect(codebookProblems(all)).toEqual([]);
  });

  it('has the 23 techniques in the six groups of the task', () => {
    const groups = semeval2023Pack.codes.filter((code) => code.parentKey === null);
    const sizes = groups.map(
      ({ key }) => semeval2023Pack.codes.filter((code) => code.parentKey === key).length,
    );
    expect(sizes).toEqual([5, 5, 3, 3, 3, 4]);
  });

  it('tells claims apart by type and worth', () => {
    const added = mergePack(defaultCodebook, claimsPack);
    if (!added.ok) throw new Error(added.error.userMessage);
    expect(codeForExternalType(added.value, 'UFS', 'claimbuster')?.attributes).toEqual({
      check_worthiness: 'unimportant_factual',
    });
  });
});

describe('codebookProblems', () => {
  const broken = (change: (document: CodebookDocument) => void) => {
    const document = structuredClone(defaultCodebook);
    change(document);
    return codebookProblems(document).map((problem) => problem.message);
  };
  const code = (document: CodebookDocument, index: number) => {
    const found = document.codes[index];
    if (found === undefined) throw new Error('no such code');
    return found;
  };

  it('names what is wrong', () => {
    expect(broken(() => undefined)).toEqual([]);
    expect(
      broken((d) => {
        code(d, 1).shortcut = 's';
      }),
    ).toEqual(['Two codes have the shortcut “s”.']);
    expect(
      broken((d) => {
        code(d, 0).parentKey = 'cue';
        code(d, 1).parentKey = 'source';
      })[0],
    ).toBe('Code “source”: it stands below itself.');
    expect(
      broken((d) => {
        code(d, 3).roles = [];
      })[0],
    ).toMatch(/composite needs roles/);
    expect(broken((d) => d.codes.push(code(d, 0)))).toContain('The key “source” stands twice.');
    expect(
      broken((d) => {
        d.relationTypes = d.relationTypes.map((type) => ({ ...type, to: ['nobody'] }));
      })[0],
    ).toMatch(/no code “nobody”/);
    expect(
      broken((d) => {
        const first = d.attributes[0];
        if (first) d.attributes.push({ ...first, code: null });
      }),
    ).toEqual(['Attribute “source_naming”: it is defined twice for one code.']);
  });
});

describe('colours', () => {
  const pages = { light: ['#ffffff', '#f4f1ea'], dark: ['#101216', '#20242b'] } as const;
  const modes = ['light', 'dark'] as const;

  it('stand out from the page by 3:1 or more', () => {
    for (const code of everyCode) {
      for (const mode of modes) {
        for (const page of pages[mode]) {
          expect(contrast(code.colour[mode], page), `${code.key} ${mode}`).toBeGreaterThanOrEqual(
            3,
          );
        }
      }
    }
  });

  /** Least difference (in OKLab) between two codes of a layer, to usual and to deuteranopic eyes. */
  it.each([
    ['attribution', 0.12],
    ['claim', 0.12],
    ['framing', 0.045],
    ['persuasion', 0.045],
    ['persuasion_2023', 0.04],
    ['frame_functions', 0.12],
  ])('of the layer %s can be told apart without the green cones', (layer, least) => {
    const codes = codesOfLayer(layer);
    expect(codes.length).toBeGreaterThan(1);
    for (const mode of modes) {
      codes.forEach((a, index) => {
        for (const b of codes.slice(index + 1)) {
          const [x, y] = [linearRgb(a.colour[mode]), linearRgb(b.colour[mode])];
          const name = `${a.key} ${b.key} ${mode}`;
          expect(distance(x, y), name).toBeGreaterThanOrEqual(least);
          expect(distance(deuteranopia(x), deuteranopia(y)), name).toBeGreaterThanOrEqual(least);
        }
      });
    }
  });
});

const shared = process.env.SOURCEMARK_SHARED ?? resolve(import.meta.dirname, '../../../../shared');

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

describe.skipIf(!existsSync(join(shared, 'corpora')))('the corpora’s own type names', () => {
  it('are all in the PolNeAR pack', () => {
    const types = new Set<string>();
    for (const file of filesBelow(join(shared, 'corpora/polnear'), '.ann')) {
      for (const [, type] of readFileSync(file, 'utf8').matchAll(/^[TE]\d+\t([^\s:]+)/gm)) {
        if (type !== undefined) types.add(type);
      }
    }
    const pack = polnearPack;
    const known = [
      ...pack.codes.flatMap((code) => code.externalMappings.map((item) => item.type)),
      ...pack.mappings.map((item) => item.mapping.type),
    ];
    expect(types.size).toBe(7);
    expect([...types].filter((type) => !known.includes(type))).toEqual([]);
  });

  it('are all in the SemEval-2020 pack', () => {
    const types = new Set<string>();
    for (const file of filesBelow(join(shared, 'corpora/ptc'), '.labels')) {
      for (const line of readFileSync(file, 'utf8').split('\n')) {
        const type = line.split('\t')[1];
        if (type !== undefined) types.add(type);
      }
    }
    const known = semeval2020Pack.codes.flatMap((code) =>
      code.externalMappings.map((item) => item.type),
    );
    expect([...types].sort()).toEqual([...known].sort());
  });
});
