'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatUtc } from '@/components/ui/time-format';
import { toast } from '@/components/ui/toast-store';
import { carryOverAction, undoCarryOverAction } from '@/lib/carryover/actions';
import type { CarryQueue } from '@/lib/carryover/schema';
import type { Result } from '@/lib/result/result';

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
  const run = async <T,>(
    key: string,
    call: () => Promise<Result<T>>,
    say: (value: T) => string,
  ) => {
    setBusy(key);
    try {
      const result = await call();
      if (result.ok) toast.success(say(result.value));
      else toast.error(result.error.userMessage);
    } catch (cause) {
      console.error('A call was lost.', cause);
      toast.error(t('notSaved'));
    } finally {
      setBusy(null);
    }
  };
  const carry = (coderId: string | null) =>
    run(
      coderId ?? 'all',
      () => carryOverAction({ projectId, articleId, fromVersionNo: queue.fromVersionNo, coderId }),
      ({ codings, closed }) => {
        const said = t('carried', {
          written: codings.reduce((sum, { written }) => sum + written, 0),
          waiting: codings.reduce((sum, { waiting }) => sum + waiting, 0),
        });
        return closed.length === 0 ? said : `${said} ${t('closed', { names: closed.join(', ') })}`;
      },
    );
  return (
    <div className="grid gap-3">
      {queue.open.map(({ coderId, coderName, annotations }) => (
        <div
          key={coderId}
          className="flex flex-wrap items-center justify-between gap-3 rounded-xl border bg-card px-4 py-3 text-sm"
        >
          <p>{t('openCoding', { name: coderName, count: annotations, no: queue.fromVersionNo })}</p>
          <Button
            size="sm"
            variant="primary"
            loading={busy === coderId}
            onClick={() => carry(coderId)}
            aria-label={t('carryOf', { name: coderName })}
          >
            {t('carry', { no: queue.toVersionNo })}
          </Button>
        </div>
      ))}
      {queue.open.length > 1 ? (
        <Button className="justify-self-start" loading={busy === 'all'} onClick={() => carry(null)}>
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
            onClick={() =>
              run(
                one.carryOverId,
                () => undoCarryOverAction({ projectId, carryOverId: one.carryOverId }),
                ({ removed, kept }) => t('undone', { removed, kept }),
              )
            }
          >
            {t('undo')}
          </Button>
        </div>
      ))}
    </div>
  );
}
