'use client';

import { CornerDownRight, MessageCircle, NotebookPen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { AttributionParts } from './attribution-parts';
import { onCardKeyDown } from './card-keys';
import { CodeMark, codeStyle } from './code-mark';
import { lineFor, quoteOf, shortened } from './model/describe';
import { useReader, useSelected } from './reader-context';

const STATE_TONES: Record<AnnotationDto['reviewState'], BadgeTone | null> = {
  unreviewed: null,
  accepted: 'success',
  amended: 'info',
  rejected: 'danger',
  disputed: 'warning',
};

/** What a card leaves out of a long passage. UTF-16 units. */
const QUOTE_LENGTH = 150;

interface Props {
  head: AnnotationDto;
  /** Changes when a part of the annotation that is not in its head may have changed. */
  partsVersion: number;
  /** The one card of the list that Tab reaches. */
  isStop: boolean;
  onChoose: (id: string) => void;
}

/**
 * One annotation in the margin: its code, its words, whose it is. Rendered again only when it is
 * another: a new label must not cost a render of each card in view.
 */
export const AnnotationCard = memo(function AnnotationCard({ head, isStop, onChoose }: Props) {
  const { model } = useReader();
  const t = useTranslations('reader');
  const isActive = useSelected(model.active, (id) => id === head.id);
  const isHovered = useSelected(model.hover, (id) => id === head.id);
  const isMarked = useSelected(model.marked, (ids) => ids.has(head.id));
  const own = head.coderId === model.data.me.id;
  const tone = STATE_TONES[head.reviewState];
  const mark = model.data.carried?.[head.id];
  const origin = mark ? t(`card.carried.${mark.verdict}`, { no: mark.versionNo }) : null;
  return (
    <div
      style={codeStyle(model.codebook, head.codeKey)}
      data-reader-part
      data-active={isActive || undefined}
      data-forced-border
      onPointerEnter={() => model.hover.set(head.id)}
      onPointerLeave={() => model.hover.set(null)}
      className={cn(
        'relative rounded-lg border bg-card transition-colors',
        isHovered && 'border-(--code)/60 bg-accent/60',
        isActive && 'border-(--code) shadow-raised ring-1 ring-(--code)',
      )}
    >
      <button
        type="button"
        data-annotation={head.id}
        tabIndex={isStop ? 0 : -1}
        aria-current={isActive ? 'true' : undefined}
        aria-label={`${t('card.label', {
          line: lineFor(head, model),
          who: own ? t('card.yours') : head.coderName,
          state: t(`states.${head.reviewState}`),
        })}${origin ? `. ${origin}` : ''}`}
        onClick={() => onChoose(head.id)}
        onFocus={() => model.hover.set(head.id)}
        onBlur={() => model.hover.set(null)}
        onKeyDown={onCardKeyDown}
        className="block w-full rounded-lg px-3 pt-2 pb-2 text-left"
      >
        <span className="flex items-center gap-2">
          <CodeMark codebook={model.codebook} codeKey={head.codeKey} />
          <span className="min-w-0 flex-1 truncate font-medium text-[0.8125rem]">
            {model.codebook.nameOf(head.codeKey)}
          </span>
          {mark && origin ? (
            <Badge tone={mark.state === 'written' ? 'outline' : 'warning'} title={origin}>
              <CornerDownRight aria-hidden />
              {t(`card.carriedShort.${mark.verdict}`, { no: mark.versionNo })}
            </Badge>
          ) : null}
          {isMarked ? <Badge tone="primary">{t('card.marked')}</Badge> : null}
          {head.memo ? (
            <NotebookPen
              aria-label={t('card.hasMemo')}
              className="size-3.5 text-muted-foreground"
            />
          ) : null}
          {head.openThreads > 0 ? (
            <Badge tone="warning">
              <MessageCircle aria-hidden /> {head.openThreads}
            </Badge>
          ) : null}
          {tone ? <Badge tone={tone}>{t(`states.${head.reviewState}`)}</Badge> : null}
          {own ? null : (
            <span className="max-w-24 truncate text-muted-foreground text-xs">
              {head.coderName}
            </span>
          )}
        </span>
        {head.kind === 'span' ? (
          <span
            dir={model.data.article.direction}
            lang={model.data.article.language ?? undefined}
            className="mt-1 line-clamp-2 block text-start font-serif text-[0.9375rem] text-foreground/90 leading-snug"
          >
            {shortened(quoteOf(head), QUOTE_LENGTH)}
          </span>
        ) : null}
      </button>
      {head.kind === 'composite' ? <AttributionParts head={head} onChoose={onChoose} /> : null}
    </div>
  );
});
