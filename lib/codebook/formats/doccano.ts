import { z } from 'zod';
import { type CodebookRead, checkedRead, faulty, LossTally } from './format';
import { readJsonText } from './json-text';
import { CodeMaker, hexColour, IMPORTED_LAYER } from './simple-code';

/** A label as doccano exports it (1.x); older files say `suffix_key` and `prefix_key` alike. */
const labelSchema = z.object({
  text: z.string().trim().min(1).max(1000),
  suffix_key: z.string().nullish(),
  prefix_key: z.string().nullish(),
  background_color: z.string().nullish(),
});
const labelsSchema = z.array(labelSchema).min(1).max(10_000);

/** Reads the labels of a doccano project (`label_config.json`). */
export function readDoccano(text: string): CodebookRead {
  const read = readJsonText(text.replace(/^\uFEFF/, ''));
  if ('reason' in read) return faulty(read);
  const parsed = labelsSchema.safeParse(read.value);
  if (!parsed.success) {
    return faulty(
      ...parsed.error.issues.map((issue) => {
        const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
        return { line: read.lineOf(path), reason: `${path.join('.') || 'file'}: ${issue.message}` };
      }),
    );
  }
  const losses = new LossTally();
  const maker = new CodeMaker('doccano');
  const seen = new Set<string>();
  const repeated = parsed.data.findIndex(({ text: name }) => seen.size === seen.add(name).size);
  if (repeated >= 0) {
    const name = parsed.data[repeated]?.text;
    return faulty({ line: read.lineOf([repeated]), reason: `The label “${name}” stands twice.` });
  }
  const shortcuts = new Set<string>();
  const codes = parsed.data.map((label) => {
    const colour = hexColour(label.background_color ?? undefined);
    const key = label.suffix_key ?? '';
    const usable = /^[a-z0-9]$/.test(key) && !label.prefix_key && !shortcuts.has(key);
    if (key !== '' && !usable) losses.add('shortcuts');
    if (usable) shortcuts.add(key);
    return maker.add({
      name: label.text,
      layer: IMPORTED_LAYER.key,
      shortcut: usable ? key : null,
      targets: ['span'],
      ...(colour === undefined ? {} : { colour }),
    });
  });
  return checkedRead(
    {
      schema: 'sourcemark.codebook/1',
      name: 'doccano',
      layers: [IMPORTED_LAYER],
      codes,
      attributes: [],
      relationTypes: [],
    },
    losses.list(),
    ([list, index]) => (list === 'codes' ? read.lineOf([Number(index)]) : null),
  );
}
