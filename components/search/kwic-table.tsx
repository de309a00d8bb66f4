'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { FoundArticle } from '@/lib/search/schema';
import { KWIC_ORDERS, type KwicLine, type KwicOrder, linesOf, sortLines } from './kwic-order';
import { placeHref } from './search-href';

/** The keyword in context: one line a hit, the keywords below one another, sorted by neighbours. */
export function KwicTable({
  projectId,
  articles,
}: {
  projectId: string;
  articles: readonly FoundArticle[];
}) {
  const t = useTranslations('search');
  const locale = useLocale();
  const [order, setOrder] = useState<KwicOrder>('text');
  const lines = useMemo(
    () => sortLines(linesOf(articles), order, locale),
    [articles, order, locale],
  );
  return (
    <section aria-label={t('kwic.label')}>
      <fieldset className="mb-3 flex flex-wrap items-center gap-1">
        <legend className="sr-only">{t('kwic.order')}</legend>
        <span aria-hidden className="mr-1 text-muted-foreground text-sm">
          {t('kwic.order')}
        </span>
        {KWIC_ORDERS.map((one) => (
          <Button
            key={one}
            size="sm"
            variant="ghost"
            aria-pressed={one === order}
            onClick={() => setOrder(one)}
            className={cn(one === order && 'bg-primary-soft text-primary')}
          >
            {t(`kwic.orders.${one}`)}
          </Button>
        ))}
      </fieldset>
      <ul className="overflow-hidden rounded-lg border bg-card" data-kwic>
        {lines.map((line) => (
          <Line
            key={`${line.article.articleId}/${line.hit.start}`}
            projectId={projectId}
            line={line}
          />
        ))}
      </ul>
    </section>
  );
}

function Line({ projectId, line: { article, hit } }: { projectId: string; line: KwicLine }) {
  const title = article.title.map(({ text }) => text).join('');
  return (
    <li className="border-b last:border-b-0">
      <Link
        href={placeHref(projectId, article, hit)}
        prefetch={false}
        data-result-link
        data-hit
        title={title}
        // The columns follow the text: in Arabic what comes before the keyword stands at its right.
        dir={article.direction}
        lang={article.language ?? undefined}
        className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-baseline gap-2 px-3 py-1.5 font-serif text-[0.9375rem] hover:bg-accent"
      >
        {/* The end of what comes before is what matters: it is cut at its beginning. */}
        <span className="flex min-w-0 justify-end overflow-hidden whitespace-nowrap text-muted-foreground">
          <span>{hit.left}</span>
        </span>
        <mark className="max-w-[40vw] truncate rounded-xs bg-[light-dark(#ffe98a,#6b5900)] px-1 font-medium text-[light-dark(#1d1a00,#fff8d6)]">
          {hit.words}
        </mark>
        <span className="min-w-0 overflow-hidden whitespace-nowrap text-muted-foreground">
          {hit.right}
        </span>
      </Link>
    </li>
  );
}
