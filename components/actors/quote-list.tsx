import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { QuoteRow } from '@/lib/actors/schema';
import { shortenQuote } from '@/lib/text/quote';

/** Quotes with their source, where they stand, and who coded them; each opens in its text. */
export function QuoteList({
  projectId,
  quotes,
}: {
  projectId: string;
  quotes: readonly QuoteRow[];
}) {
  const t = useTranslations('actors');
  return (
    <ol className="grid gap-3">
      {quotes.map((one) => (
        <li key={`${one.attributionId} ${one.sourceId}`} className="rounded-xl border bg-card p-4">
          <Link
            href={`/projects/${projectId}/articles/${one.articleId}?version=${one.versionNo}&annotation=${one.sourceId ?? one.attributionId}`}
            prefetch={false}
            className="block rounded hover:underline"
          >
            <span
              lang={one.language ?? undefined}
              dir={one.direction}
              className="block break-words font-serif text-base leading-relaxed"
            >
              {one.said === '' ? t('nothingSaid') : shortenQuote(one.said, 400)}
            </span>
          </Link>
          <p className="mt-2 text-sm">
            <span lang={one.language ?? undefined} dir={one.direction} className="font-medium">
              {one.sourceId === null ? t('sourceAbsent') : one.words}
            </span>
            {one.name !== null && one.name !== one.words ? ` (${one.name})` : ''}
          </p>
          <p className="mt-1 text-muted-foreground text-sm">
            {[one.title, one.publisher, one.month, one.coderName].filter(Boolean).join(' · ')}
          </p>
        </li>
      ))}
    </ol>
  );
}
