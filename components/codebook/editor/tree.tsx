'use client';

import { GripVertical, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import { suggestColour } from '@/lib/codebook/colours';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import type { DraftCode, DraftLayer } from '@/lib/codebook/draft/schema';
import { dropEdits, freshKey, moveEdits, type TreeMove, treeOf } from '@/lib/codebook/draft/tree';
import { CODE_SWATCH, colourStyle } from '../colour-style';
import { newId, useDraft, useEditor, useNames } from './draft-context';

const MOVES: Readonly<Record<string, TreeMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};

/** Layers and their codes. Arrows walk, with Alt they move the code; dragging moves it too. */
export function CodeTree({ problems }: { problems: readonly DraftProblem[] }) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model, select } = useEditor();
  const addLayer = () => {
    const id = newId();
    const item: DraftLayer = { id, key: freshKey(draft, 'layer'), name: {}, definition: {} };
    model.edit([{ kind: 'insert', list: 'layers', after: draft.layers.at(-1)?.id ?? null, item }]);
    select({ list: 'layers', id });
  };
  return (
    <nav aria-label={t('tree')} className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
      {draft.layers.map((layer) => (
        <LayerBranch key={layer.id} layer={layer} problems={problems} />
      ))}
      <Button size="sm" onClick={addLayer}>
        <Plus aria-hidden />
        {t('addLayer')}
      </Button>
      <p className="text-muted-foreground text-xs">{t('treeKeys')}</p>
    </nav>
  );
}

function LayerBranch({
  layer,
  problems,
}: {
  layer: DraftLayer;
  problems: readonly DraftProblem[];
}) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model, select, selected } = useEditor();
  const nameOf = useNames();
  const rows = treeOf(draft, layer.id);
  const current = selected?.list === 'layers' && selected.id === layer.id;
  const addCode = () => {
    const id = newId();
    const colour = { light: '#1e7fb6', dark: '#2fb5d8' };
    const others = draft.codes.filter((code) => code.layer === layer.id);
    const item: DraftCode = {
      id,
      key: freshKey(draft, 'code'),
      layer: layer.id,
      parent: null,
      name: {},
      definition: {},
      include: [],
      exclude: [],
      examples: [],
      colour: suggestColour(colour, others) ?? colour,
      shortcut: null,
      targets: ['span'],
      roles: [],
      externalMappings: [],
      retired: false,
    };
    model.edit([{ kind: 'insert', list: 'codes', after: draft.codes.at(-1)?.id ?? null, item }]);
    select({ list: 'codes', id });
  };
  return (
    <section aria-label={nameOf(layer)}>
      <div className="flex items-center gap-1">
        <button
          type="button"
          aria-current={current ? 'true' : undefined}
          onClick={() => select({ list: 'layers', id: layer.id })}
          className="min-w-0 flex-1 truncate rounded-md px-2 py-1 text-left font-medium text-sm hover:bg-accent aria-[current]:bg-primary-soft pointer-coarse:py-2"
        >
          {nameOf(layer)}
        </button>
        <Button
          size="icon-sm"
          variant="ghost"
          aria-label={t('addCodeTo', { layer: nameOf(layer) })}
          onClick={addCode}
        >
          <Plus aria-hidden />
        </Button>
      </div>
      <div role="tree" aria-label={nameOf(layer)} className="mt-0.5">
        {rows.map(({ code, depth }, index) => (
          <CodeRow
            key={code.id}
            code={code}
            depth={depth}
            first={index === 0}
            rows={rows.map((row) => row.code)}
            faulty={problems.some(({ id, severity }) => id === code.id && severity === 'error')}
          />
        ))}
      </div>
    </section>
  );
}

interface RowProps {
  code: DraftCode;
  depth: number;
  first: boolean;
  rows: readonly DraftCode[];
  faulty: boolean;
}

function CodeRow({ code, depth, first, rows, faulty }: RowProps) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model, select, selected } = useEditor();
  const nameOf = useNames();
  const [over, setOver] = useState<'before' | 'after' | 'inside' | null>(null);
  const current = selected?.list === 'codes' && selected.id === code.id;
  const anyInTree = rows.some((row) => selected?.list === 'codes' && selected.id === row.id);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const move = MOVES[event.key];
    if (event.altKey && move !== undefined) {
      event.preventDefault();
      model.edit(moveEdits(draft, code, move));
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      select({ list: 'codes', id: code.id });
      return;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = rows[rows.findIndex((row) => row.id === code.id) + step];
    if (next === undefined) return;
    select({ list: 'codes', id: next.id });
    document.getElementById(`tree-${next.id}`)?.focus();
  };

  return (
    <div
      id={`tree-${code.id}`}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={current}
      tabIndex={current || (first && !anyInTree) ? 0 : -1}
      draggable
      onClick={() => select({ list: 'codes', id: code.id })}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/x-code', code.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/x-code')) return;
        event.preventDefault();
        const box = event.currentTarget.getBoundingClientRect();
        const at = (event.clientY - box.top) / box.height;
        setOver(at < 0.3 ? 'before' : at > 0.7 ? 'after' : 'inside');
      }}
      onDragLeave={() => setOver(null)}
      onDrop={(event) => {
        event.preventDefault();
        const moved = draft.codes.find(
          (one) => one.id === event.dataTransfer.getData('text/x-code'),
        );
        if (moved && over) model.edit(dropEdits(draft, moved, code, over));
        setOver(null);
      }}
      style={{
        ...(HEX.test(code.colour.light) ? colourStyle(code.colour) : {}),
        paddingLeft: `${depth + 0.25}rem`,
      }}
      className={cn(
        'flex cursor-pointer items-center gap-2 rounded-md py-1 pr-2 text-sm hover:bg-accent aria-selected:bg-primary-soft pointer-coarse:py-2',
        over === 'before' && 'shadow-[0_-2px_0_var(--primary)]',
        over === 'after' && 'shadow-[0_2px_0_var(--primary)]',
        over === 'inside' && 'outline-2 outline-primary outline-dashed',
      )}
    >
      <GripVertical aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <span
        aria-hidden
        data-forced-border
        className={cn('size-3 shrink-0 rounded-xs', CODE_SWATCH)}
      />
      <span className={cn('min-w-0 flex-1 truncate', code.retired && 'line-through')}>
        {nameOf(code)}
      </span>
      {code.retired ? <Badge tone="warning">{t('retired')}</Badge> : null}
      {faulty ? <Badge tone="danger">{t('fault')}</Badge> : null}
      {code.shortcut ? <Kbd>{code.shortcut}</Kbd> : null}
    </div>
  );
}

const HEX = /^#[0-9a-f]{6}$/;
