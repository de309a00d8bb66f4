'use client';

import { CornerDownRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { TableCell, TableRow } from '@/components/ui/table';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { codeStyle } from '../code-mark';
import { lineFor, quoteOf, shortened } from '../model/describe';
import { useReader, useSignal } from '../reader-context';
import type { Grid } from './attribution-table';
import type { AttributionRow } from './rows';

export const COLUMNS = [
  'source',
  'cue',
  'content',
  'quotation',
  'factuality',
  'coder',
  'review',
  'depth',
] as const;
export type Column = (typeof COLUMNS)[number];

const TONES: Record<AnnotationDto['reviewState'], BadgeTone> = {
  unreviewed: 'outline',
  accepted: 'success',
  amended: 'info',
  rejected: 'danger',
  disputed: 'warning',
};

/** What a cell leaves out of long words on screen; print and CSV have all. UTF-16 units. */
const LONG = 160;

/** Where each cell's values are set; null for what cannot be set here. */
export const EDITS: Record<Column, 'sources' | 'cues' | 'contents' | null> = {
  source: 'sources',
  cue: 'cues',
  content: 'contents',
  quotation: 'contents',
  factuality: 'contents',
  coder: null,
  review: null,
  depth: null,
};

/** One attribution in the table. */
export function AttributionTableRow({
  row,
  grid,
  onGo,
}: {
  row: AttributionRow;
  grid: Grid;
  onGo: (id: string) => void;
}) {
  const { model } = useReader();
  const active = useSignal(model.active);
  return (
    <TableRow
      style={codeStyle(model.codebook, row.head.codeKey)}
      data-attribution={row.id}
      data-selected={active === row.id}
      onPointerEnter={() => model.hover.set(row.id)}
      onPointerLeave={() => model.hover.set(null)}
      onFocus={() => model.hover.set(row.id)}
      onBlur={() => model.hover.set(null)}
      className="align-top"
    >
      {COLUMNS.map((column) => (
        <Cell key={column} {...{ row, column, grid, onGo }} />
      ))}
    </TableRow>
  );
}

interface CellProps {
  row: AttributionRow;
  column: Column;
  grid: Grid;
  onGo: (id: string) => void;
}

function Cell({ row, column, grid, onGo }: CellProps) {
  const t = useTranslations('attribution');
  const { model } = useReader();
  const part = EDITS[column];
  const stop = grid.stop.id === row.id && grid.stop.column === column;
  const editable = model.isEditable(row.head);
  return (
    <TableCell
      role="gridcell"
      label={t(`column.${column}`)}
      tabIndex={stop ? 0 : -1}
      data-cell={`${row.id}:${column}`}
      aria-readonly={part === null || !editable}
      onDoubleClick={() => (part ? grid.edit(row.id, column) : onGo(row.id))}
      className={cn(
        'max-w-xs rounded-sm py-1.5 align-top outline-offset-[-2px] print:max-w-none',
        column === 'content' && 'min-w-56',
        (column === 'depth' || column === 'coder') && 'whitespace-nowrap',
      )}
    >
      <CellWords row={row} column={column} />
    </TableCell>
  );
}

function CellWords({ row, column }: { row: AttributionRow; column: Column }) {
  const t = useTranslations('attribution');
  const { model } = useReader();
  switch (column) {
    case 'source':
      return (
        <span className="flex items-start gap-1.5">
          {row.depth > 0 ? (
            <CornerDownRight
              aria-label={t('nestedIn', { depth: row.depth })}
              className="mt-0.5 size-3.5 shrink-0 text-muted-foreground"
              style={{ marginInlineStart: (Math.min(row.depth, 4) - 1) * 10 }}
            />
          ) : null}
          {row.sources.length > 0 ? (
            <Quotes spans={row.sources} className="font-semibold" />
          ) : (
            <span className="text-warning italic">
              {row.absent ? t('sourceAbsent') : t('sourceMissing')}
            </span>
          )}
        </span>
      );
    case 'cue':
      return <Quotes spans={row.cues} className="ltr:italic" />;
    case 'content':
      return row.contents.length > 0 ? (
        <Quotes spans={row.contents} />
      ) : (
        <span className="text-muted-foreground">
          {row.head.members.some(({ role }) => role === 'nested') ? t('nestedOnly') : '—'}
        </span>
      );
    case 'quotation':
    case 'factuality':
      return <Values spans={row.contents} attribute={column} />;
    case 'coder':
      return row.head.coderName;
    case 'review':
      return (
        <Badge tone={TONES[row.head.reviewState]}>{t(`review.${row.head.reviewState}`)}</Badge>
      );
    case 'depth': {
      const outer = row.within[0] ? model.store.get(row.within[0]) : undefined;
      return (
        <span
          className="tabular"
          title={
            outer
              ? t(row.nestingStated ? 'withinStated' : 'withinRead', {
                  line: lineFor(outer, model, 80),
                })
              : undefined
          }
        >
          {row.depth}
          {row.depth > 0 && !row.nestingStated ? (
            <span className="text-muted-foreground text-xs"> {t('read')}</span>
          ) : null}
        </span>
      );
    }
  }
}

function Quotes({ spans, className }: { spans: readonly AnnotationDto[]; className?: string }) {
  const { model } = useReader();
  const { direction, language } = model.data.article;
  return (
    <span dir={direction} lang={language ?? undefined} className="grid gap-1 font-serif">
      {spans.map((span) => (
        <span key={span.id} className={cn('break-words leading-snug', className)}>
          <span className="print:hidden">{shortened(quoteOf(span), LONG)}</span>
          <span className="hidden print:inline">{quoteOf(span)}</span>
        </span>
      ))}
    </span>
  );
}

/** An attribute of the contents, in the words of the codebook; a dash where nothing is said. */
function Values({ spans, attribute }: { spans: readonly AnnotationDto[]; attribute: string }) {
  const { model } = useReader();
  const words = spans.map((span) => {
    const value = span.attributes[attribute];
    const definition = model.codebook.attributes(span.codeKey).find(({ key }) => key === attribute);
    const option = definition?.options.find((one) => one.value === value);
    return option ? model.codebook.say(option.name) : String(value ?? '—');
  });
  return words.length > 0 ? words.join(' · ') : '—';
}
