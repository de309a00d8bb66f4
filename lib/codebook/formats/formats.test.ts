import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePack } from '../merge';
import { defaultCodebook } from '../packs/default';
import { shippedPacks } from '../packs/shipped';
import type { CodebookDocument } from '../schema';
import type { CodebookRead, ExportFormat } from './format';
import { readJsonText } from './json-text';
import { detectFormat, readCodebookFile, writeCodebook } from './read-file';

const everything = shippedPacks.reduce<CodebookDocument>((document, pack) => {
  const merged = mergePack(document, pack);
  if (!merged.ok) throw new Error(merged.error.userMessage);
  return merged.value;
}, defaultCodebook);

/** All that a document may hold: another language, defaults, a formula, quotes, a retired code. */
const rich: CodebookDocument = {
  ...everything,
  name: 'All, “quoted”; and more',
  codes: everything.codes.map((code, index) => ({
    ...code,
    name: index === 0 ? { ...code.name, de: '=Quelle' } : code.name,
    definition: index === 1 ? { en: 'a "b"\nc,d;e', fr: "'=1+1" } : code.definition,
    examples:
      index === 2
        ? [{ language: 'de', text: '[[Ja]] 👩‍🚒, «so»', note: { en: 'x', fr: 'y' } }]
        : code.examples,
    retired: index === 3,
  })),
  attributes: everything.attributes.map((attribute, index) => ({
    ...attribute,
    required: index === 0,
    ...(attribute.kind === 'choice' && attribute.options[0]
      ? { defaultValue: attribute.options[0].value }
      : {}),
  })),
};

function read(text: string, name = 'x', format: Parameters<typeof readCodebookFile>[2] = null) {
  return readCodebookFile(name, new TextEncoder().encode(text), format);
}

function documentOf(result: CodebookRead): CodebookDocument {
  if (!result.ok) throw new Error(result.faults.map((f) => `${f.line}: ${f.reason}`).join('\n'));
  return result.document;
}

function faultsOf(result: CodebookRead) {
  return result.ok ? [] : result.faults;
}

describe.each(['json', 'csv'] as const)('%s', (format) => {
  it.each([
    ['the default codebook', defaultCodebook],
    ['everything', rich],
  ])('carries %s whole', (_name, document) => {
    const written = writeCodebook(document, format);
    expect(written.losses).toEqual([]);
    expect(documentOf(read(written.body, `a.${format}`))).toEqual(document);
  });

  it('carries any text', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).map((s) => `a${s.trim()}z`);
    fc.assert(
      fc.property(word, word, (en, fr) => {
        fc.pre(!(en + fr).includes('\u0000') && !/\p{Cs}/u.test(en + fr));
        const first = defaultCodebook.codes[0];
        if (first === undefined) throw new Error('no code');
        const document = {
          ...defaultCodebook,
          codes: [{ ...first, definition: { en, fr } }, ...defaultCodebook.codes.slice(1)],
        };
        expect(documentOf(read(writeCodebook(document, format).body, `a.${format}`))).toEqual(
          document,
        );
      }),
    );
  });
});

/** What of a document the format's own file can hold; names in one language stand for all. */
function both(text: { en: string }) {
  return { en: text.en, fr: text.en };
}
const tree = (document: CodebookDocument) =>
  document.codes.map(({ key, layer, parentKey }) => [key, layer, parentKey]);

