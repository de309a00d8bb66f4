'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useRun } from '@/components/register/use-run';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { Textarea } from '@/components/ui/textarea';
import { judgeClaimAction } from '@/lib/claims/actions';
import { standingVerdict } from '@/lib/claims/rules';
import type { Verdict } from '@/lib/claims/schema';

interface Props {
  readonly projectId: string;
  readonly claimId: string;
  /** The newest first. */
  readonly verdicts: readonly Verdict[];
  readonly ratings: readonly string[];
  readonly mayWrite: boolean;
}

/** What the project holds of a claim, and what it held before. */
export function Verdicts({ projectId, claimId, verdicts, ratings, mayWrite }: Props) {
  const t = useTranslations('claims');
  const { run, problem, pending } = useRun();
  const [isOpen, setOpen] = useState(false);
  const standing = standingVerdict(verdicts);
  const about = { projectId, claimId };
  async function judge(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    const number = (name: string) => (said(name) === '' ? null : Number(said(name)));
    const hasValue = number('value') !== null;
    const judged = await run(
      judgeClaimAction({
        ...about,
        rating: said('rating'),
        value: number('value'),
        worst: hasValue ? number('worst') : null,
        best: hasValue ? number('best') : null,
        explanation: said('explanation'),
        reviewUrl: said('reviewUrl') || null,
      }),
      t('judgedNow'),
    );
    if (judged?.ok) setOpen(false);
  }
  return (
    <div className="grid gap-3">
      {standing ? (
        <OneVerdict verdict={standing} isStanding />
      ) : (
        <p className="text-muted-foreground text-sm">{t('unjudged')}</p>
      )}
      {problem ? <Alert tone="danger">{problem}</Alert> : null}
      {mayWrite ? (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {standing ? t('judgeAgain') : t('judge')}
          </Button>
          {standing ? (
            <Button
              size="sm"
              variant="ghost"
              disabled={pending}
              onClick={() => void run(judgeClaimAction({ ...about, rating: null }), t('takenBack'))}
            >
              {t('takeBack')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {isOpen ? (
        <form
          onSubmit={(event) => void judge(event)}
          className="grid gap-3 rounded-xl border bg-card p-4"
        >
          <div className="grid gap-3 sm:grid-cols-[1fr_6rem_6rem_6rem]">
            <Field label={t('rating')} hint={t('ratingHelp')}>
              <Input name="rating" required maxLength={200} list="ratings" autoComplete="off" />
            </Field>
            <Field label={t('value')} optional>
              <Input name="value" type="number" step="any" />
            </Field>
            <Field label={t('worst')}>
              <Input name="worst" type="number" step="any" defaultValue={standing?.worst ?? 1} />
            </Field>
            <Field label={t('best')}>
              <Input name="best" type="number" step="any" defaultValue={standing?.best ?? 5} />
            </Field>
          </div>
          <datalist id="ratings">
            {ratings.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <Field label={t('explanation')} optional>
            <Textarea name="explanation" rows={3} maxLength={8000} />
          </Field>
          <Field label={t('reviewUrl')} hint={t('reviewUrlHelp')} optional>
            <Input
              name="reviewUrl"
              type="url"
              maxLength={2000}
              defaultValue={standing?.reviewUrl ?? ''}
              dir="ltr"
            />
          </Field>
          <Button type="submit" loading={pending} className="justify-self-start">
            {t('giveVerdict')}
          </Button>
        </form>
      ) : null}
      {verdicts.length > (standing ? 1 : 0) ? (
        <details>
          <summary className="w-fit cursor-pointer font-medium text-sm">
            {t('earlierVerdicts')}
          </summary>
          <ol className="mt-2 grid gap-2">
            {verdicts.slice(standing ? 1 : 0).map((verdict) => (
              <li key={verdict.id}>
                <OneVerdict verdict={verdict} />
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </div>
  );
}

function OneVerdict({ verdict, isStanding = false }: { verdict: Verdict; isStanding?: boolean }) {
  const t = useTranslations('claims');
  const { rating, value, worst, best, explanation, reviewUrl, decidedBy, at } = verdict;
  return (
    <div className="grid gap-1 rounded-xl border bg-card p-4">
      <p className="flex flex-wrap items-center gap-2">
        {rating === null ? (
          <span className="text-muted-foreground">{t('wasTakenBack')}</span>
        ) : (
          <Badge tone={isStanding ? 'info' : 'neutral'}>{rating}</Badge>
        )}
        {value !== null && worst !== null && best !== null ? (
          <span className="tabular text-sm">{t('onScale', { value, worst, best })}</span>
        ) : null}
        <span className="text-muted-foreground text-sm">
          {decidedBy ?? t('commandLine')} · <RelativeTime value={at} />
        </span>
      </p>
      {explanation ? (
        <p className="whitespace-pre-wrap break-words text-sm">{explanation}</p>
      ) : null}
      {reviewUrl ? (
        <a
          href={reviewUrl}
          rel="noreferrer"
          dir="ltr"
          className="break-all text-sm underline underline-offset-4"
        >
          {reviewUrl}
        </a>
      ) : null}
    </div>
  );
}
