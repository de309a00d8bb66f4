'use client';

import { Settings2, Sparkles } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Kbd } from '@/components/ui/kbd';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import type { Proposal } from '@/lib/suggestions/schema';
import { useReader, useSignal } from '../reader-context';
import { ChangeForm } from './change-form';
import { SuggestionCard } from './suggestion-card';
import type { SuggestionStore } from './suggestion-store';
import { useOriginName } from './words';

const THRESHOLDS = [0, 0.5, 0.7, 0.9] as const;

/** Suggestions beside the text: ask, look, and decide one by one, by keyboard or pointer. */
export function SuggestionsPanel({
  store,
  manageHref,
}: {
  store: SuggestionStore;
  /** Where a lead names providers; null for everyone else. */
  manageHref: string | null;
}) {
  const { model } = useReader();
  const t = useTranslations('suggestions');
  const data = useSignal(store.data);
  const busy = useSignal(store.busy);
  const failure = useSignal(store.failure);
  const active = useSignal(store.active);
  const changing = useSignal(store.changing);
  useSignal(store.filter);
  useSignal(model.coding);
  const ref = useRef<HTMLElement>(null);
  const disabled = busy !== null || !model.canWrite;

  useEffect(() => {
    if (store.data.get() === null) void store.read();
  }, [store]);
  // Whoever opened it means to use it.
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);

  const accept = async (id: string, proposal?: Proposal) => {
    const change = await store.accept(id, proposal);
    if (!change) return;
    model.take(change);
    model.announce(t('saidAccepted'));
    ref.current?.focus({ preventScroll: true });
  };
  const reject = async (id: string) => {
    if (await store.reject(id)) model.announce(t('saidRejected'));
    ref.current?.focus({ preventScroll: true });
  };
  const ask = async () => {
    if (await store.ask()) model.announce(t('offered', { count: store.shown().length }));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.closest('input, select, textarea, form')) return;
    if (event.key === 'Enter' && target?.closest('button, a')) return;
    const decide = active !== null && !disabled;
    switch (event.key) {
      case 'ArrowDown':
      case 'j':
        store.step(1);
        break;
      case 'ArrowUp':
      case 'k':
        store.step(-1);
        break;
      case 'Enter':
        if (decide) void accept(active);
        break;
      case 'c':
        store.changing.set(active);
        break;
      case 'r':
      case 'Delete':
        if (decide) void reject(active);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const shown = store.shown();
  const offered = data?.offered ?? [];
  return (
    <section
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: with the focus here the keys decide
      tabIndex={0}
      aria-label={t('title')}
      data-suggestions-panel
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-1 flex-col outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset"
    >
      <div className="flex items-center gap-2 border-b px-4 py-2">
        <h2 className="font-semibold text-sm">{t('title')}</h2>
        <span className="tabular text-muted-foreground text-sm" aria-live="polite">
          {shown.length === offered.length
            ? offered.length
            : t('shownOf', { shown: shown.length, total: offered.length })}
        </span>
        <div className="ml-auto flex items-center gap-1">
          {manageHref ? (
            <Button size="icon-sm" variant="ghost" asChild>
              <Link href={manageHref} aria-label={t('manage')} title={t('manage')}>
                <Settings2 aria-hidden />
              </Link>
            </Button>
          ) : null}
          <Button size="sm" disabled={disabled || data?.hidden} onClick={() => void ask()}>
            <Sparkles aria-hidden /> {busy === 'asking' ? t('asking') : t('ask')}
          </Button>
        </div>
      </div>
      {data?.hidden ? <p className="p-4 text-muted-foreground text-sm">{t('hidden')}</p> : null}
      {failure ? (
        <Alert tone="danger" className="m-3">
          {failure === 'offline' ? t('offline') : failure}
        </Alert>
      ) : null}
      <Refusals store={store} />
      {offered.length > 0 ? <Filter store={store} /> : null}
      {data && !data.hidden && offered.length === 0 ? (
        <EmptyState
          className="m-4"
          icon={<Sparkles />}
          title={t(model.canWrite ? 'emptyTitle' : 'closedTitle')}
          description={t(model.canWrite ? 'emptyHint' : 'closedHint')}
        />
      ) : null}
      {offered.length > 0 && shown.length === 0 ? (
        <p className="p-4 text-muted-foreground text-sm">{t('filteredOut')}</p>
      ) : null}
      <ol aria-label={t('listLabel')} className="min-h-0 flex-1 overflow-y-auto">
        {shown.map((one) =>
          changing === one.id ? (
            <li key={one.id} data-suggestion={one.id} aria-current>
              <ChangeForm
                one={one}
                disabled={disabled}
                onAccept={(proposal) => void accept(one.id, proposal)}
                onCancel={() => {
                  store.changing.set(null);
                  ref.current?.focus({ preventScroll: true });
                }}
              />
            </li>
          ) : (
            <SuggestionCard
              key={one.id}
              one={one}
              chosen={one.id === active}
              disabled={disabled}
              names={data?.names ?? {}}
              onChoose={() => store.active.set(one.id)}
              onAccept={() => void accept(one.id)}
              onChange={() => {
                store.active.set(one.id);
                store.changing.set(one.id);
              }}
              onReject={() => void reject(one.id)}
            />
          ),
        )}
      </ol>
      {data && !data.hidden ? (
        <p className="border-t px-4 py-2 text-muted-foreground text-xs">
          {t('decided', data.decided)}
          <span className="mt-1 flex flex-wrap items-center gap-x-2 max-lg:hidden">
            <Kbd>↓</Kbd>
            <Kbd>↑</Kbd> {t('keyMove')} <Kbd>Enter</Kbd> {t('accept')} <Kbd>c</Kbd> {t('change')}{' '}
            <Kbd>r</Kbd> {t('reject')}
          </span>
        </p>
      ) : null}
    </section>
  );
}

