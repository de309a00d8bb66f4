import type { ReleaseManifest } from '../frozen/schema';
import type { About } from './write';

const MEDIA: readonly (readonly [ending: string, type: string])[] = [
  ['.jsonl', 'application/jsonlines'],
  ['.json', 'application/json'],
  ['.csv', 'text/csv'],
  ['.parquet', 'application/vnd.apache.parquet'],
  ['.ann', 'text/plain'],
  ['.conf', 'text/plain'],
  ['.txt', 'text/plain'],
  ['.md', 'text/markdown'],
];

/** The media type of a release's file, by its name. */
export function mediaTypeOf(file: string): string {
  return MEDIA.find(([ending]) => file.endsWith(ending))?.[1] ?? 'application/octet-stream';
}

/**
 * The release in Croissant 1.1 (MLCommons) with the RAI vocabulary 1.0: each data file with its
 * SHA-256, and, for JSON Lines and CSV, the records in them. brat's many files are told as a set.
 */
export function toCroissant({ manifest, frozen, spec }: About): Readonly<Record<string, unknown>> {
  const { release, project, counts } = manifest;
  const listed = manifest.files.filter(({ path }) => !path.startsWith('brat/'));
  const hasBrat = listed.length < manifest.files.length;
  return {
    '@context': {
      '@language': 'en',
      '@vocab': 'https://schema.org/',
      sc: 'https://schema.org/',
      cr: 'http://mlcommons.org/croissant/',
      rai: 'http://mlcommons.org/croissant/RAI/',
      dct: 'http://purl.org/dc/terms/',
      citeAs: 'cr:citeAs',
      conformsTo: 'dct:conformsTo',
      containedIn: 'cr:containedIn',
      data: { '@id': 'cr:data', '@type': '@json' },
      dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
      extract: 'cr:extract',
      column: 'cr:column',
      field: 'cr:field',
      fileObject: 'cr:fileObject',
      fileSet: 'cr:fileSet',
      includes: 'cr:includes',
      jsonPath: 'cr:jsonPath',
      recordSet: 'cr:recordSet',
      source: 'cr:source',
    },
    '@type': 'sc:Dataset',
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    name: release.name,
    version: `${release.number}.0.0`,
    description: summarise(manifest),
    ...(release.licence === '' ? {} : { license: release.licence }),
    creator: { '@type': 'Organization', name: project.name },
    datePublished: release.frozen_at.slice(0, 10),
    'rai:dataAnnotationPlatform': `${manifest.generator.name} ${manifest.generator.version}`,
    'rai:dataAnnotationProtocol': `Codebook “${manifest.codebook.name ?? ''}”, version ${manifest.codebook.version ?? '–'}; codebook.json holds it.`,
    'rai:annotationsPerItem': perItem(counts),
    'rai:dataAnnotationAnalysis': agreementWords({ manifest, frozen }),
    'rai:dataReleaseMaintenancePlan':
      'A release does not change. A correction is a further release; one that is withdrawn says why.',
    'rai:personalSensitiveInformation': spec.anonymise
      ? 'Coders and reviewers stand under pseudonyms. Texts and notes are as they were written.'
      : 'Coders and reviewers stand under their names. Texts and notes are as they were written.',
    distribution: [
      ...listed.map(({ path, bytes, sha256 }) => ({
        '@type': 'cr:FileObject',
        '@id': path,
        name: path,
        contentUrl: path,
        contentSize: `${bytes} B`,
        encodingFormat: mediaTypeOf(path),
        sha256,
      })),
      ...(hasBrat
        ? [
            {
              '@type': 'cr:FileSet',
              '@id': 'brat',
              name: 'brat',
              includes: 'brat/**',
              encodingFormat: 'text/plain',
            },
          ]
        : []),
    ],
    recordSet: listed.flatMap(({ path }) => recordSetOf(path)),
  };
}

/** The columns that are told of; the files have more. */
const TABLE_FIELDS: Readonly<Record<string, readonly (readonly [name: string, type: string])[]>> = {
  articles: [
    ['id', 'sc:Text'],
    ['title', 'sc:Text'],
    ['language', 'sc:Text'],
    ['text', 'sc:Text'],
  ],
  annotations: [
    ['id', 'sc:Text'],
    ['layer', 'sc:Text'],
    ['code', 'sc:Text'],
    ['text', 'sc:Text'],
    ['coder', 'sc:Text'],
  ],
};
const LINE_FIELDS = [
  ['id', 'sc:Text'],
  ['title', 'sc:Text'],
  ['language', 'sc:Text'],
  ['text', 'sc:Text'],
  ['annotations', 'sc:Text'],
] as const;

function recordSetOf(path: string): object[] {
  const name = path.split('/').at(-1) ?? path;
  const isTable = /\.(csv|parquet)$/.test(name);
  const table = isTable ? TABLE_FIELDS[name.replace(/\.[a-z]+$/, '')] : undefined;
  const columns = name.endsWith('.jsonl') ? LINE_FIELDS : table;
  if (!columns) return [];
  const id = path.replace(/\.[a-z]+$/, '');
  return [
    {
      '@type': 'cr:RecordSet',
      '@id': id,
      name: id,
      field: columns.map(([column, dataType]) => ({
        '@type': 'cr:Field',
        '@id': `${id}/${column}`,
        name: column,
        dataType,
        source: {
          fileObject: { '@id': path },
          extract: name.endsWith('.jsonl') ? { jsonPath: `$.${column}` } : { column },
        },
      })),
    },
  ];
}

/** In one sentence what a release holds. */
export function summarise({ counts, project, release }: ReleaseManifest): string {
  return `${release.name}: ${counts.articles ?? 0} news articles with ${counts.annotations ?? 0} annotations and ${counts.relations ?? 0} relations by ${project.name}, frozen ${release.frozen_at}.`;
}

function perItem({ articles = 0, codings = 0 }: Readonly<Record<string, number>>): string {
  const mean = articles === 0 ? 0 : codings / articles;
  return `${mean.toFixed(2)} codings an article on average`;
}

/** What agreement was measured, in words. */
export function agreementWords({ frozen }: Pick<About, 'manifest' | 'frozen'>): string {
  const { agreement } = frozen;
  if (!agreement || agreement.value === null) {
    return 'Agreement could not be measured: fewer than two people coded the same articles.';
  }
  return `Krippendorff’s alpha (nominal, on tokens) of what coders handed in, before any review: ${agreement.value.toFixed(3)}.`;
}
