import { keyForType } from '../merge';
import type { CodebookAttribute, CodebookCode, CodebookDocument, Target } from '../schema';
import { type CodebookRead, checkedRead, type Fault, faulty, LossTally } from './format';
import { CodeMaker, everyLanguage, hexColour, undefinedYet } from './simple-code';
import { readXmlText, type XmlElement } from './xml-text';

const LABELS = new Set(['Labels', 'HyperTextLabels', 'ParagraphLabels', 'EllipseLabels']);
const VALUES: Readonly<Record<string, CodebookAttribute['kind']>> = {
  TextArea: 'text',
  Number: 'number',
  Rating: 'number',
  DateTime: 'date',
};
const IGNORED = new Set([
  'View',
  'Text',
  'HyperText',
  'Paragraphs',
  'Header',
  'Style',
  'Relations',
]);

/** The shortcut, when it is one of ours: a letter or a digit. */
const hotkey = (text: string | undefined) =>
  text !== undefined && /^[a-z0-9]$/.test(text) ? text : null;

function everywhere(root: XmlElement): XmlElement[] {
  return [root, ...root.children.flatMap(everywhere)];
}

class ConfigReader {
  readonly faults: Fault[] = [];
  readonly losses = new LossTally();
  readonly layers: CodebookDocument['layers'] = [];
  private readonly codes = new Map<string, { code: CodebookCode; line: number }>();
  private readonly maker = new CodeMaker('label_studio');
  /** Layer key by the block's name. */
  private readonly blocks = new Map<string, string>();

  read(root: XmlElement): CodebookRead {
    const elements = everywhere(root);
    for (const element of elements) if (LABELS.has(element.name)) this.addLabels(element);
    for (const element of elements) {
      if (element.name === 'Choices' && !isPerRegion(element)) this.addArticleLabels(element);
    }
    const attributes = elements.flatMap((element) => this.attribute(element));
    for (const element of elements) {
      const known =
        LABELS.has(element.name) ||
        IGNORED.has(element.name) ||
        VALUES[element.name] !== undefined ||
        ['Label', 'Choices', 'Choice', 'Relation'].includes(element.name);
      if (!known) this.losses.add('elements');
    }
    const relations = elements.filter((element) => element.name === 'Relation');
    const all = [...this.codes.values()];
    const spans = all.filter(({ code }) => code.targets.includes('span'));
    const relationTypes = relations.map((element): CodebookDocument['relationTypes'][number] => {
      const name = this.named(element);
      const key = keyForType(name, new Set());
      return {
        key,
        name: everyLanguage(name),
        definition: undefinedYet(name),
        symmetric: false,
        // Label Studio lets any region be joined to any other.
        from: spans.map(({ code }) => code.key),
        to: spans.map(({ code }) => code.key),
        externalMappings: key === name ? [] : [{ system: 'label_studio', type: name }],
      };
    });
    if (this.faults.length > 0) return faulty(...this.faults);
    if (all.length === 0) {
      return faulty({ line: root.line, reason: 'There are no labels in this configuration.' });
    }
    return checkedRead(
      {
        schema: 'sourcemark.codebook/1',
        name: 'Label Studio',
        layers: this.layers,
        codes: all.map(({ code }) => code),
        attributes,
        relationTypes,
      },
      this.losses.list(),
      ([list, index]) => (list === 'codes' ? (all[Number(index)]?.line ?? null) : null),
    );
  }

  private named(element: XmlElement): string {
    const value = (element.attributes.value ?? '').trim();
    if (value === '')
      this.faults.push({ line: element.line, reason: `A ${element.name} has no value.` });
    return value || 'unnamed';
  }

  private layerOf(block: string, title: string | undefined): string {
    const base = block.replace(/__article$/, '');
    const key = keyForType(base || 'labels', new Set());
    if (!this.layers.some((layer) => layer.key === key)) {
      const name = title?.trim() || base || 'Labels';
      this.layers.push({ key, name: everyLanguage(name), definition: undefinedYet(name) });
    }
    this.blocks.set(block, key);
    return key;
  }

