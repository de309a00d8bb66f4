'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { readArticleAnnotationsAction } from '@/lib/annotations/actions';
import type { LivePerson } from '@/lib/presence/schema';
import { useReader } from '../reader-context';
import { connectLive, type LiveState } from './live-connection';

/** Faces shown before the rest is a number. */
const MOST_FACES = 4;
/** A short loss is mended before anybody reads of it. */
const TELL_AFTER_MS = 3_000;

/** Who else has the article open; brings their changes in while it is shown. */
export function Presence({ lastEvent }: { lastEvent: number }) {
  const t = useTranslations('presence');
  const { model } = useReader();
  const [people, setPeople] = useState<readonly LivePerson[]>([]);
  const [state, setState] = useState<LiveState>('connecting');
  const [lost, setLost] = useState(false);
  const { projectId, article } = model.data;

  useEffect(() => {
    const address = `/api/projects/${projectId}/articles/${article.articleId}/live`;
    return connectLive(`${address}?version=${article.versionId}`, lastEvent, {
      onState: setState,
      onPeople: setPeople,
      onDelta: (delta) => model.receive(delta),
      onReload: () => void readAll(),
    });

    async function readAll() {
      const all = await readArticleAnnotationsAction({
        projectId,
        articleVersionId: article.versionId,
      });
      if (!all.ok) return;
      const here = new Set(all.value.annotations.map(({ id }) => id));
      const gone = [...model.store.confirmedIds]
        .filter((id) => !here.has(id))
        .map((id) => ({ id, revisionNo: model.store.confirmedHead(id)?.revisionNo ?? 0 }));
      model.receive({ ...all.value, seq: lastEvent, gone, goneRelations: [] });
    }
  }, [model, projectId, article.articleId, article.versionId, lastEvent]);

  useEffect(() => {
    setLost(false);
    if (state !== 'off') return;
    const timer = setTimeout(() => setLost(true), TELL_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const names = people.map(({ name }) => name);
  const rest = people.slice(MOST_FACES);
  return (
    <div
      data-live={state}
      className="flex min-w-0 items-center gap-1.5 text-muted-foreground text-xs empty:hidden"
    >
      {people.length > 0 ? (
        <ul aria-label={t('here')} title={names.join(', ')} className="-space-x-1.5 flex">
          {people.slice(0, MOST_FACES).map(({ id, name }) => (
            <li key={id} data-person={id}>
              <Avatar name={name} seed={id} size="sm" className="ring-2 ring-background" />
              <span className="sr-only">{name}</span>
            </li>
          ))}
          {rest.length > 0 ? (
            <li className="z-1 grid size-6 place-content-center rounded-full border border-input/40 bg-muted font-semibold text-[0.625rem] ring-2 ring-background">
              <span aria-hidden>+{rest.length}</span>
              <span className="sr-only">{rest.map(({ name }) => name).join(', ')}</span>
            </li>
          ) : null}
        </ul>
      ) : null}
      {lost ? <span title={t('offHint')}>{t('off')}</span> : null}
      {state === 'ended' ? <span title={t('endedHint')}>{t('ended')}</span> : null}
    </div>
  );
}
