import { SPLITS } from '../frozen/schema';
import { agreementWords, summarise } from './croissant';
import { loaderSnippets } from './loaders';
import type { About } from './write';

/**
 * The datasheet of a release in Markdown, after Gebru et al., “Datasheets for Datasets” (2021), as far
 * as the project itself can answer; what people must add stands in the notes.
 */
export function toDatasheet(about: About): string {
  const { manifest, frozen, spec } = about;
  const { release, project, counts, history, codebook, generator } = manifest;
  const sections: (readonly string[])[] = [
    [
      `# ${release.name}`,
      '',
      `Release ${release.number} of ${project.name}. ${summarise(manifest)}`,
    ],
    ...(spec.notes === '' ? [] : [['## Notes', '', spec.notes]]),
    [
      '## Licence',
      '',
      release.licence === ''
        ? 'None was stated. Ask before you use it: the articles belong to their publishers.'
        : release.licence,
    ],
    [
      '## What it holds',
      '',
      table(
        ['', 'all', ...(frozen.splitCounts ? SPLITS : [])],
        Object.keys(counts).map((what) => [
          what,
          String(counts[what] ?? 0),
          ...(frozen.splitCounts
            ? SPLITS.map((split) => String(frozen.splitCounts?.[split]?.[what] ?? 0))
            : []),
        ]),
      ),
      '',
      `Languages: ${
        Object.entries(frozen.languages)
          .map(([language, n]) => `${language} (${n})`)
          .join(', ') || '–'
      }.`,
    ],
    ['## How it was chosen', '', ...chosenLines(about)],
    [
      '## How it was coded',
      '',
      `Codebook “${codebook.name ?? ''}”, version ${codebook.version ?? '–'} (\`codebook.json\`, SHA-256 ${codebook.sha256 ?? '–'}); versions used: ${codebook.versions_used.join(', ') || '–'}.`,
      `${frozen.coders} coders. ${agreementWords(about)}`,
      spec.anonymise
        ? 'Coders and reviewers stand under pseudonyms, the same in every release of the project. What people wrote into notes was not changed.'
        : 'Coders and reviewers stand under their names.',
    ],
    ['## What the formats cannot carry', '', ...lossLines(about)],
    ['## Loading it', '', ...loaderSnippets(manifest)],
    [
      '## Trusting it',
      '',
      'Offsets are Unicode code points, half-open. `manifest.json` lists every file with its SHA-256;',
      '`sourcemark validate FOLDER` checks them and what stands in them, without a database.',
      '',
      `It shows the project after event ${history.event} of its history, whose hash is \`${history.hash}\``,
      `(\`checkpoint.json\`). Made by ${generator.name} ${generator.version}. The same release gives the same bytes again.`,
    ],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function chosenLines({ spec }: About): string[] {
  const { filter, articles, splits } = spec;
  const list = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`- ${what}: ${names.join(', ')}`];
  const lines = [
    ...list('layers', filter.layers),
    ...list('codes', filter.codes),
    // Their names would undo the pseudonyms.
    ...(spec.anonymise && filter.coders.length > 0
      ? [`- coders: ${filter.coders.length} of them`]
      : list('coders', filter.coders)),
    ...list('review states', filter.states),
    ...list('publishers', articles.publishers),
    ...(articles.from ? [`- published on ${articles.from} or later`] : []),
    ...(articles.to ? [`- published on ${articles.to} or before`] : []),
    ...(articles.minAgreement === null
      ? []
      : [`- articles on which coders agree at α ≥ ${articles.minAgreement}`]),
  ];
  const split =
    splits === null
      ? []
      : [
          '',
          `Split by article: ${splits.train} % train, ${splits.dev} % dev, ${splits.test} % test, by the seed \`${splits.seed}\`, stratified by publisher and month. Copies of one text are never parted.`,
        ];
  return [...(lines.length === 0 ? ['Everything in the project.'] : lines), ...split];
}

function lossLines({ manifest }: About): string[] {
  const lines = Object.entries(manifest.formats).flatMap(([format, counted]) =>
    Object.entries(counted?.losses ?? {}).map(
      ([reason, n]) => `- ${format}: ${n} ${manifest.reasons[reason] ?? reason}`,
    ),
  );
  return lines.length === 0 ? ['Nothing is lost.'] : lines;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