  private addLabel(element: XmlElement, layer: string, target: Target): void {
    const name = this.named(element);
    const { alias, background, hotkey: key } = element.attributes;
    const outside = alias?.trim() || name;
    const known = this.codes.get(`${layer}/${outside}`);
    if (known !== undefined) {
      if (known.code.targets.includes(target)) {
        this.faults.push({ line: element.line, reason: `The label “${outside}” stands twice.` });
      } else {
        const code = { ...known.code, targets: [...known.code.targets, target] };
        this.codes.set(`${layer}/${outside}`, { ...known, code });
      }
      return;
    }
    if (background !== undefined && hexColour(background) === undefined) this.losses.add('colours');
    if (key !== undefined && hotkey(key) === null) this.losses.add('shortcuts');
    const code = this.maker.add({
      name,
      key: outside,
      layer,
      shortcut: hotkey(key),
      targets: [target],
      ...(background === undefined ? {} : { colour: background }),
    });
    this.codes.set(`${layer}/${outside}`, { code, line: element.line });
  }

  private addLabels(block: XmlElement): void {
    const layer = this.layerOf(block.attributes.name ?? '', block.attributes.title);
    for (const element of block.children) {
      if (element.name === 'Label') this.addLabel(element, layer, 'span');
    }
  }

  private addArticleLabels(block: XmlElement): void {
    const layer = this.layerOf(block.attributes.name ?? '', block.attributes.title);
    for (const element of block.children) {
      if (element.name === 'Choice') this.addLabel(element, layer, 'article');
    }
  }

  private attribute(element: XmlElement): CodebookAttribute[] {
    const choices = element.name === 'Choices' && isPerRegion(element);
    const kind = choices
      ? element.attributes.choice === 'multiple'
        ? 'multi_choice'
        : 'choice'
      : VALUES[element.name];
    if (kind === undefined) return [];
    if (!isPerRegion(element)) {
      this.losses.add('attributes');
      return [];
    }
    const { name = '', whenTagName, whenLabelValue, title, required } = element.attributes;
    const word = name.split('__').at(-1) || element.name;
    const layers =
      whenTagName === undefined ? [...this.blocks.values()] : [this.blocks.get(whenTagName)];
    const label = title?.trim() || word;
    return layers.flatMap((layer): CodebookAttribute[] => {
      if (layer === undefined) {
        this.faults.push({ line: element.line, reason: `There is no block “${whenTagName}”.` });
        return [];
      }
      const code = whenLabelValue === undefined ? null : this.labelled(layer, whenLabelValue);
      if (code === undefined) {
        this.faults.push({ line: element.line, reason: `There is no label “${whenLabelValue}”.` });
        return [];
      }
      return [
        {
          key: keyForType(word, new Set()),
          layer,
          code,
          kind,
          name: everyLanguage(label),
          definition: undefinedYet(label),
          options: element.children
            .filter((child) => child.name === 'Choice')
            .map((child) => {
              const text = this.named(child);
              return {
                value: keyForType(child.attributes.alias ?? text, new Set()),
                name: everyLanguage(text),
              };
            }),
          required: required === 'true',
        },
      ];
    });
  }

  private labelled(layer: string, value: string): string | undefined {
    const all = [...this.codes.values()].map(({ code }) => code);
    return (
      this.codes.get(`${layer}/${value}`)?.code.key ??
      all.find((code) => code.layer === layer && code.name.en === value)?.key
    );
  }
}

const isPerRegion = (element: XmlElement) => element.attributes.perRegion === 'true';

/** Reads a labelling configuration of Label Studio; what is no label, choice or value is counted. */
export function readLabelStudio(text: string): CodebookRead {
  const root = readXmlText(text);
  if ('reason' in root) return faulty(root);
  return new ConfigReader().read(root);
}
