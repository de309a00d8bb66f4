'use client';

import { useMemo } from 'react';
import {
  acceptSuggestionAction,
  askSuggestionsAction,
  readSuggestionsAction,
  rejectSuggestionAction,
} from '@/lib/suggestions/actions';
import { LIVE_TRANSPORT } from './live-transport';
import type { ReaderData } from './model/reader-data';
import { Presence } from './presence/presence';
import { Reader, type ReaderSlots } from './reader';
import { ScoreWhenHandedIn } from './score-when-handed-in';
import { SuggestionStore, type SuggestionTransport } from './suggestions/suggestion-store';
import { SuggestionsOverlay } from './suggestions/suggestions-overlay';
import { SuggestionsPanel } from './suggestions/suggestions-panel';

const SUGGESTIONS: SuggestionTransport = {
  read: readSuggestionsAction,
  ask: askSuggestionsAction,
  accept: acceptSuggestionAction,
  reject: rejectSuggestionAction,
};

interface ReaderLiveProps {
  readonly data: ReaderData;
  /** The project's last event before the annotations were read: live updates follow it. */
  readonly lastEvent: number;
  /** Where providers of suggestions are named, for those who may. */
  readonly providersHref: string | null;
}

/** The reader, saving to the server, told by it what others do, and offered suggestions. */
export function ReaderLive({ data, lastEvent, providersHref }: ReaderLiveProps) {
  const { projectId, mayAnnotate, isTraining } = data;
  const articleVersionId = data.article.versionId;
  const slots = useMemo((): ReaderSlots => {
    const live = (
      <>
        <Presence lastEvent={lastEvent} />
        {isTraining ? <ScoreWhenHandedIn /> : null}
      </>
    );
    if (!mayAnnotate) return { live };
    const store = new SuggestionStore({ projectId, articleVersionId }, SUGGESTIONS);
    return {
      live,
      suggestions: {
        panel: <SuggestionsPanel store={store} manageHref={providersHref} />,
        overlay: <SuggestionsOverlay store={store} />,
      },
    };
  }, [lastEvent, mayAnnotate, isTraining, projectId, articleVersionId, providersHref]);
  return <Reader data={data} transport={LIVE_TRANSPORT} slots={slots} />;
}
