import type { CodebookCode, CodebookDocument } from '../schema';
import { type CodebookWritten, LossTally } from './format';

/** The type name of a layer's heading, which brat does not offer for annotating. */
const heading = (layer: string) => `!${layer}`;

function tallyLosses(document: CodebookDocument): LossTally {
  const losses = new LossTally();
  losses.add('layer_definitions', document.layers.length);
  for (const code of document.codes) {
    losses.add('definitions');
    losses.add('other_languages', Object.keys(code.name).length);
    losses.add('rules', code.include.length + code.exclude.length);
    losses.add('examples', code.examples.length);
    losses.add('colours');
    losses.add('shortcuts', code.shortcut === null ? 0 : 1);
    losses.add('outside_names', code.externalMappings.length);
    losses.add('retired', code.retired ? 1 : 0);
    const spanOnly = code.targets.every((target) => target !== 'article');
    losses.add('layer_targets', spanOnly ? 0 : 1);
    losses.add('role_limits', code.roles.filter(({ max }) => max !== null && max > 1).length);
  }
  for (const attribute of document.attributes) {
    losses.add('attribute_definitions');
    losses.add('attribute_requirements', attribute.required ? 1 : 0);
    losses.add('attribute_kinds', attribute.kind === 'choice' ? 0 : 1);
    losses.add('attribute_defaults', attribute.defaultValue === undefined ? 0 : 1);
  }
  return losses;
}

/** One range of occurrence, as brat writes it after a role. */
function occurrence(min: number, max: number | null): string {
  if (max === null) return min === 0 ? '*' : '+';
  if (max === 1) return min === 0 ? '?' : '';
  return `{${min}-${max}}`;
}

function spanLines(document: CodebookDocument, layer: string): string[] {
  const codes = document.codes.filter(
    (code) => code.layer === layer && !code.targets.includes('composite'),
  );
  const below = (parentKey: string | null, depth: number): string[] =>
    codes
      .filter((code) => code.parentKey === parentKey)
      .flatMap((code) => ['\t'.repeat(depth) + code.key, ...below(code.key, depth + 1)]);
  return codes.length === 0 ? [] : [heading(layer), ...below(null, 1)];
}

function eventLine(code: CodebookCode): string {
  const roles = code.roles.map(
    ({ role, codes, min, max }) => `${role}${occurrence(min, max)}:${codes.join('|')}`,
  );
  return `${code.key}\t${roles.join(', ')}`;
}

/**
 * `annotation.conf` of brat: keys as type names below a heading for each layer; composites as
 * events; choices as attributes. Names, definitions, rules, colours and the like have no place in it.
 */
export function writeBratConf(document: CodebookDocument): CodebookWritten {
  const layers = (keys: readonly CodebookCode[]) =>
    document.layers.filter((layer) => keys.some((code) => code.layer === layer.key));
  const events = document.codes.filter((code) => code.targets.includes('composite'));
  const argument = (layer: string, code: string | null) =>
    code ??
    document.codes
      .filter((one) => one.layer === layer)
      .map((one) => one.key)
      .join('|');
  const body = [
    '[entities]',
    ...document.layers.flatMap((layer) => spanLines(document, layer.key)),
    '',
    '[relations]',
    ...document.relationTypes.map(
      ({ key, from, to, symmetric }) =>
        `${key}\tArg1:${from.join('|')}, Arg2:${to.join('|')}${symmetric ? ', <REL-TYPE>:symmetric' : ''}`,
    ),
    '',
    '[events]',
    ...layers(events).flatMap((layer) => [
      heading(layer.key),
      ...events.filter((code) => code.layer === layer.key).map((code) => `\t${eventLine(code)}`),
    ]),
    '',
    '[attributes]',
    ...document.attributes.map(({ key, layer, code, options }) => {
      const values = options.map((option) => option.value).join('|');
      return `${key}\tArg:${argument(layer, code)}${values === '' ? '' : `, Value:${values}`}`;
    }),
    '',
  ].join('\n');
  return { body, losses: tallyLosses(document).list() };
}
