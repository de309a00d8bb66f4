import type { CodebookAttribute, CodebookCode, CodebookDocument } from '../schema';
import { type CodebookWritten, LossTally } from './format';
import { xmlOpen } from './xml-text';

/** Composites have no region, and so none of their attributes has a place. */
function carried(document: CodebookDocument, attribute: CodebookAttribute): boolean {
  const code = document.codes.find((one) => one.key === attribute.code);
  return code === undefined || code.targets.some((target) => target !== 'composite');
}

function tallyLosses(document: CodebookDocument, language: string): LossTally {
  const losses = new LossTally();
  losses.add('layer_definitions', document.layers.length);
  for (const code of document.codes) {
    losses.add('other_languages', Object.keys(code.name).filter((one) => one !== language).length);
    losses.add('definitions');
    losses.add('rules', code.include.length + code.exclude.length);
    losses.add('examples', code.examples.length);
    losses.add('dark_colours');
    losses.add('outside_names', code.externalMappings.length);
    losses.add('retired', code.retired ? 1 : 0);
    losses.add('composites', code.targets.includes('composite') ? 1 : 0);
    losses.add('tree', code.parentKey === null ? 0 : 1);
  }
  for (const attribute of document.attributes) {
    losses.add('attributes', carried(document, attribute) ? 0 : 1);
    losses.add('attribute_definitions');
    losses.add('attribute_kinds', ['actor', 'claim'].includes(attribute.kind) ? 1 : 0);
    losses.add('attribute_defaults', attribute.defaultValue === undefined ? 0 : 1);
  }
  losses.add('relation_ends', document.relationTypes.length);
  return losses;
}

/**
 * A labelling configuration of Label Studio: each layer a `Labels` block over one text, labels of
 * the whole article as `Choices`, attributes as controls for each region, relation types as
 * `Relations`. Our keys go along as aliases.
 */
export function writeLabelStudio(document: CodebookDocument, language = 'en'): CodebookWritten {
  const say = (text: CodebookCode['name']) => text[language] ?? text.en;
  const lines: string[] = ['<View>'];
  const open = (depth: number, name: string, attributes: Record<string, string | null>) =>
    lines.push(`${'  '.repeat(depth)}${xmlOpen(name, attributes)}>`);
  const leaf = (depth: number, name: string, attributes: Record<string, string | null>) =>
    lines.push(`${'  '.repeat(depth)}${xmlOpen(name, attributes)}/>`);
  const close = (depth: number, name: string) => lines.push(`${'  '.repeat(depth)}</${name}>`);

  const attributeControl = (attribute: CodebookAttribute) => {
    const code = document.codes.find((one) => one.key === attribute.code);
    const common = {
      name: `${attribute.code ?? attribute.layer}__${attribute.key}`,
      toName: 'text',
      perRegion: 'true',
      whenTagName: attribute.layer,
      whenLabelValue: code === undefined ? null : code.key,
      title: say(attribute.name),
      required: attribute.required ? 'true' : null,
    };
    if (attribute.options.length === 0) {
      const control = { number: 'Number', date: 'DateTime' }[String(attribute.kind)] ?? 'TextArea';
      leaf(1, control, common);
      return;
    }
    const choice = attribute.kind === 'multi_choice' ? 'multiple' : 'single';
    open(1, 'Choices', { ...common, choice });
    for (const { value, name } of attribute.options) {
      leaf(2, 'Choice', { value: say(name), alias: value });
    }
    close(1, 'Choices');
  };

  for (const layer of document.layers) {
    const codes = document.codes.filter((code) => code.layer === layer.key);
    const spans = codes.filter((code) => code.targets.includes('span'));
    const articles = codes.filter((code) => code.targets.includes('article'));
    if (spans.length > 0) {
      open(1, 'Labels', { name: layer.key, toName: 'text', title: say(layer.name) });
      for (const code of spans) {
        leaf(2, 'Label', {
          value: say(code.name),
          alias: code.key,
          background: code.colour.light,
          hotkey: code.shortcut,
        });
      }
      close(1, 'Labels');
    }
    if (articles.length > 0) {
      open(1, 'Choices', {
        name: `${layer.key}__article`,
        toName: 'text',
        choice: 'multiple',
        title: say(layer.name),
      });
      for (const code of articles) {
        leaf(2, 'Choice', {
          value: say(code.name),
          alias: code.key,
          background: code.colour.light,
          hotkey: code.shortcut,
        });
      }
      close(1, 'Choices');
    }
  }
  leaf(1, 'Text', { name: 'text', value: '$text' });
  for (const attribute of document.attributes) {
    if (carried(document, attribute)) attributeControl(attribute);
  }
  if (document.relationTypes.length > 0) {
    open(1, 'Relations', {});
    for (const type of document.relationTypes) {
      leaf(2, 'Relation', { value: type.key });
    }
    close(1, 'Relations');
  }
  lines.push('</View>', '');
  return { body: lines.join('\n'), losses: tallyLosses(document, language).list() };
}
