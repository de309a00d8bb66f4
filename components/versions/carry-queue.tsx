'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keysAreTaken } from '@/components/review/queue-keys';
import { ShortcutHelp } from '@/components/shell/shortcut-help';
import { toast } from '@/components/ui/toast-store';
import { settleItemAction } from '@/lib/carryover/actions';
import type { CarryQueue, WaitingItem } from '@/lib/carryover/schema';
import type { Fragment } from '@/lib/text/fragments';
import { WaitingCard } from './waiting-card';

interface Props {
  projectId: string;
  queue: CarryQueue;
}

export type Decision = 'confirm' | 'adjust' | 'drop';

/** What waits for a person, one after another, by keyboard: both sides, then confirm, adjust or leave. */
export function CarryQueueList({ projectId, queue }: Props) {
  const t = useTranslations('versions');
  const { items } = queue;
  const [active, setActive] = useState(0);
  const [adjusting, setAdjusting] = useState<string | null>(null);
  const busy = useRef(false);
  const list = useRef<HTMLOListElement>(null);
  const at = Math.min(active, items.length - 1);
  const current = items[at];

  const settle = useCallback(
    async (item: WaitingItem, decision: Decision, fragments?: readonly Fragment[]) => {
      if (busy.current) return;
      busy.current = true;
      try {
        const result = await settleItemAction({ projectId, itemId: item.id, decision, fragments });
        if (!result.ok) {
          toast.error(result.error.userMessage);
          return;
        }
        setAdjusting(null);
        toast.success(t(`settled.${decision}`), {
          description: t('stillWaiting', { count: result.value.waiting }),
        });
      } catch (cause) {
        console.error('A decision was lost.', cause);
        toast.error(t('notSaved'));
      } finally {
        busy.current = false;
      }
    },
    [projectId, t],
  );

  const move = useCallback(
    (by: 1 | -1) => {
      const next = Math.max(0, Math.min(items.length - 1, at + by));
      setActive(next);
      list.current?.children[next]?.querySelector<HTMLElement>('[data-item]')?.focus();
    },
    [at, items.length],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (keysAreTaken(event) || !current) return;
      const act: Record<string, () => void> = {
        j: () => move(1),
        k: () => move(-1),
        c: () => void settle(current, 'confirm'),
        d: () => void settle(current, 'drop'),
        a: () => setAdjusting(current.kind === 'span' ? current.id : null),
      };
      const chosen = act[event.key];
      if (!chosen) return;
      event.preventDefault();
      chosen();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [current, move, settle]);

  const shortcuts = useMemo(
    () => [
      { keys: ['j', 'k'], label: t('keys.move') },
      { keys: ['c'], label: t('keys.confirm') },
      { keys: ['a'], label: t('keys.adjust') },
      { keys: ['d'], label: t('keys.drop') },
    ],
    [t],
  );

  return (
    <>
      <ol ref={list} className="grid gap-4">
        {items.map((item, index) => (
          <WaitingCard
            key={item.id}
            item={item}
            queue={queue}
            isActive={index === at}
            isAdjusting={adjusting === item.id}
            onFocus={() => setActive(index)}
            onAdjust={(open) => setAdjusting(open ? item.id : null)}
            onSettle={(decision, fragments) => settle(item, decision, fragments)}
          />
        ))}
      </ol>
      <ShortcutHelp title={t('carryOver')} items={shortcuts} />
    </>
  );
}
