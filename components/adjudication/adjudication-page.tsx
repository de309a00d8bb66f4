'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { CodeMark } from '@/components/reader/code-mark';
import { ShortcutHelp } from '@/components/shell/shortcut-help';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import { Progress } from '@/components/ui/progress';
import type { AdjudicationItem } from '@/lib/adjudication/schema';
import { createOffsetMap } from '@/lib/text/offsets';
import { AdjudicatedText } from './article-text';
import { DecisionPanel, STATE_TONES } from './decision-panel';
import { adjudicationShortcuts, useAdjudicationKeys } from './keys';
import { type AdjudicationData, type Lookups, lookupsOf, wordsOf } from './model';
import { type Adjudication, useAdjudication } from './use-adjudication';

/** Items that the list beside the text shows at once, around the one in focus. */
const LISTED = 40;

/** One text's submitted codings, merged in the text and side by side, decided place by place. */
export function AdjudicationPage({ data }: { data: AdjudicationData }) {
  const t = useTranslations('adjudication');
  const locale = useLocale();
  const { projectId, article } = data;
  const lookups = useMemo(() => lookupsOf(data, locale), [data, locale]);
  const text = useMemo(() => createOffsetMap(article.text), [article.text]);
  const adjudication = useAdjudication(data);
  useAdjudicationKeys(adjudication, lookups);
  const shortcuts = useMemo(() => adjudicationShortcuts(t), [t]);
  const { board, open, agreed, busy } = adjudication;
  const total = board.items.length;
  return (
    <div className="grid lg:grid-cols-[minmax(0,1fr)_27rem] xl:grid-cols-[minmax(0,1fr)_33rem]">
      <div className="mx-auto w-full min-w-0 max-w-[46rem] px-4 py-6 sm:px-6">
        <p className="mb-1 text-muted-foreground text-sm">
          <Link href={`/projects/${projectId}/review/adjudicate`} className="hover:underline">
            {t('adjudication')}
          </Link>
        </p>
        <h1
          lang={article.language ?? undefined}
          dir={article.direction}
          className="mb-4 font-semibold font-serif text-2xl leading-tight"
        >
          {article.title}
        </h1>
        <AdjudicatedText {...{ article, text, adjudication, lookups }} />
      </div>
      <aside
        aria-label={t('disagreements')}
        className="border-t bg-muted/30 px-4 py-5 sm:px-5 lg:sticky lg:top-14 lg:h-[calc(100dvh-3.5rem)] lg:overflow-y-auto lg:border-t-0 lg:border-l"
      >
        <div className="mb-3 grid gap-2">
          <Progress
            value={total - open - agreed}
            max={Math.max(1, total)}
            label={t('progress', { done: total - open - agreed, total })}
          />
          <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
            <p className="tabular">{t('progress', { done: total - open - agreed, total })}</p>
            <p className="tabular">{open > 0 ? t('openCount', { count: open }) : t('noneOpen')}</p>
          </div>
          <div className="flex flex-wrap gap-1.5">
            {agreed > 0 ? (
              <Button
                size="sm"
                variant="primary"
                disabled={busy}
                onClick={adjudication.mergeAgreed}
              >
                {t('mergeAgreed', { count: agreed })} <Kbd aria-hidden>A</Kbd>
              </Button>
            ) : null}
            <Button size="sm" disabled={busy || !board.undoable} onClick={adjudication.undo}>
              {t('undo')} <Kbd aria-hidden>u</Kbd>
            </Button>
            <Button size="sm" disabled={total < 2} onClick={() => adjudication.step(-1)}>
              {t('previous')} <Kbd aria-hidden>k</Kbd>
            </Button>
            <Button size="sm" disabled={total < 2} onClick={() => adjudication.step(1)}>
              {t('next')} <Kbd aria-hidden>j</Kbd>
            </Button>
          </div>
        </div>
        <DecisionPanel {...{ article, text, lookups, adjudication }} />
        <Places {...{ adjudication, lookups }} />
        <Left {...{ adjudication, lookups }} />
      </aside>
      <div role="status" aria-live="polite" className="sr-only">
        {adjudication.said}
      </div>
      <ShortcutHelp title={t('adjudication')} items={shortcuts} />
    </div>
  );
}

/** The places in text order, around the one in focus. */
function Places({ adjudication, lookups }: { adjudication: Adjudication; lookups: Lookups }) {
  const t = useTranslations('adjudication');
  const { board, at } = adjudication;
  const from = Math.max(0, Math.min(at - LISTED / 2, board.items.length - LISTED));
  const shown = board.items.slice(from, from + LISTED);
  return (
    <nav aria-label={t('places')} className="mt-5">
      <h2 className="mb-1.5 font-medium text-sm">{t('places')}</h2>
      <ol className="grid gap-0.5" start={from + 1}>
        {shown.map((item, index) => (
          <li key={item.key}>
            <Place
              item={item}
              lookups={lookups}
              current={from + index === at}
              onGo={() => adjudication.go(from + index)}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Gold whose place is gone: it stays until somebody takes it out. */
function Left({ adjudication, lookups }: { adjudication: Adjudication; lookups: Lookups }) {
  const t = useTranslations('adjudication');
  const { board, busy } = adjudication;
  if (board.left.length === 0) return null;
  return (
    <section aria-labelledby="left-gold" className="mt-5">
      <h2 id="left-gold" className="mb-1 font-medium text-sm">
        {t('left.title', { count: board.left.length })}
      </h2>
      <p className="mb-2 text-muted-foreground text-sm">{t('left.help')}</p>
      <ul className="grid gap-1">
        {board.left.map((one) => {
          const head = board.gold.get(one.goldId);
          const words = wordsOf(one.goldId, board.gold, board.goldRelations);
          return (
            <li key={one.goldId} className="flex items-center gap-2 px-2 text-sm">
              {head ? <CodeMark codebook={lookups.codebook} codeKey={head.codeKey} /> : null}
              <span className="min-w-0 flex-1 truncate font-serif" dir="auto">
                {words || t('wholeArticle')}
              </span>
              <Button size="sm" disabled={busy} onClick={() => adjudication.takeOut(one)}>
                {t('left.takeOut')}
                <span className="sr-only"> {words}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Place({
  item,
  lookups,
  current,
  onGo,
}: {
  item: AdjudicationItem;
  lookups: Lookups;
  current: boolean;
  onGo: () => void;
}) {
  const t = useTranslations('adjudication');
  const { heads, relations, codebook } = lookups;
  const unitId = item.readings[0]?.unitId ?? null;
  const codeKey = heads.get(unitId ?? '')?.codeKey;
  return (
    <button
      type="button"
      aria-current={current ? 'true' : undefined}
      onClick={onGo}
      className={cn(
        'flex w-full items-center gap-2 rounded-md px-2 py-1 text-left text-sm hover:bg-accent pointer-coarse:min-h-11',
        current && 'bg-accent font-medium',
      )}
    >
      {codeKey ? <CodeMark codebook={codebook} codeKey={codeKey} /> : null}
      <span className="min-w-0 flex-1 truncate font-serif" dir="auto">
        {wordsOf(unitId, heads, relations) || t('wholeArticle')}
      </span>
      <Badge tone={STATE_TONES[item.state]}>{t(`states.${item.state}`)}</Badge>
    </button>
  );
}
