import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { QuotesReport, ReportQuote } from '@/lib/reports/schema';

interface Props {
  readonly projectId: string;
  readonly groups: QuotesReport['groups'];
  readonly nameOfGroup: (name: string | null) => string;
  readonly nameOfCode: (code: string) => string;
}

/** Quotes under what they are put together by; each opens in its text. */
export function QuoteGroups({ projectId, groups, nameOfGroup, nameOfCode }: Props) {
  const t = useTranslations('reports');
  return (
    <div className="grid gap-8">
      {groups.map(({ name, total, quotes }) => (
        <section key={name ?? ''} aria-label={nameOfGroup(name)}>
          <h2 className="flex flex-wrap items-baseline gap-x-3 font-semibold text-lg">
            {nameOfGroup(name)}
            <span className="font-normal text-muted-foreground text-sm">
              {t('count', { count: total })}
            </span>
          </h2>
          <ol className="mt-3 grid gap-3">
            {quotes.map((quote) => (
              <Quote
                key={quote.id}
                projectId={projectId}
                quote={quote}
                codeName={nameOfCode(quote.code)}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Quote({
  projectId,
  quote,
  codeName,
}: {
  projectId: string;
  quote: ReportQuote;
  codeName: string;
}) {
  const t = useTranslations('reports');
  const { words, before, after, actors, memo } = quote;
  return (
    <li className="break-inside-avoid rounded-xl border bg-card p-4">
      <Link
        href={`/projects/${projectId}/articles/${quote.articleId}?version=${quote.versionNo}&annotation=${quote.id}`}
        prefetch={false}
        className="block rounded hover:underline"
      >
        <span
          lang={quote.language ?? undefined}
          dir={quote.direction}
          className="block break-words font-serif text-base leading-relaxed"
        >
          {words === '' ? (
            t('wholeArticle')
          ) : (
            <>
              <span className="text-muted-foreground">{before}</span>
              <mark className="rounded bg-primary/15 text-foreground">{words}</mark>
              <span className="text-muted-foreground">{after}</span>
            </>
          )}
        </span>
      </Link>
      <p className="mt-2 text-sm">
        <span className="font-medium">{codeName}</span>
        {actors.length > 0 ? <span> · {t('source', { names: actors.join(', ') })}</span> : null}
      </p>
      {memo ? <p className="mt-1 break-words text-sm italic">{memo}</p> : null}
      <p className="mt-1 break-words text-muted-foreground text-sm">
        {[quote.title, quote.publisher, quote.published, quote.coderName]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}
