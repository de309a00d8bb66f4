import { OWN_RELATION, OWN_SPAN } from '@/lib/ingest/formats/inception';
import type { ExportAnnotation, ExportArticle } from '@/lib/releases/schema';
import { createNamer } from '@/lib/text/file-names';
import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import { type CodingOf, codingsOf } from './codings';
import { countLosses, typeOf } from './plain-losses';
import { type FileChunk, type FormatWriter, Tally } from './writer';

/** What is said of the article; tools that do not know the type pass it over. */
export const CAS_ARTICLE = 'sourcemark.Article';

const STRING = 'uima.cas.String';
const feature = (name: string, range = STRING) => [name, { '%NAME': name, '%RANGE': range }];
const type = (name: string, parent: string, features: (string | object)[][]) => [
  name,
  { '%NAME': name, '%SUPER_TYPE': parent, ...Object.fromEntries(features) },
];

const TYPES = Object.fromEntries([
  type(OWN_SPAN, 'uima.tcas.Annotation', [
    ...['code', 'layer', 'id', 'quote', 'attributes', 'memo'].map((name) => feature(name)),
    feature('confidence', 'uima.cas.Integer'),
  ]),
  type(OWN_RELATION, 'uima.tcas.Annotation', [
    ...['type', 'id', 'attributes', 'memo'].map((name) => feature(name)),
    feature('Governor', OWN_SPAN),
    feature('Dependent', OWN_SPAN),
  ]),
  type(CAS_ARTICLE, 'uima.cas.TOP', [
    ...['name', 'title', 'url', 'coder', 'metadata'].map((name) => feature(name)),
  ]),
]);

/**
 * UIMA CAS JSON 0.4 (Apache UIMA JSON CAS specification), a file for each coder of each article. Offsets
 * are UTF-16 units. A passage in several pieces is one annotation a piece, which share their `id`.
 * Relations are INCEpTION's: from the governor to the dependent.
 */
export function createCasJsonWriter(): FormatWriter {
  const losses = new Tally();
  const normalised = new Tally();
  const namer = createNamer('article');
  return {
    *start() {},
    *article(article): Generator<FileChunk> {
      countLosses(article, losses, {
        articleMetadata: true,
        attributes: true,
        memos: true,
        relations: true,
        discontinuous: true,
      });
      const map = createOffsetMap(article.text);
      const codings = codingsOf(article);
      const carried = codings.reduce((sum, { relations }) => sum + relations.length, 0);
      losses.add('relation_end_not_exported', article.relations.length - carried);
      for (const coding of codings) {
        const wanted = `${article.name}_${coding.coder.name}`;
        const name = namer(wanted);
        if (name !== wanted) normalised.add('file_name_changed');
        const data = `${JSON.stringify(casOf(article, coding, map))}\n`;
        yield { file: `${name}.json`, data, last: true };
      }
    },
    *finish() {},
    report: () => ({ losses: losses.toCounts(), normalised: normalised.toCounts() }),
  };
}

function casOf(article: ExportArticle, { coder, spans, relations }: CodingOf, map: OffsetMap) {
  const sofa = {
    '%ID': 1,
    '%TYPE': 'uima.cas.Sofa',
    sofaNum: 1,
    sofaID: '_InitialView',
    mimeType: 'text',
    sofaString: article.text,
  };
  const document = {
    '%ID': 2,
    '%TYPE': 'uima.tcas.DocumentAnnotation',
    '@sofa': 1,
    begin: 0,
    end: article.text.length,
    language: article.language ?? 'x-unspecified',
  };
  const about = {
    '%ID': 3,
    '%TYPE': CAS_ARTICLE,
    name: article.name,
    title: article.title,
    ...(article.url === null ? {} : { url: article.url }),
    coder: coder.name,
    metadata: JSON.stringify(article.metadata),
  };
  let last = 3;
  const places = new Map<string, { readonly no: number; readonly begin: number; end: number }>();
  const marked = spans.flatMap((one) =>
    one.fragments.map(({ start, end, quote }) => {
      last += 1;
      const at = { begin: map.toUtf16(start), end: map.toUtf16(end) };
      if (!places.has(one.id)) places.set(one.id, { no: last, ...at });
      return { '%ID': last, '%TYPE': OWN_SPAN, '@sofa': 1, ...at, ...saidOf(one), quote };
    }),
  );
  const links = relations.flatMap((one) => {
    const [from, to] = [places.get(one.from), places.get(one.to)];
    if (!from || !to) return [];
    last += 1;
    return [
      {
        '%ID': last,
        '%TYPE': OWN_RELATION,
        '@sofa': 1,
        begin: to.begin,
        end: to.end,
        type: one.externalType ?? one.type,
        id: one.id,
        ...saidAttributes(one.attributes),
        ...(one.memo === null ? {} : { memo: one.memo }),
        '@Governor': from.no,
        '@Dependent': to.no,
      },
    ];
  });
  return {
    '%TYPES': TYPES,
    '%FEATURE_STRUCTURES': [sofa, document, about, ...marked, ...links],
    '%VIEWS': {
      _InitialView: {
        '%SOFA': 1,
        '%MEMBERS': [2, 3, ...[...marked, ...links].map((one) => one['%ID'])],
      },
    },
  };
}

function saidOf(one: ExportAnnotation) {
  return {
    code: typeOf(one),
    layer: one.layer,
    id: one.id,
    ...saidAttributes(one.attributes),
    ...(one.memo === null ? {} : { memo: one.memo }),
    ...(one.confidence === null ? {} : { confidence: one.confidence }),
  };
}

/** A feature without a value is left out. */
function saidAttributes(attributes: ExportAnnotation['attributes']) {
  return Object.keys(attributes).length === 0 ? {} : { attributes: JSON.stringify(attributes) };
}
