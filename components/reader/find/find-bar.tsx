'use client';

import { ArrowDown, ArrowUp, CaseSensitive, Tags, WholeWord, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LabelAllDialog } from '@/components/search/label-all-dialog';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { FIND_LIMIT } from '@/lib/text/find';
import { useReader, useSignal } from '../reader-context';
import type { FindModel } from './find-model';
import { takeIn } from './take-in';
import { useFind } from './use-find';

/** Find in the article, a bar under the reader's own; opened by Ctrl+F, `/` or its button. */
export function FindBar() {
  const find = useFind();
  const { open } = useSignal(find.state);
  return open ? <Bar find={find} /> : null;
}

function Bar({ find }: { find: FindModel }) {
  const t = useTranslations('search');
  const { model, dom } = useReader();
  const { words, wholeWords, exact, places, current } = useSignal(find.state);
  const coding = useSignal(model.coding);
  const [labelling, setLabelling] = useState(false);

  const leave = (selects: boolean) => {
    const place = find.place;
    find.close();
    if (place) {
      const { start, end } = place;
      model.selection.set({ anchor: start, head: selects ? end : start });
    }
    dom.get()?.root.focus({ preventScroll: true });
  };
  const count =
    places.length === 0
      ? words.trim() === ''
        ? ''
        : t('find.none')
      : places.length >= FIND_LIMIT
        ? t('find.countMany', { current: current + 1, total: places.length })
        : t('find.count', { current: current + 1, total: places.length });
  return (
    <search
      data-find-bar
      data-reader-part
      aria-label={t('find.label')}
      className="sticky top-[calc(var(--shell-height)+2.75rem)] z-20 -mx-4 -mt-6 mb-6 flex flex-wrap items-center gap-1 border-b bg-popover px-4 py-1.5 shadow-raised sm:-mx-6 sm:px-6"
    >
      <Input
        data-find-field
        type="text"
        value={words}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        aria-label={t('find.field')}
        placeholder={t('find.field')}
        onChange={(event) => find.look({ words: event.target.value })}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && event.altKey) leave(true);
          else if (event.key === 'Enter') find.step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') leave(false);
          else return;
          event.preventDefault();
        }}
        className="h-8 min-w-40 flex-1"
      />
      <output aria-live="polite" className="min-w-20 px-1 text-muted-foreground text-sm tabular">
        {count}
      </output>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={t('find.previous')}
        title={t('find.previousHint')}
        disabled={places.length === 0}
        onClick={() => find.step(-1)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={t('find.next')}
        title={t('find.nextHint')}
        disabled={places.length === 0}
        onClick={() => find.step(1)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Toggle
        on={wholeWords}
        label={t('find.wholeWords')}
        onChange={() => find.look({ wholeWords: !wholeWords })}
      >
        <WholeWord aria-hidden />
      </Toggle>
      <Toggle on={exact} label={t('find.exact')} onChange={() => find.look({ exact: !exact })}>
        <CaseSensitive aria-hidden />
      </Toggle>
      {model.data.mayAnnotate && coding.state !== 'submitted' ? (
        <Button
          size="sm"
          variant="ghost"
          disabled={places.length === 0}
          onClick={() => setLabelling(true)}
        >
          <Tags aria-hidden /> {t('label.open')}
        </Button>
      ) : null}
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={t('find.close')}
        onClick={() => leave(false)}
      >
        <X aria-hidden />
      </Button>
      {labelling ? (
        <LabelAllDialog
          projectId={model.data.projectId}
          codebook={model.data.codebook}
          source={{
            kind: 'places',
            places: places.map(({ start, end }) => ({
              articleVersionId: model.data.article.versionId,
              start,
              end,
            })),
          }}
          onClose={() => setLabelling(false)}
          onChange={(change) => takeIn(model, change)}
        />
      ) : null}
    </search>
  );
}

function Toggle({
  on,
  label,
  onChange,
  children,
}: {
  on: boolean;
  label: string;
  onChange: () => void;
  children: React.ReactNode;
}) {
  return (
    <Button
      size="icon-sm"
      variant="ghost"
      aria-pressed={on}
      aria-label={label}
      title={label}
      onClick={onChange}
      className={cn(on && 'bg-primary-soft text-primary')}
    >
      {children}
    </Button>
  );
}
