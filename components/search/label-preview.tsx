'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import type { PreviewedPlace } from '@/lib/search/schema';
import { placeKey, type useLabelAll } from './use-label-all';

type LabelAll = ReturnType<typeof useLabelAll>;

/** Every place, under its article, to be left out one by one; what cannot be labelled says why. */
export function LabelPreview({ label }: { label: LabelAll }) {
  const t = useTranslations('search');
  const preview = label.preview ?? [];
  const open = preview.filter(({ state }) => state === 'new');
  const articles = byArticle(preview);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-sm">
          {t('label.chosen', { chosen: label.chosen.length, places: preview.length })}
          {preview.length > open.length
            ? ` ${t('label.skipped', { count: preview.length - open.length })}`
            : null}
        </p>
        <div className="flex gap-1">
          <Button size="sm" variant="ghost" onClick={() => label.setLeft(new Set())}>
            {t('label.all')}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => label.setLeft(new Set(open.map(placeKey)))}
          >
            {t('label.none')}
          </Button>
        </div>
      </div>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label={t('label.places')}
        className="max-h-[42dvh] overflow-y-auto rounded-lg border"
      >
        {[...articles].map(([id, places]) => (
          <li key={id} className="border-b last:border-b-0">
            <p className="sticky top-0 bg-muted px-3 py-1.5 font-medium text-sm">
              <bdi>{places[0]?.title}</bdi>
            </p>
            <ul>
              {places.map((place) => (
                <PlaceRow key={placeKey(place)} place={place} label={label} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}

function byArticle(places: readonly PreviewedPlace[]): Map<string, PreviewedPlace[]> {
  const articles = new Map<string, PreviewedPlace[]>();
  for (const place of places) {
    const own = articles.get(place.articleVersionId);
    if (own) own.push(place);
    else articles.set(place.articleVersionId, [place]);
  }
  return articles;
}

function PlaceRow({ place, label }: { place: PreviewedPlace; label: LabelAll }) {
  const t = useTranslations('search');
  const id = useId();
  const { hit, state } = place;
  const isOpen = state === 'new';
  return (
    <li className="flex items-start gap-3 px-3 py-1.5">
      <Checkbox
        id={id}
        aria-labelledby={`${id}-words`}
        disabled={!isOpen}
        checked={isOpen && !label.left.has(placeKey(place))}
        onCheckedChange={() => label.toggle(place)}
        className="mt-0.5"
      />
      <label htmlFor={id} className="min-w-0 flex-1 text-sm">
        <span
          id={`${id}-words`}
          lang={place.language ?? undefined}
          dir={place.direction}
          className="block font-serif leading-relaxed"
        >
          …{hit.left}
          <mark className="rounded-xs bg-[light-dark(#ffe98a,#6b5900)] px-px font-medium text-[light-dark(#1d1a00,#fff8d6)]">
            {hit.words}
          </mark>
          {hit.right}…
        </span>
        {isOpen ? null : (
          <span className="text-muted-foreground text-xs">{t(`label.states.${state}`)}</span>
        )}
      </label>
    </li>
  );
}
