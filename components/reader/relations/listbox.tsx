'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';

interface Item {
  readonly id: string;
  readonly node: ReactNode;
  readonly title?: string;
}

interface Props {
  label: string;
  items: readonly Item[];
  initial?: string | null;
  /** The first nine have their number as a key. */
  numbered?: boolean;
  /** The keys have come to an item. */
  onWalk?: (id: string) => void;
  onChoose: (id: string) => void;
}

/** How many are in the page on each side of the one at hand: a long list costs no more than a short. */
const AROUND = 40;

/** A list to choose one of: arrows (or j and k) walk, Enter or a click chooses. Takes the focus. */
export function Listbox({ label, items, initial, numbered, onWalk, onChoose }: Props) {
  const base = useId();
  const ref = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(() => items.findIndex(({ id }) => id === initial));
  const here = Math.min(Math.max(at, 0), items.length - 1);

  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    ref.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const walk = (to: number) => {
    const index = Math.min(Math.max(to, 0), items.length - 1);
    const item = items[index];
    if (!item) return;
    setAt(index);
    onWalk?.(item.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, number> = {
      ArrowDown: here + 1,
      j: here + 1,
      ArrowUp: here - 1,
      k: here - 1,
      Home: 0,
      End: items.length - 1,
      PageDown: here + 8,
      PageUp: here - 8,
    };
    const to = steps[event.key];
    const number = numbered && /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : null;
    const chosen = number === null ? (event.key === 'Enter' ? here : null) : number;
    if (to === undefined && chosen === null) return;
    event.preventDefault();
    if (to !== undefined) walk(to);
    const item = chosen === null ? undefined : items[chosen];
    if (item) onChoose(item.id);
  };
  const first = Math.max(0, here - AROUND);
  return (
    <div
      ref={ref}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={items[here] ? `${base}-${here}` : undefined}
      onKeyDown={onKeyDown}
      className="max-h-56 overflow-y-auto rounded-lg border p-1 outline-offset-2"
    >
      {items.slice(first, here + AROUND + 1).map((item, offset) => {
        const index = first + offset;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus (aria-activedescendant)
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
          <div
            key={item.id}
            id={`${base}-${index}`}
            role="option"
            aria-selected={index === here}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            title={item.title}
            onClick={() => onChoose(item.id)}
            className={cn(
              'flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-sm hover:bg-accent pointer-coarse:min-h-11',
              index === here && 'bg-accent outline outline-1 outline-primary',
            )}
          >
            {numbered && index < 9 ? <Kbd aria-hidden>{index + 1}</Kbd> : null}
            <span className="min-w-0 flex-1">{item.node}</span>
          </div>
        );
      })}
    </div>
  );
}
