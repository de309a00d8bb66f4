'use client';

import { CheckCheck, ChevronLeft, ChevronRight, CircleCheckBig } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { lineFor } from '@/components/reader/model/describe';
import { useReader } from '@/components/reader/reader-context';
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { Progress } from '@/components/ui/progress';
import { toast } from '@/components/ui/toast-store';
import { acceptAllAction } from '@/lib/review/actions';
import { reviewHref } from '../queue-table';
import { useReviewCall } from '../use-review-call';
import { FocusedAnnotation } from './focused-annotation';
import { useReview } from './review-session';

/** Beside the text, on a narrow screen below it: how far one is, and the annotation in focus. */
export function ReviewPanel() {
  const t = useTranslations('review');
  const session = useReview();
  const { shown, open, active, next, projectId } = session;
  return (
    <aside
      aria-label={t('review')}
      data-reader-part
      data-review-panel
      className="flex flex-col border-t bg-popover max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-20 max-lg:max-h-[58dvh] max-lg:shadow-float lg:sticky lg:top-(--shell-height) lg:h-[calc(100dvh-var(--shell-height))] lg:border-t-0 lg:border-l lg:bg-card/60"
    >
      <PanelHeader />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-3 lg:px-5 lg:py-4">
        {open === 0 ? (
          <div className="mb-4 flex flex-wrap items-center gap-2 rounded-lg border border-success/40 bg-success-soft px-3 py-2 text-sm">
            <CircleCheckBig aria-hidden className="size-4 text-success" />
            <span className="flex-1 font-medium">{t('everythingHereReviewed')}</span>
            <Button asChild size="sm" variant="primary">
              <Link href={next ? reviewHref(projectId, next) : `/projects/${projectId}/review`}>
                {next ? t('nextArticle') : t('toTheQueue')}
              </Link>
            </Button>
          </div>
        ) : null}
        <LastDecision />
        {active ? (
          <FocusedAnnotation key={active.id} head={active} />
        ) : (
          <EmptyState
            title={shown.length > 0 ? t('chooseAnnotation') : t('nothingReviewHere')}
            description={t('chooseHelp')}
          />
        )}
      </div>
    </aside>
  );
}

/** What was just done to the annotation that one has left, and the way back to it. */
function LastDecision() {
  const t = useTranslations('review');
  const { model } = useReader();
  const { last } = useReview();
  const head = last ? model.store.get(last.id) : undefined;
  if (!last || !head) return null;
  return (
    <p className="mb-3 flex items-baseline gap-2 text-muted-foreground text-xs">
      <span className="min-w-0 flex-1 truncate">
        {t.rich('lastDecision', {
          did: t(`did.${last.did}`),
          annotation: () => <bdi>{lineFor(head, model, 60)}</bdi>,
        })}
      </span>
      <button
        type="button"
        onClick={() => model.show(last.id)}
        className="rounded text-primary underline underline-offset-4"
      >
        {t('backToIt')}
      </button>
    </p>
  );
}

function PanelHeader() {
  const t = useTranslations('review');
  const { model } = useReader();
  const { shown, open, active, step, coder, setCoder, projectId } = useReview();
  const at = shown.findIndex(({ id }) => id === active?.id);
  const coders = model.codings.get();
  return (
    <div className="grid gap-2 border-b px-4 py-2.5 lg:px-5">
      <div className="flex items-center gap-2">
        <Link
          href={`/projects/${projectId}/review`}
          className="rounded text-primary text-sm underline underline-offset-4"
        >
          {t('queue')}
        </Link>
        <p className="min-w-0 flex-1 truncate text-right text-muted-foreground text-sm tabular">
          {at >= 0
            ? t('countOfTotal', { count: at + 1, total: shown.length })
            : t('annotationCount', { count: shown.length })}
        </p>
        <Button
          size="icon-sm"
          aria-label={t('previousAnnotation')}
          aria-keyshortcuts="k"
          title={t('previousKey')}
          onClick={() => step(-1)}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <Button
          size="icon-sm"
          aria-label={t('nextAnnotation')}
          aria-keyshortcuts="j n"
          title={t('nextKey')}
          onClick={() => step(1)}
        >
          <ChevronRight aria-hidden />
        </Button>
      </div>
      <div className="flex items-center gap-3">
        <Progress
          value={shown.length - open}
          max={Math.max(1, shown.length)}
          label={t('reviewedOf', { reviewed: shown.length - open, total: shown.length })}
          className="min-w-0 flex-1"
        />
        <span className="whitespace-nowrap text-xs tabular">
          {open > 0 ? t('openCount', { count: open }) : t('allReviewedWord')}
        </span>
      </div>
      <div className="flex items-end justify-between gap-2 max-lg:hidden">
        {coders.length > 1 ? (
          <div className="flex items-center gap-2">
            <Label htmlFor="review-coder" className="text-muted-foreground text-xs">
              {t('colleague')}
            </Label>
            <NativeSelect
              id="review-coder"
              value={coder ?? ''}
              onChange={(event) => setCoder(event.target.value || null)}
              className="h-8"
            >
              <option value="">{t('everyone')}</option>
              {coders.map((coding) => (
                <option key={coding.id} value={coding.coderId}>
                  {coding.coderName}
                </option>
              ))}
            </NativeSelect>
          </div>
        ) : (
          <span className="text-muted-foreground text-xs">
            {t('codedByName', { name: coders[0]?.coderName ?? t('nobody') })}
          </span>
        )}
        <AcceptAll />
      </div>
    </div>
  );
}

/** At most this many at once, as the command takes them. */
const MOST = 500;

function AcceptAll() {
  const t = useTranslations('review');
  const { shown, isOpen, mayDecide, projectId, take, movesFor } = useReview();
  const [asking, setAsking] = useState(false);
  const { busy, run } = useReviewCall(projectId);
  const open = shown.filter((head) => isOpen(head) && movesFor(head).includes('accept'));
  const batch = open.slice(0, MOST).map(({ id: annotationId, revisionId }) => ({
    annotationId,
    revisionId,
  }));
  if (!mayDecide || batch.length < 2) return null;
  const acceptAll = async () => {
    const outcome = await run((base) => acceptAllAction({ ...base, shown: batch }));
    setAsking(false);
    if (!outcome) return;
    take(outcome);
    const skipped = outcome.skipped.reduce((sum, { count }) => sum + count, 0);
    toast.success(t('acceptedCount', { count: batch.length - skipped }), {
      description: outcome.skipped
        .map(({ reason, count }) => t('leftAsTheyAre', { count, reason }))
        .join(' '),
    });
  };
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        <CheckCheck aria-hidden /> {t('acceptAllCount', { count: batch.length })}
      </Button>
      <AlertDialog open={asking} onOpenChange={setAsking}>
        <AlertDialogContent>
          <AlertDialogTitle>{t('acceptQuestion', { count: batch.length })}</AlertDialogTitle>
          <AlertDialogDescription>{t('acceptAllHelp')}</AlertDialogDescription>
          <AlertDialogFooter>
            <AlertDialogCancel>{t('cancel')}</AlertDialogCancel>
            <AlertDialogAction
              variant="primary"
              aria-busy={busy || undefined}
              onClick={(event) => {
                event.preventDefault();
                void acceptAll();
              }}
            >
              {t('acceptAll')}
            </AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </>
  );
}