describe('REFI-QDA', () => {
  const written = writeCodebook(defaultCodebook, 'qdc');
  const again = documentOf(read(written.body, 'a.qdc'));

  it('carries layers, tree, names, definitions and colours', () => {
    expect(again.layers).toEqual(
      defaultCodebook.layers.map(({ name, definition }) => ({
        key: expect.any(String),
        name: both(name),
        definition: both(definition),
      })),
    );
    expect(
      again.codes.map(({ name, definition, colour }) => [name, definition, colour.light]),
    ).toEqual(
      defaultCodebook.codes.map(({ name, definition, colour }) => [
        both(name),
        both(definition),
        colour.light,
      ]),
    );
    expect(writeCodebook(again, 'qdc').body.match(/<Code /g)).toHaveLength(
      defaultCodebook.codes.length + defaultCodebook.layers.length,
    );
  });

  it('keeps groups and techniques in their tree', () => {
    const round = documentOf(read(writeCodebook(everything, 'qdc').body, 'a.qdc'));
    const names = new Map(everything.codes.map((code) => [code.key, code.name.en]));
    const theirs = new Map(round.codes.map((code) => [code.key, code.name.en]));
    expect(
      round.codes.map((c) => [c.name.en, c.parentKey && theirs.get(c.parentKey)]).sort(),
    ).toEqual(
      everything.codes.map((c) => [c.name.en, c.parentKey && names.get(c.parentKey)]).sort(),
    );
  });

  it('counts what is lost', () => {
    const kinds = written.losses.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['rules', 'examples', 'attributes', 'relation_types', 'composites']),
    );
    expect(written.losses.find(({ kind }) => kind === 'attributes')?.count).toBe(
      defaultCodebook.attributes.length,
    );
  });

  it('reads a file of another program, with its prefix and its own colours', () => {
    const document = documentOf(
      read(`<?xml version="1.0" encoding="utf-8"?>
<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0" origin="Taguette 1.4"><q:Codes>
<q:Code guid="0d62985d-b147-4d01-a9b5-cdae5f4ba342" name="Water &amp; dams" isCodable="true" color="#FA0">
<q:Description>About &lt;water&gt;</q:Description>
<q:Code guid="1d62985d-b147-4d01-a9b5-cdae5f4ba342" name="Dyke" isCodable="true"/></q:Code>
</q:Codes><q:Sets><q:Set guid="2d62985d-b147-4d01-a9b5-cdae5f4ba342" name="s"/></q:Sets></q:CodeBook>`),
    );
    expect(tree(document)).toEqual([
      ['water_dams', 'imported', null],
      ['dyke', 'imported', 'water_dams'],
    ]);
    expect(document.codes[0]?.colour.light).toBe('#ffaa00');
    expect(document.codes[0]?.definition.en).toBe('About <water>');
  });

  it('refuses entities, whatever they would expand to', () => {
    const bomb = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>
<CodeBook><Codes><Code guid="0d62985d-b147-4d01-a9b5-cdae5f4ba342" name="&c;"/></Codes></CodeBook>`;
    const faults = faultsOf(read(bomb, 'a.qdc'));
    expect(faults[0]?.reason).toMatch(/DTD/);
    expect(faults[0]?.line).toBe(2);
    const outside = '<CodeBook><Codes><Code guid="x" name="&xxe;"/></Codes></CodeBook>';
    expect(faultsOf(read(outside, 'a.qdc'))[0]?.reason).toMatch(/entity/i);
  });

  it('names line and reason of what is wrong', () => {
    const text = '<CodeBook>\n<Codes>\n<Code guid="7" name=""/>\n</Codes></CodeBook>';
    expect(faultsOf(read(text, 'a.qdc'))).toEqual([
      { line: 3, reason: 'A code has no name.' },
      { line: 3, reason: 'The code “” has no valid guid.' },
    ]);
    expect(faultsOf(read('<CodeBook>\n<Codes>', 'a.qdc'))[0]?.line).toBe(2);
    const deep = `${'<Code>'.repeat(200)}`;
    expect(faultsOf(read(`<CodeBook>${deep}`, 'a.qdc'))[0]?.reason).toMatch(/deeper/);
  });
});

describe('brat', () => {
  const written = writeCodebook(defaultCodebook, 'brat');
  const again = documentOf(read(written.body, 'annotation.conf'));

  it('carries keys, layers, roles, choices and the ends of relations', () => {
    expect(new Map(tree(again).map(([key, ...rest]) => [key, rest]))).toEqual(
      new Map(tree(defaultCodebook).map(([key, ...rest]) => [key, rest])),
    );
    const ends = (document: CodebookDocument) =>
      document.relationTypes.map(({ key, symmetric, from, to }) => [key, symmetric, from, to]);
    expect(ends(again)).toEqual(ends(defaultCodebook));
    const roles = (document: CodebookDocument) =>
      document.codes
        .flatMap((code) => code.roles)
        .map(({ role, codes, min, max }) => [role, codes, min, max]);
    expect(roles(again)).toEqual(roles(defaultCodebook));
    const options = (document: CodebookDocument) =>
      document.attributes
        .filter((attribute) => attribute.options.length > 0)
        .map((a) => `${a.layer}/${a.code}/${a.key}: ${a.options.map((o) => o.value)}`)
        .sort();
    expect(options(again)).toEqual(options(defaultCodebook));
  });

  it('reads headings, macros, comments and types that are no keys of ours', () => {
    const document = documentOf(
      read(`# a comment
[entities]
!Named
\tGeo-political_entity
\t\tCountry
Loose
[relations]
<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:contain
<P>=Country|Loose
Part_of\tArg1:<P>, Arg2:Loose
[events]
Said\tSource?:Loose, Content{1-2}:<ENTITY>
[attributes]
Negated\tArg:<EVENT>
Sure\tArg:Country, Value:yes|Not_at_all
`),
    );
    expect(tree(document)).toEqual([
      ['geo_political_entity', 'named', null],
      ['country', 'named', 'geo_political_entity'],
      ['loose', 'imported', null],
      ['said', 'imported', null],
    ]);
    expect(document.codes[0]?.externalMappings[0]?.type).toBe('Geo-political_entity');
    expect(document.relationTypes[0]?.from).toEqual(['country', 'loose']);
    expect(document.codes[3]?.roles.map(({ role, min, max }) => [role, min, max])).toEqual([
      ['source', 0, 1],
      ['content', 1, 2],
    ]);
    expect(document.attributes.map(({ key, code, kind }) => [key, code, kind])).toEqual([
      ['negated', 'said', 'text'],
      ['sure', 'country', 'choice'],
    ]);
  });

  it('names line and reason of what is wrong', () => {
    const text = 'Early\n[entities]\nA\nA\n[relations]\nr\tArg1:B, Arg2:A\n[colours]\n';
    expect(faultsOf(read(text, 'annotation.conf')).map(({ line }) => line)).toEqual([1, 7, 4, 6]);
  });
});

describe('Label Studio', () => {
  const written = writeCodebook(defaultCodebook, 'labelstudio');
  const again = documentOf(read(written.body, 'a.xml'));

  it('carries labels, keys, colours, shortcuts, targets and choices', () => {
    const shown = (document: CodebookDocument) =>
      document.codes
        .filter((code) => !code.targets.includes('composite'))
        .map((code) => [
          code.key,
          code.layer,
          code.name.en,
          code.colour.light,
          code.shortcut,
          code.targets,
        ]);
    expect(shown(again)).toEqual(shown(defaultCodebook));
    const attributes = (document: CodebookDocument) =>
      document.attributes
        .filter(({ code }) => code !== 'attribution')
        .map(({ key, layer, code, kind, options, required }) => [
          key,
          layer,
          code,
          kind === 'actor' ? 'text' : kind,
          options.map(({ value, name }) => [value, name.en]),
          required,
        ]);
    expect(attributes(again)).toEqual(attributes(defaultCodebook));
    expect(again.relationTypes.map(({ key }) => key)).toEqual(
      defaultCodebook.relationTypes.map(({ key }) => key),
    );
  });

  it('reads a configuration written by hand', () => {
    const result = read(`<View>
  <Labels name="label" toName="text">
    <Label value="Claim" background="#FFA39E" hotkey="ctrl+1"/>
    <Label value="Person name"/>
  </Labels>
  <Image name="i" value="$i"/>
  <Text name="text" value="$text"/>
</View>`);
    const document = documentOf(result);
    expect(document.codes.map(({ key }) => key)).toEqual(['claim', 'person_name']);
    expect(result.ok && result.losses).toEqual([
      { kind: 'shortcuts', count: 1 },
      { kind: 'elements', count: 1 },
    ]);
    expect(faultsOf(read('<View>\n<Labels name="a">\n<Label/></Labels></View>'))).toEqual([
      { line: 3, reason: 'A Label has no value.' },
    ]);
  });
});

describe('doccano', () => {
  it('reads labels with colours and shortcuts', () => {
    const result = read(`[
  {"id": 1, "text": "Person", "suffix_key": "p", "prefix_key": null, "background_color": "#209cee", "text_color": "#ffffff"},
  {"id": 2, "text": "Place", "suffix_key": "p", "prefix_key": "ctrl", "background_color": "#ffcc00"}
]`);
    const document = documentOf(result);
    expect(document.codes.map((c) => [c.key, c.colour.light, c.shortcut])).toEqual([
      ['person', '#209cee', 'p'],
      ['place', '#ffcc00', null],
    ]);
    expect(result.ok && result.losses).toEqual([{ kind: 'shortcuts', count: 1 }]);
    expect(faultsOf(read('[{"text":"a"},\n{"text":"a"}]'))).toEqual([
      { line: 2, reason: 'The label “a” stands twice.' },
    ]);
  });
});

describe('faults', () => {
  it('stand with their line', () => {
    const text = writeCodebook(defaultCodebook, 'json').body;
    const line = text.split('\n').findIndex((one) => one.includes('"shortcut": "c"')) + 1;
    const clash = text.replace('"shortcut": "c"', '"shortcut": "Ctrl"');
    expect(faultsOf(read(clash, 'a.json'))[0]).toMatchObject({ line });
    expect(faultsOf(read('{"schema":\n\n nope}', 'a.json'))).toEqual([
      { line: 3, reason: 'Unexpected “n”.' },
    ]);
    const csv = writeCodebook(defaultCodebook, 'csv').body.split('\r\n');
    csv.splice(5, 0, 'banana,x');
    expect(faultsOf(read(csv.join('\r\n'), 'a.csv'))[0]?.reason).toBe('Unknown kind “banana”.');
  });

  it('are found for bytes that are no text', () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0x7d]);
    expect(faultsOf(readCodebookFile('a.json', bytes, null))[0]?.reason).toMatch(/UTF-8/);
    expect(faultsOf(read('{\n\u0000}', 'a.json'))[0]).toMatchObject({ line: 2 });
    expect(faultsOf(readCodebookFile('a.json', new Uint8Array(5_000_000), null))).toHaveLength(1);
  });

  it('never include a crash', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('json', 'csv', 'qdc', 'brat', 'labelstudio', 'doccano' as const),
        (text, format) => {
          const bytes = new TextEncoder().encode(text);
          const result = readCodebookFile('x', bytes, format as ExportFormat | 'doccano');
          expect(result.ok || result.faults.length > 0).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('do not let a file reach the prototype', () => {
    const reader = readJsonText('{"__proto__": {"polluted": true}}');
    expect('reason' in reader ? null : Object.keys(reader.value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('detectFormat', () => {
  it.each([
    ['a.json', '{"schema"', 'json'],
    ['labels.json', '[{"text"', 'doccano'],
    ['c.xml', '<View>', 'labelstudio'],
    ['c.xml', '<?xml version="1.0"?><CodeBook xmlns="x">', 'qdc'],
    ['annotation.conf', '', 'brat'],
    ['a.csv', 'kind,key', 'csv'],
    ['a.bin', 'what', undefined],
  ] as const)('%s %s', (name, text, format) => {
    expect(detectFormat(name, text)).toBe(format);
  });
});
