import { csvRecord } from '@/lib/text/csv-cells';
import type { CodebookDocument, ExternalMapping, Localized } from '../schema';
import type { CodebookWritten } from './format';

/** What a line may be. The lines of a code follow it; `csv-read.ts` reads them back. */
export const CSV_KINDS = [
  'codebook',
  'layer',
  'code',
  'include',
  'exclude',
  'example',
  'role',
  'mapping',
  'attribute',
  'option',
  'relation',
] as const;
export type CsvKind = (typeof CSV_KINDS)[number];

/** The columns besides `name:xx` and `definition:xx`, one of each a language. */
export const CSV_COLUMNS = [
  'kind',
  'key',
  'layer',
  'code',
  'parent',
  'type',
  'text',
  'colour_light',
  'colour_dark',
  'shortcut',
  'targets',
  'from',
  'to',
  'min',
  'max',
  'flags',
  'value',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** One line by column. */
export interface CsvLine extends Partial<Record<CsvColumn, string>> {
  readonly kind: CsvKind;
  readonly name?: Localized;
  readonly definition?: Localized;
}

function mappingLine(owner: CsvLine, { system, type, attributes }: ExternalMapping): CsvLine {
  const value = attributes === undefined ? undefined : JSON.stringify(attributes);
  return { ...owner, kind: 'mapping', type: system, text: type, ...(value ? { value } : {}) };
}

function codeLines(document: CodebookDocument): CsvLine[] {
  return document.codes.flatMap((code): CsvLine[] => [
    {
      kind: 'code',
      key: code.key,
      layer: code.layer,
      parent: code.parentKey ?? '',
      name: code.name,
      definition: code.definition,
      colour_light: code.colour.light,
      colour_dark: code.colour.dark,
      shortcut: code.shortcut ?? '',
      targets: code.targets.join(' '),
      flags: code.retired ? 'retired' : '',
    },
    ...code.include.map((name): CsvLine => ({ kind: 'include', code: code.key, name })),
    ...code.exclude.map((name): CsvLine => ({ kind: 'exclude', code: code.key, name })),
    ...code.examples.map(
      ({ language, text, note }): CsvLine => ({
        kind: 'example',
        code: code.key,
        type: language,
        text,
        ...(note ? { name: note } : {}),
      }),
    ),
    ...code.roles.map(
      ({ role, name, codes, min, max }): CsvLine => ({
        kind: 'role',
        code: code.key,
        key: role,
        name,
        from: codes.join(' '),
        min: String(min),
        max: max === null ? '' : String(max),
      }),
    ),
    ...code.externalMappings.map((one) => mappingLine({ kind: 'mapping', code: code.key }, one)),
  ]);
}

function lines(document: CodebookDocument): CsvLine[] {
  return [
    { kind: 'codebook', key: document.schema, text: document.name },
    ...document.layers.map((layer): CsvLine => ({ kind: 'layer', ...layer })),
    ...codeLines(document),
    ...document.attributes.flatMap((attribute): CsvLine[] => [
      {
        kind: 'attribute',
        key: attribute.key,
        layer: attribute.layer,
        code: attribute.code ?? '',
        type: attribute.kind,
        name: attribute.name,
        definition: attribute.definition,
        flags: attribute.required ? 'required' : '',
        value: attribute.defaultValue === undefined ? '' : JSON.stringify(attribute.defaultValue),
      },
      ...attribute.options.map(
        ({ value, name }): CsvLine => ({
          kind: 'option',
          key: value,
          layer: attribute.layer,
          code: attribute.code ?? '',
          parent: attribute.key,
          name,
        }),
      ),
    ]),
    ...document.relationTypes.flatMap((type): CsvLine[] => [
      {
        kind: 'relation',
        key: type.key,
        name: type.name,
        definition: type.definition,
        from: type.from.join(' '),
        to: type.to.join(' '),
        flags: type.symmetric ? 'symmetric' : '',
      },
      ...type.externalMappings.map((one) =>
        mappingLine({ kind: 'mapping', parent: type.key }, one),
      ),
    ]),
  ];
}

/**
 * One line for each layer, code, rule, example, attribute, option and relation type, so that a
 * codebook can be worked on in a spreadsheet. Nothing is lost. Cells are guarded against formulas
 * like those of a release.
 */
export function writeCsv(document: CodebookDocument): CodebookWritten {
  const all = lines(document);
  const languages = [
    ...new Set([
      'en',
      'fr',
      ...all.flatMap(({ name, definition }) => [
        ...Object.keys(name ?? {}),
        ...Object.keys(definition ?? {}),
      ]),
    ]),
  ];
  const header = [
    ...CSV_COLUMNS,
    ...languages.flatMap((language) => [`name:${language}`, `definition:${language}`]),
  ];
  const body = all.map((line) =>
    csvRecord([
      ...CSV_COLUMNS.map((column) => line[column] || null),
      ...languages.flatMap((language) => [
        line.name?.[language] ?? null,
        line.definition?.[language] ?? null,
      ]),
    ]),
  );
  return { body: `${csvRecord(header)}${body.join('')}`, losses: [] };
}
