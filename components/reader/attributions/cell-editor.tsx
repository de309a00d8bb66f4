'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Popover, PopoverAnchor, PopoverContent } from '@/components/ui/popover';
import { useReader } from '../reader-context';
import type { Grid } from './attribution-table';
import { PartsEditor } from './parts-editor';
import type { AttributionRow } from './rows';
import { EDITS } from './table-row';

/** What F2 opens at a cell: the attributes that it shows, to be set there. One for the whole table. */
export function CellEditor({ grid, rows }: { grid: Grid; rows: readonly AttributionRow[] }) {
  const t = useTranslations('attribution');
  const { model } = useReader();
  const { editing } = grid;
  const row = editing ? rows.find(({ id }) => id === editing.id) : undefined;
  const part = editing ? EDITS[editing.column] : null;
  const anchor = useRef<HTMLElement | null>(null);
  if (!editing || !row || !part) return null;
  anchor.current =
    grid.ref.current?.querySelector<HTMLElement>(`[data-cell="${editing.id}:${editing.column}"]`) ??
    grid.ref.current;
  const { column } = editing;
  return (
    <Popover open onOpenChange={(open) => (open ? undefined : grid.leave())}>
      <PopoverAnchor virtualRef={anchor as React.RefObject<HTMLElement>} />
      <PopoverContent
        aria-label={t('edit.label', { part: t(`edit.${part}`) })}
        align="start"
        data-reader-part
        className="max-h-[60vh] w-80 overflow-y-auto"
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <PartsEditor
          row={row}
          part={part}
          only={column === 'quotation' || column === 'factuality' ? column : null}
          editable={model.isEditable(row.head)}
        />
      </PopoverContent>
    </Popover>
  );
}
