'use client';

import { Check, PenLine, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { SuggestionDto } from '@/lib/suggestions/schema';
import { CodeMark } from '../code-mark';
import { useReader } from '../reader-context';
import { passagesOf } from './suggestions-overlay';
import { useOriginName, useReason } from './words';

/** One suggestion: what would be marked, by whom it is offered and why, and what to do with it. */
export function SuggestionCard({
  one,
  chosen,
  disabled,
  names,
  onChoose,
  onAccept,
  onChange,
  onReject,
}: {
  one: SuggestionDto;
  chosen: boolean;
  disabled: boolean;
  names: Readonly<Record<string, string>>;
  onChoose: () => void;
  onAccept: () => void;
  onChange: () => void;
  onReject: () => void;
}) {
  const { model } = useReader();
  const t = useTranslations('suggestions');
  const origin = useOriginName(names);
  const reason = useReason();
  const ref = useRef<HTMLLIElement>(null);
  const { direction, language } = model.data.article;
  useEffect(() => {
    if (chosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <li
      ref={ref}
      data-suggestion={one.id}
      aria-current={chosen || undefined}
      className={cn('border-b border-dashed', chosen && 'bg-primary-soft/50')}
    >
      <button
        type="button"
        onClick={onChoose}
        className="grid w-full gap-1.5 px-4 pt-3 pb-2 text-left"
      >
        {passagesOf(one).map((part, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
            key={index}
            className="flex items-baseline gap-2 text-sm"
          >
            <CodeMark codebook={model.codebook} codeKey={part.codeKey} className="border-dotted" />
            <span className="min-w-0">
              <span className="sr-only">{model.codebook.nameOf(part.codeKey)}: </span>
              <span
                dir={direction}
                lang={language ?? undefined}
                className="line-clamp-3 font-serif"
              >
                {part.fragments.map(({ quote }) => quote).join(' … ') || t('wholeArticle')}
              </span>
              <ValueList codeKey={part.codeKey} values={part.attributes} />
            </span>
          </span>
        ))}
        <span className="flex flex-wrap gap-x-2 text-muted-foreground text-xs">
          <span>{origin(one.origin)}</span>
          <span aria-hidden>·</span>
          <span className="tabular">{t('score', { score: one.score })}</span>
          <span aria-hidden>·</span>
          <span className="min-w-0">
            <bdi>{reason(one.reason)}</bdi>
          </span>
        </span>
      </button>
      <div className="flex gap-1 px-3 pb-2">
        <Button size="sm" variant="secondary" disabled={disabled} onClick={onAccept}>
          <Check aria-hidden /> {t('accept')}
        </Button>
        <Button size="sm" variant="ghost" disabled={disabled} onClick={onChange}>
          <PenLine aria-hidden /> {t('change')}
        </Button>
        <Button size="sm" variant="ghost" disabled={disabled} onClick={onReject}>
          <X aria-hidden /> {t('reject')}
        </Button>
      </div>
    </li>
  );
}

/** Values that come with a passage, by their names in the codebook. */
function ValueList({
  codeKey,
  values,
}: {
  codeKey: string;
  values: SuggestionDto['proposal']['attributes'];
}) {
  const { model } = useReader();
  const said = model.codebook.attributes(codeKey).flatMap((attribute) => {
    const value = values[attribute.key];
    if (value === undefined) return [];
    const option = attribute.options.find((one) => one.value === value);
    return [option ? model.codebook.say(option.name) : String(value)];
  });
  return said.length > 0 ? (
    <span className="ml-1.5 rounded-full border border-dotted px-1.5 text-muted-foreground text-xs">
      {said.join(', ')}
    </span>
  ) : null;
}