/** By provider and by score. */
function Filter({ store }: { store: SuggestionStore }) {
  const t = useTranslations('suggestions');
  const data = useSignal(store.data);
  const filter = useSignal(store.filter);
  const origin = useOriginName(data?.names ?? {});
  const id = useId();
  const origins = [...new Set((data?.offered ?? []).map((one) => one.origin))];
  return (
    <div className="grid grid-cols-2 gap-2 border-b px-4 py-2">
      <div>
        <Label htmlFor={`${id}o`} className="sr-only">
          {t('byProvider')}
        </Label>
        <NativeSelect
          id={`${id}o`}
          value={filter.origin ?? ''}
          onChange={({ target }) => store.filter.set({ ...filter, origin: target.value || null })}
        >
          <option value="">{t('everyProvider')}</option>
          {origins.map((key) => (
            <option key={key} value={key}>
              {origin(key)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div>
        <Label htmlFor={`${id}s`} className="sr-only">
          {t('byScore')}
        </Label>
        <NativeSelect
          id={`${id}s`}
          value={String(filter.threshold)}
          onChange={({ target }) =>
            store.filter.set({ ...filter, threshold: Number(target.value) })
          }
        >
          {THRESHOLDS.map((score) => (
            <option key={score} value={score}>
              {score === 0 ? t('everyScore') : t('scoreFrom', { score })}
            </option>
          ))}
        </NativeSelect>
      </div>
    </div>
  );
}

/** What the providers could not offer, and why. */
function Refusals({ store }: { store: SuggestionStore }) {
  const t = useTranslations('suggestions');
  const asked = useSignal(store.asked);
  const data = useSignal(store.data);
  const origin = useOriginName(data?.names ?? {});
  const bad = (asked ?? []).filter(({ failure, refused }) => failure !== null || refused > 0);
  if (bad.length === 0) return null;
  return (
    <ul className="grid gap-1 border-b px-4 py-2 text-sm" aria-label={t('problems')}>
      {bad.map(({ origin: key, failure, refused, refusals }) => (
        <li key={key}>
          <span className="font-medium">{origin(key)}</span>: {failure ?? t('refused', { refused })}
          {refusals.length > 0 ? (
            <details className="text-muted-foreground text-xs">
              <summary>{t('reasonsTitle')}</summary>
              <ul className="list-disc pl-4">
                {refusals.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
