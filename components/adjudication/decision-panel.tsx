'use client';

import { useTranslations } from 'next-intl';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Kbd } from '@/components/ui/kbd';
import { RelativeTime } from '@/components/ui/relative-time';
import { Textarea } from '@/components/ui/textarea';
import { type AdjudicationItem, CAUSES } from '@/lib/adjudication/schema';
import type { ArticleDto } from '@/lib/articles/schema';
import type { OffsetMap } from '@/lib/text/offsets';
import { CAUSE_KEYS } from './keys';
import type { Lookups } from './model';
import { Said, VoiceCard } from './reading-card';
import type { Adjudication } from './use-adjudication';
import { WriteForm } from './write-form';

export const STATE_TONES: Readonly<Record<AdjudicationItem['state'], BadgeTone>> = {
  open: 'warning',
  changed: 'warning',
  agreed: 'outline',
  provisional: 'info',
  final: 'success',
};

interface Props {
  article: ArticleDto;
  text: OffsetMap;
  lookups: Lookups;
  adjudication: Adjudication;
}

/** The place in focus: what each coder says, what to do about it and why. */
export function DecisionPanel({ article, text, lookups, adjudication }: Props) {
  const t = useTranslations('adjudication');
  const { active: item, busy, cause, note } = adjudication;
  if (!item) return null;
  return (
    <div className="grid gap-3" data-place={item.key}>
      <div className="flex flex-wrap items-center gap-1.5">
        <Badge tone={STATE_TONES[item.state]}>{t(`states.${item.state}`)}</Badge>
        {item.differences.map((difference) => (
          <Badge key={difference} tone="primary">
            {t(`differences.${difference}`)}
          </Badge>
        ))}
      </div>
      <div className="grid gap-2">
        {lookups.coderIds.map((coderId, index) => (
          <VoiceCard
            key={coderId}
            number={index + 1}
            disabled={busy}
            onTake={() => adjudication.take(coderId)}
            {...{ item, coderId, article, text, lookups }}
          />
        ))}
      </div>
      <Standing {...{ item, article, text, lookups, adjudication }} />
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium text-sm">{t('cause')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {CAUSES.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={cause === one}
              onClick={() => adjudication.setCause(one)}
              className={cn(
                'inline-flex h-8 items-center gap-1.5 rounded-md border px-2.5 text-[0.8125rem] hover:bg-accent pointer-coarse:min-h-11',
                cause === one && 'border-primary bg-primary-soft font-medium text-primary',
              )}
            >
              {t(`causes.${one}`)} <Kbd aria-hidden>{CAUSE_KEYS[one]}</Kbd>
            </button>
          ))}
        </div>
      </fieldset>
      <Field label={t('note')} optional>
        <Textarea
          data-adjudication-note
          rows={2}
          value={note}
          onChange={(event) => adjudication.setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </Field>
      {adjudication.writing ? (
        <WriteForm key={item.key} {...{ item, article, text, lookups, adjudication }} />
      ) : (
        <Moves {...{ item, adjudication }} />
      )}
    </div>
  );
}

function Moves({ item, adjudication }: { item: AdjudicationItem; adjudication: Adjudication }) {
  const t = useTranslations('adjudication');
  const { busy } = adjudication;
  const several = item.kind === 'span' && item.differences.includes('boundary');
  return (
    <div className="flex flex-wrap gap-1.5">
      {several ? (
        <>
          <Button size="sm" disabled={busy} onClick={() => adjudication.merge('all')}>
            {t('mergeAll')} <Kbd aria-hidden>b</Kbd>
          </Button>
          <Button size="sm" disabled={busy} onClick={() => adjudication.merge('common')}>
            {t('mergeCommon')} <Kbd aria-hidden>B</Kbd>
          </Button>
        </>
      ) : null}
      {item.kind !== 'relation' ? (
        <Button size="sm" disabled={busy} onClick={() => adjudication.setWriting(true)}>
          {t('writeNew')} <Kbd aria-hidden>n</Kbd>
        </Button>
      ) : null}
      <Button size="sm" disabled={busy} onClick={() => adjudication.reject()}>
        {t('rejectOutright')} <Kbd aria-hidden>x</Kbd>
      </Button>
    </div>
  );
}

/** What has been decided here, and the gold of it. */
function Standing({
  item,
  article,
  text,
  lookups,
  adjudication,
}: Props & { item: AdjudicationItem }) {
  const t = useTranslations('adjudication');
  const { decision } = item;
  if (!decision) return null;
  const { gold, goldRelations } = adjudication.board;
  const heads = new Map([...lookups.heads, ...gold]);
  const relations = new Map([...lookups.relations, ...goldRelations]);
  const standing =
    decision.goldId !== null && (gold.has(decision.goldId) || goldRelations.has(decision.goldId));
  return (
    <section
      aria-label={t('gold')}
      className="grid gap-2 rounded-lg border border-success/50 bg-success-soft/40 p-3"
    >
      <h3 className="font-medium text-sm">{t('gold')}</h3>
      {standing && decision.goldId ? (
        <Said
          unitId={decision.goldId}
          {...{ article, text }}
          lookups={{ ...lookups, heads, relations }}
        />
      ) : (
        <p className="text-sm">{t('notAnnotated')}</p>
      )}
      <p className="text-xs">
        {t('decidedBy', { kind: t(`kinds.${decision.kind}`), name: decision.deciderName })}{' '}
        <RelativeTime value={decision.decidedAt} />
        {decision.cause ? ` · ${t(`causes.${decision.cause}`)}` : null}
        {decision.confirmedBy ? ` · ${t('confirmedBy', { name: decision.confirmedBy })}` : null}
      </p>
      {decision.note ? <p className="break-words text-sm">{decision.note}</p> : null}
      {item.state === 'changed' ? <p className="text-sm">{t('changedSince')}</p> : null}
      {item.state === 'provisional' ? (
        <div>
          <Button size="sm" disabled={adjudication.busy} onClick={() => adjudication.confirm()}>
            {t('confirm')} <Kbd aria-hidden>c</Kbd>
          </Button>
        </div>
      ) : null}
    </section>
  );
}
