import type { FormatChoice } from '@/lib/ingest/schema';
import type { ImportDto, ImportStateName } from '@/lib/ingest/upload-schema';

export const FORMAT_WORDS: Readonly<Record<FormatChoice, string>> = {
  auto: 'Find out by itself',
  plain: 'Plain text',
  html: 'Web pages (HTML)',
  jsonl: 'JSON Lines (also doccano)',
  csv: 'CSV table',
  brat: 'brat standoff',
  ptc: 'PTC (SemEval-2020)',
};

export const STATE_WORDS: Readonly<Record<ImportStateName, string>> = {
  running: 'Running',
  finished: 'Finished',
  failed: 'Broke off',
  cancelled: 'Cancelled',
};

/** `1 article`, `1,204 articles`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** What an import stored, in one line: `84 articles, 13,774 annotations, 3,514 relations added`. */
export function storedWords({ counts, state }: Pick<ImportDto, 'counts' | 'state'>): string {
  const { articles, annotations, relations } = counts;
  const added = [
    articles.created > 0 && counted(articles.created, 'article'),
    annotations.created > 0 && counted(annotations.created, 'annotation'),
    relations.created > 0 && counted(relations.created, 'relation'),
  ].filter((part) => part !== false);
  if (added.length > 0) return `${added.join(', ')} added`;
  return state === 'running' ? 'Reading…' : 'Nothing new';
}

/** What was there before: `84 articles and 17,288 records unchanged`; empty when nothing was. */
export function unchangedWords({ counts }: Pick<ImportDto, 'counts'>): string {
  const { articles, annotations, relations } = counts;
  const records = annotations.unchanged + relations.unchanged;
  const parts = [
    articles.unchanged > 0 && counted(articles.unchanged, 'article'),
    records > 0 && counted(records, 'record'),
  ].filter((part) => part !== false);
  return parts.length > 0 ? `${parts.join(' and ')} there already, unchanged` : '';
}
