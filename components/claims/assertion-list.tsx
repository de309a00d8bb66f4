import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { wordingOf } from '@/lib/claims/rules';
import type { Assertion } from '@/lib/claims/schema';
import { shortenQuote } from '@/lib/text/quote';

/** Where something is claimed, in which words, and by whom; each opens in its text. */
export function AssertionList({
  projectId,
  assertions,
}: {
  projectId: string;
  assertions: readonly Assertion[];
}) {
  const t = useTranslations('claims');
  return (
    <ol className="grid gap-3">
      {assertions.map((one) => (
        <li key={one.annotationId} className="rounded-xl border bg-card p-4">
          <Link
            href={`/projects/${projectId}/articles/${one.articleId}?version=${one.versionNo}&annotation=${one.annotationId}`}
            prefetch={false}
            className="block rounded hover:underline"
          >
            <span
              lang={one.language ?? undefined}
              dir={one.direction}
              className="block break-words font-serif text-base leading-relaxed"
            >
              {one.words === '' ? t('wholeArticle') : shortenQuote(one.words, 400)}
            </span>
          </Link>
          {wordingOf(one) === one.words ? null : <p className="mt-2 text-sm">{wordingOf(one)}</p>}
          <p className="mt-2 text-sm">
            {one.sources.length > 0
              ? t('saidBy', { names: one.sources.join(', ') })
              : t(`voices.${one.voice ?? 'unsaid'}`)}
          </p>
          <p className="mt-1 text-muted-foreground text-sm">
            {[
              one.title,
              one.publisher,
              one.publishedAt?.slice(0, 10),
              one.time,
              one.place,
              one.coderName,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ol>
  );
}
