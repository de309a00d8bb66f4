import { unguardCell } from '@/lib/text/csv-cells';
import { CSV_COLUMNS, CSV_KINDS, type CsvColumn, type CsvKind } from './csv';
import { type CsvRow, readCsvText } from './csv-text';
import { type CodebookRead, checkedRead, type Fault, faulty } from './format';

type Texts = Record<string, string>;
type Item = Record<string, unknown>;

interface Line extends Partial<Record<CsvColumn, string>> {
  readonly kind: CsvKind;
  readonly at: number;
  readonly name: Texts;
  readonly definition: Texts;
}

interface Header {
  readonly columns: readonly (
    | { readonly column: CsvColumn }
    | { readonly field: 'name' | 'definition'; readonly language: string }
  )[];
}

function readHeader(row: CsvRow): Header | Fault {
  const columns: Header['columns'][number][] = [];
  for (const cell of row.cells) {
    const localized = /^(name|definition):([A-Za-z-]{2,8})$/.exec(cell);
    if (localized) {
      columns.push({
        field: localized[1] === 'name' ? 'name' : 'definition',
        language: localized[2] ?? '',
      });
      continue;
    }
    const column = CSV_COLUMNS.find((one) => one === cell);
    if (column === undefined) return { line: row.line, reason: `Unknown column “${cell}”.` };
    columns.push({ column });
  }
  if (!columns.some((one) => 'column' in one && one.column === 'kind')) {
    return { line: row.line, reason: 'There is no column “kind”.' };
  }
  return { columns };
}

function readLine({ columns }: Header, row: CsvRow): Line | Fault {
  const name: Texts = {};
  const definition: Texts = {};
  const own: Partial<Record<CsvColumn, string>> = {};
  if (row.cells.length > columns.length) {
    return { line: row.line, reason: 'There are more cells than columns.' };
  }
  for (const [index, given] of row.cells.entries()) {
    const column = columns[index];
    if (column === undefined || given === '') continue;
    const cell = unguardCell(given);
    if ('column' in column) own[column.column] = cell;
    else (column.field === 'name' ? name : definition)[column.language] = cell;
  }
  const kind = CSV_KINDS.find((one) => one === own.kind);
  if (kind === undefined) {
    return { line: row.line, reason: `Unknown kind “${own.kind ?? ''}”.` };
  }
  return { ...own, kind, at: row.line, name, definition };
}

const words = (text: string | undefined) => (text ?? '').split(' ').filter((word) => word !== '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // A value that is no JSON is the text itself; the document's check says whether it fits.
    if (cause instanceof SyntaxError) return text;
    throw cause;
  }
}

/** Builds the document; the line of each thing is kept by its path. */
class Builder {
  readonly faults: Fault[] = [];
  readonly lines = new Map<string, number>();
  readonly document: Record<string, unknown> & Record<'layers' | 'codes', Item[]> = {
    schema: '',
    name: '',
    layers: [],
    codes: [],
  };
  private readonly attributes: Item[] = [];
  private readonly relationTypes: Item[] = [];

  add(line: Line): void {
    const { kind, at } = line;
    if (kind === 'codebook') {
      this.document.schema = line.key;
      this.document.name = line.text;
    } else if (kind === 'layer') {
      const { key, name, definition } = line;
      this.push('layers', this.document.layers, at, { key, name, definition });
    } else if (kind === 'code') this.push('codes', this.document.codes, at, codeItem(line));
    else if (kind === 'attribute')
      this.push('attributes', this.attributes, at, attributeItem(line));
    else if (kind === 'relation') {
      this.push('relationTypes', this.relationTypes, at, relationItem(line));
    } else this.addPart(line);
  }

  whole(): Item {
    return {
      ...this.document,
      attributes: this.attributes,
      relationTypes: this.relationTypes,
    };
  }

  private push(list: string, items: Item[], at: number, item: Item): void {
    this.lines.set(JSON.stringify([list, items.length]), at);
    items.push(item);
  }

  private addPart(line: Line): void {
    const owner = this.ownerOf(line);
    if (owner === undefined) {
      this.faults.push({ line: line.at, reason: `This ${line.kind} stands under nothing above.` });
      return;
    }
    const [field, value] = partOf(line);
    const list = owner[field];
    if (Array.isArray(list)) list.push(value);
  }

  private ownerOf({ kind, code, layer, parent }: Line): Item | undefined {
    if (kind === 'option') {
      return this.attributes.find(
        (item) => item.key === parent && item.layer === layer && (item.code ?? '') === (code ?? ''),
      );
    }
    if (kind === 'mapping' && code === undefined) {
      return this.relationTypes.find((item) => item.key === parent);
    }
    return this.document.codes.find((item) => item.key === code);
  }
}

function codeItem(line: Line): Item {
  return {
    key: line.key,
    layer: line.layer,
    parentKey: line.parent ?? null,
    name: line.name,
    definition: line.definition,
    include: [],
    exclude: [],
    examples: [],
    colour: { light: line.colour_light, dark: line.colour_dark },
    shortcut: line.shortcut ?? null,
    targets: words(line.targets),
    roles: [],
    externalMappings: [],
    retired: words(line.flags).includes('retired'),
  };
}

function attributeItem(line: Line): Item {
  return {
    key: line.key,
    layer: line.layer,
    code: line.code ?? null,
    kind: line.type,
    name: line.name,
    definition: line.definition,
    options: [],
    required: words(line.flags).includes('required'),
    ...(line.value === undefined ? {} : { defaultValue: parsed(line.value) }),
  };
}

function relationItem(line: Line): Item {
  return {
    key: line.key,
    name: line.name,
    definition: line.definition,
    symmetric: words(line.flags).includes('symmetric'),
    from: words(line.from),
    to: words(line.to),
    externalMappings: [],
  };
}

function partOf(line: Line): [string, unknown] {
  switch (line.kind) {
    case 'include':
      return ['include', line.name];
    case 'exclude':
      return ['exclude', line.name];
    case 'example': {
      const note = Object.keys(line.name).length > 0 ? { note: line.name } : {};
      return ['examples', { language: line.type, text: line.text, ...note }];
    }
    case 'role':
      return [
        'roles',
        {
          role: line.key,
          name: line.name,
          codes: words(line.from),
          min: Number(line.min ?? 0),
          max: line.max === undefined ? null : Number(line.max),
        },
      ];
    case 'option':
      return ['options', { value: line.key, name: line.name }];
    default: {
      const attributes = line.value === undefined ? {} : { attributes: parsed(line.value) };
      return ['externalMappings', { system: line.type, type: line.text, ...attributes }];
    }
  }
}

/** Reads what `writeCsv` wrote, or what a spreadsheet made of it (semicolons, tabs, CRLF). */
export function readCsv(text: string): CodebookRead {
  const read = readCsvText(text);
  if ('reason' in read) return faulty(read);
  const [first, ...rest] = read.rows;
  if (first === undefined) return faulty({ line: null, reason: 'The file is empty.' });
  const header = readHeader(first);
  if ('reason' in header) return faulty(header);
  const builder = new Builder();
  for (const row of rest) {
    const line = readLine(header, row);
    if ('reason' in line) builder.faults.push(line);
    else builder.add(line);
  }
  if (builder.faults.length > 0) return faulty(...builder.faults);
  return checkedRead(
    builder.whole(),
    [],
    (path) => builder.lines.get(JSON.stringify(path.slice(0, 2))) ?? null,
  );
}
