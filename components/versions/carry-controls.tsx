'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatUtc } from '@/components/ui/time-format';
import { toast } from '@/components/ui/toast-store';
import { carryOverAction, undoCarryOverAction } from '@/lib/carryover/actions';
import type { CarryQueue } from '@/lib/carryover/schema';

interface Props {
  projectId: string;
  articleId: string;
  queue: CarryQueue;
}

/** Codings that have yet to go over, and those that did, with what became of them. */
export function CarryControls({ projectId, articleId, queue }: Props) {
  const t = useTranslations('versions');
  const locale = useLocale();
  const [busy, setBusy] = useState<string | null>(null);
  const run = async (key: string, work: () => Promise<void>) => {
    setBusy(key);
    try {
      await work();
    } catch (cause) {
      console.error('A call was lost.', cause);
      toast.error(t('notSaved'));
    } finally {
      setBusy(null);
    }
  };
  /** One coding after another: one that cannot go over (handed in, say) does not keep the others back. */
  const carry = (key: string, codings: CarryQueue['open']) =>
    run(key, async () => {
      let [written, waiting, done] = [0, 0, 0];
      for (const { coderId, coderName, versionNo } of codings) {
        const input = { projectId, articleId, fromVersionNo: versionNo, coderId };
        const result = await carryOverAction(input);
        if (!result.ok) toast.error(`${coderName}: ${result.error.userMessage}`);
        for (const one of result.ok ? result.value.codings : []) {
          written += one.written;
          waiting += one.waiting;
          done += 1;
        }
      }
      if (done > 0) toast.success(t('carried', { written, waiting }));
    });
  const takeBack = (carryOverId: string) =>
    run(carryOverId, async () => {
      const result = await undoCarryOverAction({ projectId, carryOverId });
      if (result.ok) toast.success(t('undone', { ...result.value }));
      else toast.error(result.error.userMessage);
    });
  return (
    <div className="grid gap-3">
      {queue.open.map((one) => (
        <div
          key={one.coderId}
          className="flex flex-wrap items-center justify-between gap-3 rounded-xl border bg-card px-4 py-3 text-sm"
        >
          <p>
            {t('openCoding', {
              name: one.coderName,
              count: one.annotations,
              no: one.versionNo,
            })}
          </p>
          <Button
            size="sm"
            variant="primary"
            loading={busy === one.coderId}
            onClick={() => carry(one.coderId, [one])}
            aria-label={t('carryOf', { name: one.coderName })}
          >
            {t('carry', { no: queue.toVersionNo })}
          </Button>
        </div>
      ))}
      {queue.open.length > 1 ? (
        <Button
          className="justify-self-start"
          loading={busy === 'all'}
          onClick={() => carry('all', queue.open)}
        >
          {t('carryAll')}
        </Button>
      ) : null}
      {queue.carried.map((one) => (
        <div
          key={one.carryOverId}
          className="flex flex-wrap items-center justify-between gap-3 rounded-xl border bg-card px-4 py-3 text-sm"
        >
          <div>
            <p>
              {t('carriedBy', {
                name: one.coderName,
                who: one.carriedBy,
                time: formatUtc(new Date(one.carriedAt), locale),
              })}
            </p>
            <p className="text-muted-foreground">
              {t('counts', { ...one.counts, waiting: one.waiting, dropped: one.dropped })}
            </p>
          </div>
          <Button
            size="sm"
            loading={busy === one.carryOverId}
            aria-label={t('undoOf', { name: one.coderName })}
            onClick={() => takeBack(one.carryOverId)}
          >
            {t('undo')}
          </Button>
        </div>
      ))}
    </div>
  );
}
