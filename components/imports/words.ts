import type { Translate } from '@/lib/i18n/translate';
import { unknownTypeOf } from '@/lib/ingest/report';
import type { ImportDto } from '@/lib/ingest/upload-schema';

type Counted = 'articles' | 'annotations' | 'relations' | 'records';

/** `84 articles, 13,774 annotations`; what there is none of is left out. */
function list(
  t: Translate<'imports'>,
  locale: string,
  parts: readonly (readonly [Counted, number])[],
): string {
  const told = parts.filter(([, count]) => count > 0);
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(
    told.map(([what, count]) => t(`counts.${what}`, { count })),
  );
}

/** What an import stored, in one line: `84 articles, 13,774 annotations, 3,514 relations added`. */
export function storedWords(
  { counts, state, waiting }: Pick<ImportDto, 'counts' | 'state' | 'waiting'>,
  t: Translate<'imports'>,
  locale: string,
): string {
  const { articles, annotations, relations } = counts;
  const added = list(t, locale, [
    ['articles', articles.created],
    ['annotations', annotations.created],
    ['relations', relations.created],
  ]);
  if (added) return t('added', { list: added });
  if (waiting) return t('waiting');
  return state === 'running' ? t('reading') : t('nothingNew');
}

/** What was there before: `84 articles, 17,288 records there already`; empty when nothing was. */
export function unchangedWords(
  { counts }: Pick<ImportDto, 'counts'>,
  t: Translate<'imports'>,
  locale: string,
): string {
  const { articles, annotations, relations } = counts;
  const there = list(t, locale, [
    ['articles', articles.unchanged],
    ['records', annotations.unchanged + relations.unchanged],
  ]);
  return there ? t('unchanged', { list: there }) : '';
}

/** What an import noticed. The name of an unknown type stands in the stored sentence alone. */
export function noticeWords(
  { code, message }: ImportDto['notices'][number],
  t: Translate<'imports'>,
): string {
  if (code !== 'unknown_type') return t(`notices.${code}`);
  return t('notices.unknown_type', { type: unknownTypeOf(message) });
}
