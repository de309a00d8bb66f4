'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { NativeSelect } from '@/components/ui/native-select';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast-store';
import {
  changeFeedAction,
  checkFeedAction,
  pauseFeedAction,
  removeFeedAction,
  resumeFeedAction,
} from '@/lib/feeds/actions';
import { type FeedDto, INTERVALS } from '@/lib/feeds/schema';
import type { Result } from '@/lib/result/result';

const LOOK_AGAIN_MS = 2_000;

interface Props {
  projectId: string;
  feed: FeedDto;
  mayChange: boolean;
}

type Move = (input: unknown) => Promise<Result<void>>;

/** One feed: when it was looked at, what came of it, when it is looked at next. */
export function FeedCard({ projectId, feed, mayChange }: Props) {
  const t = useTranslations('feeds');
  const locale = useLocale();
  const router = useRouter();
  const [pending, setPending] = useState<string | null>(null);
  const name = feed.title ?? feed.url;

  useEffect(() => {
    if (!feed.checking) return;
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [feed.checking, router]);

  const move = (what: string, action: Move) => async () => {
    setPending(what);
    const moved = await action({ projectId, feedId: feed.id }).catch(() => null);
    setPending(null);
    if (!moved?.ok) toast.error(moved?.error.userMessage ?? t('offline'));
    router.refresh();
  };
  const change = async (minutes: string) => {
    setPending('every');
    const input = { projectId, feedId: feed.id, intervalMinutes: minutes };
    const changed = await changeFeedAction(input).catch(() => null);
    setPending(null);
    if (!changed?.ok) toast.error(changed?.error.userMessage ?? t('offline'));
    router.refresh();
  };
  const offered = [...new Set<number>([...INTERVALS, feed.intervalMinutes])].sort((a, b) => a - b);
  const button = (what: 'check' | 'pause' | 'resume' | 'remove', action: Move) => (
    <Button
      size="sm"
      variant={what === 'remove' ? 'ghost' : 'secondary'}
      loading={pending === what}
      aria-label={t(`${what}Of`, { name })}
      onClick={() => void move(what, action)()}
    >
      {t(what)}
    </Button>
  );
  return (
    <article aria-label={name} className="grid gap-2 rounded-xl border bg-card p-4 sm:p-5">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 break-words font-medium">{name}</h3>
        <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-sm">
          <Badge tone={feed.state === 'paused' ? 'neutral' : feed.problem ? 'warning' : 'success'}>
            {t(`states.${feed.state}`)}
          </Badge>
          {mayChange ? null : (
            <span>
              {t('everyMinutes', { interval: intervalWords(feed.intervalMinutes, locale) })}
            </span>
          )}
          <span>{feed.watchedBy ?? t('commandLine')}</span>
        </p>
      </header>
      {feed.title ? (
        <p dir="ltr" className="break-all text-muted-foreground text-sm">
          {feed.url}
        </p>
      ) : null}
      {feed.problem ? <p className="text-danger text-sm">{feed.problem}</p> : null}
      <p className="tabular flex flex-wrap gap-x-4 gap-y-1 text-sm" role="status">
        <span>{t('pages', { count: feed.pages })}</span>
        {feed.checking ? <span>{t('checking')}</span> : null}
        {!feed.checking && feed.checkedAt ? (
          <span className="text-muted-foreground">
            {t('checked')} <RelativeTime value={feed.checkedAt} />
          </span>
        ) : null}
        {feed.foundAt ? (
          <span className="text-muted-foreground">
            {t('found')} <RelativeTime value={feed.foundAt} />
          </span>
        ) : null}
        {!feed.checking && feed.nextCheckAt ? (
          <span className="text-muted-foreground">
            {t('next')} <RelativeTime value={feed.nextCheckAt} />
          </span>
        ) : null}
      </p>
      {mayChange ? (
        <div className="flex flex-wrap items-center gap-2">
          {feed.state === 'watched' ? (
            <>
              {button('check', checkFeedAction)}
              {button('pause', pauseFeedAction)}
            </>
          ) : (
            button('resume', resumeFeedAction)
          )}
          {button('remove', removeFeedAction)}
          <span>
            <NativeSelect
              aria-label={t('everyOf', { name })}
              value={feed.intervalMinutes}
              disabled={pending !== null}
              onChange={(event) => void change(event.target.value)}
            >
              {offered.map((one) => (
                <option key={one} value={one}>
                  {t('everyMinutes', { interval: intervalWords(one, locale) })}
                </option>
              ))}
            </NativeSelect>
          </span>
        </div>
      ) : null}
    </article>
  );
}

const UNITS = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const;

/** `15 minutes`, `3 hours`: in the largest unit that gives a whole number. */
function intervalWords(minutes: number, locale: string): string {
  const [unit, size] = UNITS.find(([, size]) => minutes % size === 0) ?? ['minute', 1];
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(locale, style).format(minutes / size);
}
