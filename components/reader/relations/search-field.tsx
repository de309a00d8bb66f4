'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Spinner } from '@/components/ui/spinner';
import type { Result } from '@/lib/result/result';

/** A search waits until a person pauses. Milliseconds. */
const PAUSE = 250;

interface Found<Item> {
  readonly items: readonly Item[];
  readonly busy: boolean;
  readonly problem: string | null;
}

/** Asks the server for what the words find; the answer to older words is not shown. */
export function useSearch<Item>(
  query: string,
  search: (query: string) => Promise<Result<Item[]>>,
): Found<Item> {
  const [found, setFound] = useState<Found<Item>>({ items: [], busy: true, problem: null });
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    let stale = false;
    setFound((last) => ({ ...last, busy: true }));
    const ask = async () => {
      const result = await latest.current(query);
      if (stale) return;
      setFound(
        result.ok
          ? { items: result.value, busy: false, problem: null }
          : { items: [], busy: false, problem: result.error.userMessage },
      );
    };
    const timer = setTimeout(() => void ask(), query === '' ? 0 : PAUSE);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query]);
  return found;
}

interface Props<Item> {
  label: string;
  query: string;
  onQuery: (query: string) => void;
  found: Found<Item>;
  keyOf: (item: Item) => string;
  render: (item: Item) => ReactNode;
  onChoose: (item: Item) => void;
}

/** A field with what it finds below (combobox pattern): arrows walk, Enter chooses. */
export function SearchField<Item>(props: Props<Item>) {
  const { label, query, onQuery, found, keyOf, render, onChoose } = props;
  const t = useTranslations('relations');
  const id = useId();
  const [at, setAt] = useState(0);
  const here = Math.min(at, found.items.length - 1);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div className="grid min-w-0 gap-2">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        type="search"
        role="combobox"
        aria-expanded={found.items.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={found.items[here] ? `${id}-${here}` : undefined}
        autoComplete="off"
        value={query}
        maxLength={200}
        onChange={(event) => {
          onQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            setAt(Math.min(Math.max(here + step, 0), found.items.length - 1));
          } else if (event.key === 'Enter') {
            event.preventDefault();
            const item = found.items[here];
            if (item && !found.busy) onChoose(item);
          }
        }}
      />
      <p role="status" className="flex min-h-5 items-center gap-2 text-muted-foreground text-xs">
        {found.busy ? <Spinner /> : (found.problem ?? t('found', { count: found.items.length }))}
      </p>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className="max-h-72 min-w-0 overflow-y-auto rounded-lg border p-1 empty:hidden"
      >
        {found.items.map((item, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus (aria-activedescendant)
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
          <div
            key={keyOf(item)}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === here}
            onClick={() => onChoose(item)}
            className={cn(
              'rounded-md px-2 py-1.5 text-sm hover:bg-accent pointer-coarse:min-h-11',
              index === here && 'bg-accent outline outline-1 outline-primary',
            )}
          >
            {render(item)}
          </div>
        ))}
      </div>
    </div>
  );
}
