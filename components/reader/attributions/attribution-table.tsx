'use client';

import { ArrowDown, ArrowUp, Download, Printer, Rows3 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { Table, TableBody, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { useReader, useSignal } from '../reader-context';
import { CellEditor } from './cell-editor';
import {
  type AttributionRow,
  attributionRows,
  bySpeaker,
  type Sort,
  type TableView,
  viewOf,
  WHOLE_TABLE,
} from './rows';
import { attributionsCsv } from './table-csv';
import { AttributionTableRow, COLUMNS, type Column } from './table-row';

const SORT_OF: Partial<Record<Column, Sort>> = {
  source: 'source',
  content: 'content',
  coder: 'coder',
  review: 'review',
  depth: 'depth',
};

interface Props {
  /** Goes to the attribution in the text. */
  onGo: (id: string) => void;
  /** The row that has the focus first; the first one without it. */
  first?: string | null;
}

/**
 * Who says what in the article, as a table that the arrow keys walk: Enter goes to the text, F2 edits
 * in place. It says all that the drawing beside the text says.
 */
export function AttributionTable({ onGo, first = null }: Props) {
  const t = useTranslations('attribution');
  const locale = useLocale();
  const { model } = useReader();
  const version = useDeferredValue(useSignal(model.store.version));
  const [view, setView] = useState<TableView>(WHOLE_TABLE);
  const [grouped, setGrouped] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is the same, its content is not
  const all = useMemo(() => attributionRows(model.store), [model.store, version]);
  const rows = useMemo(() => viewOf(all, view, locale), [all, view, locale]);
  const groups = useMemo(
    () => (grouped ? bySpeaker(rows) : [{ speaker: null, rows }]),
    [grouped, rows],
  );
  const grid = useGrid(
    groups.flatMap((group) => group.rows),
    onGo,
    first,
  );
  if (all.length === 0) {
    return (
      <EmptyState
        icon={<Rows3 />}
        title={t('empty.title')}
        description={model.canWrite ? t('empty.how') : t('empty.none')}
        className="m-4"
      />
    );
  }
  const sortBy = (sort: Sort) =>
    setView((last) => ({ ...last, sort, descending: last.sort === sort && !last.descending }));
  return (
    <div className="grid min-w-0 gap-3">
      <Controls {...{ all, view, setView, grouped, setGrouped, rows }} />
      <p role="status" className="sr-only">
        {t('shown', { count: rows.length, all: all.length })}
      </p>
      {rows.length === 0 ? (
        <p className="p-3 text-muted-foreground text-sm">{t('noneShown')}</p>
      ) : (
        <Table
          stacked
          role="grid"
          aria-label={t('title')}
          aria-rowcount={rows.length}
          label={t('title')}
          ref={grid.ref}
          onKeyDown={grid.onKeyDown}
          onFocus={grid.onFocus}
        >
          <TableHeader className="sticky top-0 z-10 bg-muted print:static">
            <TableRow>
              {COLUMNS.map((column) => {
                const sort = SORT_OF[column];
                const sorted = sort !== undefined && view.sort === sort;
                const Arrow = view.descending ? ArrowDown : ArrowUp;
                return (
                  <TableHead
                    key={column}
                    aria-sort={sorted ? (view.descending ? 'descending' : 'ascending') : undefined}
                  >
                    {sort ? (
                      <button
                        type="button"
                        onClick={() => sortBy(sort)}
                        className="inline-flex items-center gap-1 rounded hover:text-foreground"
                      >
                        {t(`column.${column}`)}
                        {sorted ? <Arrow aria-hidden className="size-3" /> : null}
                      </button>
                    ) : (
                      t(`column.${column}`)
                    )}
                  </TableHead>
                );
              })}
            </TableRow>
          </TableHeader>
          {groups.map((group) => (
            <TableBody key={group.speaker ?? 'all'}>
              {group.speaker === null ? null : (
                <TableRow className="bg-muted/40 hover:bg-muted/40">
                  <th
                    scope="rowgroup"
                    colSpan={COLUMNS.length}
                    className="px-3 py-1.5 text-left font-semibold text-xs"
                  >
                    <bdi className={cn(group.speaker === '' && 'text-warning')}>
                      {group.speaker || t('nobody')}
                    </bdi>{' '}
                    <span className="font-normal text-muted-foreground tabular">
                      {group.rows.length}
                    </span>
                  </th>
                </TableRow>
              )}
              {group.rows.map((row) => (
                <AttributionTableRow key={row.id} row={row} grid={grid} onGo={onGo} />
              ))}
            </TableBody>
          ))}
        </Table>
      )}
      <CellEditor grid={grid} rows={all} />
    </div>
  );
}

interface ControlsProps {
  all: readonly AttributionRow[];
  rows: readonly AttributionRow[];
  view: TableView;
  setView: (view: TableView) => void;
  grouped: boolean;
  setGrouped: (grouped: boolean) => void;
}

function Controls({ all, rows, view, setView, grouped, setGrouped }: ControlsProps) {
  const t = useTranslations('attribution');
  const id = useId();
  const { model } = useReader();
  const coders = new Map(all.map(({ head }) => [head.coderId, head.coderName]));
  const download = () => {
    const csv = attributionsCsv(rows, model.codebook);
    const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `attributions-${model.data.article.articleId}.csv`;
    link.click();
    // The browser has taken the bytes by the next turn.
    setTimeout(() => URL.revokeObjectURL(url), 0);
  };
  return (
    <div className="flex flex-wrap items-end gap-2 print:hidden">
      <div className="grid gap-1">
        <Label htmlFor={`${id}-source`} className="text-xs">
          {t('filter.source')}
        </Label>
        <Input
          id={`${id}-source`}
          type="search"
          value={view.source}
          onChange={(event) => setView({ ...view, source: event.target.value })}
          className="h-8 w-44"
        />
      </div>
      {coders.size > 1 ? (
        <div className="grid gap-1">
          <Label htmlFor={`${id}-coder`} className="text-xs">
            {t('filter.coder')}
          </Label>
          <NativeSelect
            id={`${id}-coder`}
            value={view.coder ?? ''}
            onChange={(event) => setView({ ...view, coder: event.target.value || null })}
            className="h-8 min-w-32"
          >
            <option value="">{t('filter.everybody')}</option>
            {[...coders].map(([coderId, name]) => (
              <option key={coderId} value={coderId}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </div>
      ) : null}
      <Button size="sm" aria-pressed={grouped} onClick={() => setGrouped(!grouped)}>
        <Rows3 aria-hidden /> {t('group')}
      </Button>
      <Button size="sm" variant="ghost" onClick={download}>
        <Download aria-hidden /> {t('csv')}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => window.print()} className="max-sm:hidden">
        <Printer aria-hidden /> {t('print')}
      </Button>
      <p className="ml-auto self-center text-muted-foreground text-xs max-lg:hidden">{t('keys')}</p>
    </div>
  );
}

/** Where the focus is in the table, and what is being edited. */
export interface Grid {
  readonly ref: React.RefObject<HTMLTableElement | null>;
  readonly stop: { readonly id: string | null; readonly column: Column };
  readonly editing: { readonly id: string; readonly column: Column } | null;
  onKeyDown(event: React.KeyboardEvent<HTMLElement>): void;
  onFocus(event: React.FocusEvent<HTMLElement>): void;
  edit(id: string, column: Column): void;
  leave(): void;
}

/** The grid pattern: one cell is in the tab order, arrows move it. */
function useGrid(
  rows: readonly AttributionRow[],
  onGo: (id: string) => void,
  first: string | null,
): Grid {
  const ref = useRef<HTMLTableElement>(null);
  const [stop, setStop] = useState<Grid['stop']>({ id: first, column: 'source' });
  const [editing, setEditing] = useState<Grid['editing']>(null);
  const index = Math.max(
    0,
    rows.findIndex(({ id }) => id === stop.id),
  );
  const focusCell = (id: string, column: Column) =>
    ref.current?.querySelector<HTMLElement>(`[data-cell="${id}:${column}"]`)?.focus();
  const here = rows[index]?.id ?? null;

  const moved = (event: React.KeyboardEvent): { row: number; column: number } | null => {
    const column = COLUMNS.indexOf(stop.column);
    const last = rows.length - 1;
    const all = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case 'ArrowDown':
        return { row: Math.min(last, index + 1), column };
      case 'ArrowUp':
        return { row: Math.max(0, index - 1), column };
      case 'ArrowRight':
        return { row: index, column: Math.min(COLUMNS.length - 1, column + 1) };
      case 'ArrowLeft':
        return { row: index, column: Math.max(0, column - 1) };
      case 'Home':
        return { row: all ? 0 : index, column: 0 };
      case 'End':
        return { row: all ? last : index, column: COLUMNS.length - 1 };
      case 'PageDown':
        return { row: Math.min(last, index + 10), column };
      case 'PageUp':
        return { row: Math.max(0, index - 10), column };
      default:
        return null;
    }
  };

  return {
    ref,
    stop: { id: here, column: stop.column },
    editing,
    edit: (id, column) => setEditing({ id, column }),
    leave: () => {
      const was = editing;
      setEditing(null);
      // When the editor is gone: it holds the focus while it is there.
      if (was) requestAnimationFrame(() => focusCell(was.id, was.column));
    },
    onFocus: (event) => {
      const cell = event.target.closest<HTMLElement>('[data-cell]')?.dataset.cell;
      const [id, column] = cell?.split(':') ?? [];
      const known = COLUMNS.find((one) => one === column);
      if (id && known) setStop({ id, column: known });
    },
    onKeyDown: (event) => {
      if (!(event.target instanceof HTMLElement) || !event.target.dataset.cell || !here) return;
      const next = moved(event);
      if (next) {
        event.preventDefault();
        const row = rows[next.row];
        const column = COLUMNS[next.column];
        if (row && column) focusCell(row.id, column);
        return;
      }
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'Enter') {
        event.preventDefault();
        onGo(here);
      } else if (event.key === 'F2' || event.key === 'e') {
        event.preventDefault();
        setEditing({ id: here, column: stop.column });
      }
    },
  };
}
