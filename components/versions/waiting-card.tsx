'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type CSSProperties, useEffect, useRef } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { CONTROL_CLASS } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import type { CarryQueue, Excerpt, WaitingItem } from '@/lib/carryover/schema';
import { extentOf, type Fragment } from '@/lib/text/fragments';
import { createOffsetMap } from '@/lib/text/offsets';
import type { Decision } from './carry-queue';
import { PassageExcerpt } from './passage-excerpt';

interface Props {
  item: WaitingItem;
  queue: CarryQueue;
  isActive: boolean;
  isAdjusting: boolean;
  onFocus: () => void;
  onAdjust: (open: boolean) => void;
  onSettle: (decision: Decision, fragments?: readonly Fragment[]) => void;
}

/** One annotation that is not sure, with both sides and what can be done about it. */
export function WaitingCard(props: Props) {
  const { item, queue, isActive, isAdjusting, onFocus, onAdjust, onSettle } = props;
  const t = useTranslations('versions');
  const locale = useLocale();
  const style = {
    ['--code' as string]: `light-dark(${item.colour.light}, ${item.colour.dark})`,
  } as CSSProperties;
  const words = { language: queue.language, direction: queue.direction };
  const lost = item.after.fragments.length === 0;
  const mayConfirm = item.kind !== 'span' || !lost;
  return (
    <li style={style}>
      <article
        data-item
        // biome-ignore lint/a11y/noNoninteractiveTabindex: j and k go from one to the next
        tabIndex={0}
        onFocus={onFocus}
        aria-current={isActive ? 'true' : undefined}
        className={cn(
          'rounded-xl border bg-card p-4',
          isActive && 'border-primary ring-1 ring-primary',
        )}
      >
        <header className="mb-3 flex flex-wrap items-center gap-2 text-sm">
          <span aria-hidden className="size-3 rounded-full bg-(--code)" />
          <h3 className="font-semibold">{locale === 'fr' ? item.codeName.fr : item.codeName.en}</h3>
          <Badge tone={item.verdict === 'lost' ? 'danger' : 'warning'}>
            {t(`verdict.${item.verdict}`)}
          </Badge>
          <span className="text-muted-foreground">{item.coderName}</span>
          {item.kind === 'span' && !lost ? (
            <span className="text-muted-foreground tabular">
              {quoteOf(item.before) === quoteOf(item.after)
                ? t('sameWords')
                : t('likeness', { share: item.score })}
            </span>
          ) : null}
        </header>
        {item.kind === 'span' ? (
          <div className="grid gap-4 lg:grid-cols-2">
            <div>
              <h4 className="mb-1 font-medium text-muted-foreground text-xs">
                {t('version', { no: item.fromVersionNo })}
              </h4>
              <PassageExcerpt excerpt={item.before} {...words} />
            </div>
            <div>
              <h4 className="mb-1 font-medium text-muted-foreground text-xs">
                {t('version', { no: queue.toVersionNo })}
                {lost ? ` · ${t('aboutHere')}` : null}
              </h4>
              {isAdjusting ? (
                <Adjust item={item} queue={queue} onAdjust={onAdjust} onSettle={onSettle} />
              ) : (
                <PassageExcerpt excerpt={item.after} {...words} />
              )}
            </div>
          </div>
        ) : (
          <p className="text-sm">
            {item.kind === 'article' ? t('wholeArticle') : <Parts item={item} />}
          </p>
        )}
        {isAdjusting ? null : (
          <footer className="mt-4 flex flex-wrap gap-2">
            {mayConfirm ? (
              <Button size="sm" variant="primary" onClick={() => onSettle('confirm')}>
                {t('confirm')} <Kbd>c</Kbd>
              </Button>
            ) : null}
            {item.kind === 'span' ? (
              <Button size="sm" onClick={() => onAdjust(true)}>
                {t('adjust')} <Kbd>a</Kbd>
              </Button>
            ) : null}
            <Button size="sm" onClick={() => onSettle('drop')}>
              {t('drop')} <Kbd>d</Kbd>
            </Button>
          </footer>
        )}
      </article>
    </li>
  );
}

function quoteOf({ text, offset, fragments }: Excerpt): string {
  const map = createOffsetMap(text);
  return fragments.map(({ start, end }) => map.slice(start - offset, end - offset)).join(' ');
}

function Parts({ item }: { item: WaitingItem }) {
  const t = useTranslations('versions');
  return (
    <>
      {t('parts')}
      <span className="mt-2 grid gap-1">
        {item.parts.map(({ quote, came }) => (
          <span key={quote} className="flex flex-wrap items-baseline gap-2">
            <q className="font-serif">{quote}</q>
            <Badge tone={came === null ? 'warning' : came ? 'success' : 'danger'}>
              {t(came === null ? 'partWaits' : came ? 'partCame' : 'partDropped')}
            </Badge>
          </span>
        ))}
      </span>
    </>
  );
}

/** The later text to select in, with keyboard or mouse; begins at the proposal. */
function Adjust({
  item,
  queue,
  onAdjust,
  onSettle,
}: Pick<Props, 'item' | 'queue' | 'onAdjust' | 'onSettle'>) {
  const t = useTranslations('versions');
  const field = useRef<HTMLTextAreaElement>(null);
  const { laterText } = queue;
  useEffect(() => {
    const area = field.current;
    if (!area) return;
    const map = createOffsetMap(laterText);
    const { text, offset, fragments } = item.after;
    const middle = offset + Math.floor(createOffsetMap(text).length / 2);
    const place = extentOf(fragments) ?? { start: middle, end: middle };
    // Not `readOnly`: there Chromium lets no key move the caret, and nobody could select by keyboard.
    const refuse = (event: Event) => event.preventDefault();
    area.addEventListener('beforeinput', refuse);
    area.setSelectionRange(map.toUtf16(place.start), map.toUtf16(place.end));
    area.focus();
    // Browsers do not bring a selection into view by themselves; about is enough.
    area.scrollTop =
      (area.scrollHeight * place.start) / Math.max(1, map.length) - area.clientHeight / 3;
    return () => area.removeEventListener('beforeinput', refuse);
  }, [item, laterText]);
  const use = () => {
    const area = field.current;
    if (!area || area.selectionStart === area.selectionEnd) return;
    const map = createOffsetMap(laterText);
    const start = map.toCodePoint(area.selectionStart, 'floor');
    const end = map.toCodePoint(area.selectionEnd, 'ceil');
    onSettle('adjust', [{ start, end }]);
  };
  return (
    <div className="grid gap-2">
      <textarea
        ref={field}
        defaultValue={laterText}
        inputMode="none"
        spellCheck={false}
        aria-label={t('selectIn')}
        lang={queue.language ?? undefined}
        dir={queue.direction}
        rows={9}
        onKeyDown={(event) => {
          if (event.key === 'Enter') use();
          if (event.key === 'Escape') onAdjust(false);
          if (['Enter', 'Escape'].includes(event.key)) event.preventDefault();
        }}
        className={cn(CONTROL_CLASS, 'h-auto py-2 font-serif text-[0.9375rem] leading-relaxed')}
      />
      <p className="text-muted-foreground text-xs">{t('selectHelp')}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={use}>
          {t('useSelection')} <Kbd>Enter</Kbd>
        </Button>
        <Button size="sm" variant="ghost" onClick={() => onAdjust(false)}>
          {t('cancel')} <Kbd>Esc</Kbd>
        </Button>
      </div>
    </div>
  );
}
