import type { ExportAnnotation, ExportArticle, ExportPerson } from '@/lib/releases/schema';
import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import { codersOf, countLosses, typeOf } from './plain-losses';
import { type FileChunk, type FormatWriter, Tally } from './writer';

export const LABEL_STUDIO_FILE = 'label-studio.json';
export const LABEL_STUDIO_CONFIG = 'label-studio.xml';

/**
 * Label Studio's JSON: a task an article, an annotation a coder, with the labelling configuration that
 * shows them. Offsets are UTF-16 units, as its editor counts. Attributes are choices on the passage, a
 * memo is its text. A passage in several pieces is one region a piece.
 */
export function createLabelStudioWriter(): FormatWriter {
  const losses = new Tally();
  const labels = new Set<string>();
  const attributes = new Map<string, Set<string>>();
  let taskNo = 0;
  let annotationNo = 0;
  return {
    *start(): Generator<FileChunk> {
      yield { file: LABEL_STUDIO_FILE, data: '[' };
    },
    *article(article): Generator<FileChunk> {
      countLosses(article, losses, {
        articleMetadata: true,
        attributes: true,
        memos: true,
        relations: true,
      });
      taskNo += 1;
      const map = createOffsetMap(article.text);
      let carried = 0;
      const annotations = codersOf(article).map((coder) => {
        annotationNo += 1;
        const { result, relations } = resultOf(article, coder, map);
        carried += relations;
        return {
          id: annotationNo,
          completed_by: {
            id: annotationNo,
            email: coder.name,
            first_name: coder.name,
            last_name: '',
          },
          was_cancelled: false,
          ground_truth: false,
          result,
        };
      });
      losses.add('relation_end_not_exported', article.relations.length - carried);
      for (const one of article.annotations) {
        if (one.kind !== 'span') continue;
        labels.add(typeOf(one));
        for (const [key, value] of Object.entries(one.attributes)) {
          const known = attributes.get(key) ?? new Set<string>();
          for (const choice of choicesOf(value)) known.add(choice);
          attributes.set(key, known);
        }
      }
      const { name, title, url, language, metadata } = article;
      const data = { text: article.text, id: name, title, url, language, meta: metadata };
      const task = { id: taskNo, data, annotations, predictions: [] };
      yield {
        file: LABEL_STUDIO_FILE,
        data: `${taskNo === 1 ? '\n' : ',\n'}${JSON.stringify(task)}`,
      };
    },
    *finish(): Generator<FileChunk> {
      yield { file: LABEL_STUDIO_FILE, data: '\n]\n', last: true };
      yield { file: LABEL_STUDIO_CONFIG, data: configOf(labels, attributes), last: true };
    },
    report: () => ({ losses: losses.toCounts(), normalised: {} }),
  };
}

function resultOf(article: ExportArticle, coder: ExportPerson, map: OffsetMap) {
  const result: object[] = [];
  const regions = new Map<string, string>();
  for (const one of article.annotations) {
    if (one.coder.id !== coder.id || one.kind !== 'span') continue;
    for (const [index, { start, end, quote }] of one.fragments.entries()) {
      const id = index === 0 ? one.id : `${one.id}.${index + 1}`;
      if (!regions.has(one.id)) regions.set(one.id, id);
      const value = { start: map.toUtf16(start), end: map.toUtf16(end), text: quote };
      const common = { id, to_name: 'text', origin: 'manual' };
      result.push({
        ...common,
        from_name: 'label',
        type: 'labels',
        value: { ...value, labels: [typeOf(one)] },
      });
      result.push(...saidOf(one, common, value));
    }
  }
  let relations = 0;
  for (const { from, to, type, externalType } of article.relations) {
    const [fromId, toId] = [regions.get(from), regions.get(to)];
    if (fromId === undefined || toId === undefined) continue;
    relations += 1;
    const labels = [externalType ?? type];
    result.push({ type: 'relation', from_id: fromId, to_id: toId, direction: 'right', labels });
  }
  return { result, relations };
}

/** What is said of a passage beside its label. */
function saidOf(one: ExportAnnotation, common: object, value: object): object[] {
  const choices = Object.entries(one.attributes).map(([key, given]) => ({
    ...common,
    from_name: key,
    type: 'choices',
    value: { ...value, choices: choicesOf(given) },
  }));
  if (one.memo === null) return choices;
  const memo = {
    ...common,
    from_name: 'memo',
    type: 'textarea',
    value: { ...value, text: [one.memo] },
  };
  return [...choices, memo];
}

function choicesOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}

function configOf(
  labels: ReadonlySet<string>,
  attributes: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  const sorted = (names: Iterable<string>) => [...names].toSorted();
  const lines = [
    '<View>',
    '  <Labels name="label" toName="text">',
    ...sorted(labels).map((one) => `    <Label value="${escapeXml(one)}"/>`),
    '  </Labels>',
    '  <Text name="text" value="$text"/>',
    ...sorted(attributes.keys()).flatMap((key) => [
      `  <Choices name="${escapeXml(key)}" toName="text" perRegion="true" choice="multiple">`,
      ...sorted(attributes.get(key) ?? []).map((one) => `    <Choice value="${escapeXml(one)}"/>`),
      '  </Choices>',
    ]),
    '  <TextArea name="memo" toName="text" perRegion="true"/>',
    '</View>',
  ];
  return `${lines.join('\n')}\n`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replace(/[\n\r\t]/g, ' ');
}
