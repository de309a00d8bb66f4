import { v5 as uuidv5 } from 'uuid';
import type { CodebookCode, CodebookDocument } from '../schema';
import {
  type CodebookRead,
  type CodebookWritten,
  checkedRead,
  type Fault,
  faulty,
  LossTally,
} from './format';
import {
  CodeMaker,
  everyLanguage,
  hexColour,
  IMPORTED_LAYER,
  isUndefined,
  undefinedYet,
} from './simple-code';
import { readXmlText, type XmlElement, xmlOpen, xmlText } from './xml-text';

/** REFI-QDA codebook exchange 1.0 (qdasoftware.org): a tree of codes with names and descriptions. */
const NAMESPACE = 'urn:QDA-XML:codebook:1.0';
/** Keys become the same GUID each time, so that a project elsewhere finds its codes again. */
const GUIDS = '6f6f3a0e-7c1d-5f0e-9d0f-3a5b4c2d1e00';

const guidOf = (kind: string, key: string) => uuidv5(`${kind}/${key}`, GUIDS);

function tallyLosses(document: CodebookDocument, language: string): LossTally {
  const losses = new LossTally();
  for (const code of document.codes) {
    losses.add('other_languages', Object.keys(code.name).filter((one) => one !== language).length);
    losses.add('rules', code.include.length + code.exclude.length);
    losses.add('examples', code.examples.length);
    losses.add('dark_colours');
    losses.add('shortcuts', code.shortcut === null ? 0 : 1);
    losses.add('outside_names', code.externalMappings.length);
    losses.add('composites', code.targets.includes('composite') ? 1 : 0);
    losses.add('retired', code.retired ? 1 : 0);
  }
  losses.add('attributes', document.attributes.length);
  losses.add('relation_types', document.relationTypes.length);
  return losses;
}

/**
 * Layers as codes that cannot be given, with their codes below them. Rules, examples, attributes,
 * relations, other languages and what else REFI-QDA has no place for are counted as lost.
 */
export function writeQdc(document: CodebookDocument, language = 'en'): CodebookWritten {
  const say = (text: CodebookCode['name']) => text[language] ?? text.en;
  const lines: string[] = [];
  const element = (
    depth: number,
    attributes: Readonly<Record<string, string | null>>,
    description: string | null,
    below: () => void,
  ) => {
    const indent = '  '.repeat(depth);
    lines.push(`${indent}${xmlOpen('Code', attributes)}>`);
    if (description !== null) {
      lines.push(`${indent}  <Description>${xmlText(description)}</Description>`);
    }
    below();
    lines.push(`${indent}</Code>`);
  };
  const codes = (layer: string, parentKey: string | null, depth: number) => {
    for (const code of document.codes) {
      if (code.layer !== layer || code.parentKey !== parentKey) continue;
      const attributes = {
        guid: guidOf('code', code.key),
        name: say(code.name),
        isCodable: 'true',
        color: code.colour.light.toUpperCase(),
      };
      const definition = isUndefined(code.definition, code.name.en) ? null : say(code.definition);
      element(depth, attributes, definition, () => codes(layer, code.key, depth + 1));
    }
  };
  for (const layer of document.layers) {
    const attributes = {
      guid: guidOf('layer', layer.key),
      name: say(layer.name),
      isCodable: 'false',
    };
    element(2, attributes, say(layer.definition), () => codes(layer.key, null, 3));
  }
  const head = xmlOpen('CodeBook', { xmlns: NAMESPACE, origin: 'Sourcemark' });
  const body = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `${head}>`,
    '  <Codes>',
    ...lines,
    '  </Codes>',
    '</CodeBook>',
    '',
  ].join('\n');
  return { body, losses: tallyLosses(document, language).list() };
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}

function elementFaults(element: XmlElement): Fault[] {
  const { name = '', guid = '' } = element.attributes;
  const faults: Fault[] = [];
  if (name.trim() === '') faults.push({ line: element.line, reason: 'A code has no name.' });
  if (!/^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(guid)) {
    faults.push({ line: element.line, reason: `The code “${name}” has no valid guid.` });
  }
  return [...faults, ...below(element).flatMap(elementFaults)];
}

const below = (element: XmlElement) => element.children.filter((one) => one.name === 'Code');

/**
 * Reads a codebook of MAXQDA, NVivo, ATLAS.ti, QualCoder, Taguette or our own. Top codes that cannot
 * be given and have codes below them become layers; all others go to one layer “Imported”.
 */
export function readQdc(text: string): CodebookRead {
  const root = readXmlText(text);
  if ('reason' in root) return faulty(root);
  const list = child(root, 'Codes');
  if (root.name !== 'CodeBook' || list === undefined) {
    return faulty({ line: root.line, reason: 'This is no REFI-QDA codebook (CodeBook, Codes).' });
  }
  const faults = below(list).flatMap(elementFaults);
  if (faults.length > 0) return faulty(...faults);
  const losses = new LossTally();
  losses.add('sets', child(root, 'Sets')?.children.length ?? 0);
  const maker = new CodeMaker('refi');
  const layers: CodebookDocument['layers'] = [];
  const codes: CodebookCode[] = [];
  const lines: number[] = [];
  const addCode = (element: XmlElement, layer: string, parentKey: string | null) => {
    const { name = '', color } = element.attributes;
    if (color !== undefined && hexColour(color) === undefined) losses.add('colours');
    const code = maker.add({
      name: name.trim().slice(0, 4000),
      layer,
      parentKey,
      definition: child(element, 'Description')?.text.slice(0, 4000),
      targets: ['span'],
      ...(color === undefined ? {} : { colour: color }),
    });
    codes.push(code);
    lines.push(element.line);
    for (const one of below(element)) addCode(one, layer, code.key);
  };
  const layerKeys = new CodeMaker('refi');
  const loose: XmlElement[] = [];
  for (const element of below(list)) {
    const heading = element.attributes.isCodable === 'false' && below(element).length > 0;
    if (!heading) {
      loose.push(element);
      continue;
    }
    const name = (element.attributes.name ?? '').trim();
    const { key } = layerKeys.add({ name, layer: '', targets: ['span'] });
    const definition = child(element, 'Description')?.text;
    layers.push({
      key,
      name: everyLanguage(name),
      definition: definition ? everyLanguage(definition) : undefinedYet(name),
    });
    for (const one of below(element)) addCode(one, key, null);
  }
  if (loose.length > 0) layers.push(IMPORTED_LAYER);
  for (const element of loose) addCode(element, IMPORTED_LAYER.key, null);
  return checkedRead(
    {
      schema: 'sourcemark.codebook/1',
      name: root.attributes.origin || 'REFI-QDA',
      layers,
      codes,
      attributes: [],
      relationTypes: [],
    },
    losses.list(),
    ([from, index]) =>
      from === 'codes' && typeof index === 'number' ? (lines[index] ?? null) : null,
  );
}
