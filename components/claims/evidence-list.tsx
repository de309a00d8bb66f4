'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useRun } from '@/components/register/use-run';
import { Alert } from '@/components/ui/alert';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { addEvidenceAction, removeEvidenceAction } from '@/lib/claims/actions';
import { type Evidence, STANCES, type Stance } from '@/lib/claims/schema';
import { shortenQuote } from '@/lib/text/quote';

const TONES: Readonly<Record<Stance, BadgeTone>> = {
  supports: 'success',
  refutes: 'danger',
  context: 'neutral',
};

interface Props {
  readonly projectId: string;
  readonly claimId: string;
  readonly evidence: readonly Evidence[];
  readonly mayWrite: boolean;
}

/** What speaks for a claim and against it, from the register and from the texts; and one more. */
export function EvidenceList({ projectId, claimId, evidence, mayWrite }: Props) {
  const t = useTranslations('claims');
  const { run, problem, pending } = useRun();
  const [isOpen, setOpen] = useState(false);
  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    const added = await run(
      addEvidenceAction({
        projectId,
        claimId,
        stance: said('stance'),
        reference: said('reference'),
        title: said('title'),
        accessedOn: said('accessedOn') || null,
        note: said('note'),
      }),
      t('evidenceAdded'),
    );
    if (added?.ok) setOpen(false);
  }
  return (
    <div className="grid gap-3">
      {evidence.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t('noEvidence')}</p>
      ) : (
        <ul className="grid gap-2">
          {evidence.map((one) => (
            <li key={`${one.from} ${one.id}`} className="grid gap-1 rounded-xl border bg-card p-4">
              <p className="flex flex-wrap items-center gap-2">
                <Badge tone={TONES[one.stance]}>{t(`stances.${one.stance}`)}</Badge>
                <span className="min-w-0 break-words text-sm">
                  <EvidenceName projectId={projectId} one={one} />
                </span>
              </p>
              {one.note ? <p className="break-words text-sm">{one.note}</p> : null}
              <p className="flex flex-wrap items-center gap-x-3 text-muted-foreground text-sm">
                <span>
                  {[
                    t(`from.${one.from}`),
                    one.by,
                    one.accessedOn ? t('accessed', { day: one.accessedOn }) : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {mayWrite && one.from === 'register' ? (
                  <Button
                    size="sm"
                    variant="ghost"
                    disabled={pending}
                    aria-label={t('removeEvidenceOf', { name: one.title || (one.url ?? '') })}
                    onClick={() =>
                      void run(
                        removeEvidenceAction({ projectId, evidenceId: one.id }),
                        t('evidenceRemoved'),
                      )
                    }
                  >
                    {t('remove')}
                  </Button>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      )}
      {problem ? <Alert tone="danger">{problem}</Alert> : null}
      {mayWrite ? (
        <div>
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('addEvidence')}
          </Button>
        </div>
      ) : null}
      {isOpen ? (
        <form
          onSubmit={(event) => void add(event)}
          className="grid gap-3 rounded-xl border bg-card p-4"
        >
          <div className="grid items-start gap-3 sm:grid-cols-[auto_1fr]">
            <Field label={t('stance')}>
              <NativeSelect name="stance" defaultValue="supports">
                {STANCES.map((one) => (
                  <option key={one} value={one}>
                    {t(`stances.${one}`)}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <Field label={t('reference')} hint={t('referenceHelp')}>
              <Input name="reference" required maxLength={2000} dir="ltr" spellCheck={false} />
            </Field>
          </div>
          <div className="grid items-start gap-3 sm:grid-cols-[1fr_auto]">
            <Field label={t('evidenceTitle')} optional>
              <Input name="title" maxLength={500} />
            </Field>
            <Field label={t('accessedOn')} optional>
              <Input name="accessedOn" type="date" />
            </Field>
          </div>
          <Field label={t('note')} optional>
            <Input name="note" maxLength={2000} />
          </Field>
          <Button type="submit" loading={pending} className="justify-self-start">
            {t('putEvidence')}
          </Button>
        </form>
      ) : null}
    </div>
  );
}

function EvidenceName({ projectId, one }: { projectId: string; one: Evidence }) {
  const { kind, place, url, sha256, title, words } = one;
  if (kind === 'span' && place) {
    return (
      <Link
        href={`/projects/${projectId}/articles/${place.articleId}?version=${place.versionNo}&annotation=${place.annotationId}`}
        prefetch={false}
        className="underline underline-offset-4"
      >
        {words === '' ? title : `“${shortenQuote(words, 200)}” · ${title}`}
      </Link>
    );
  }
  if (url !== null) {
    return (
      <a href={url} rel="noreferrer" className="break-all underline underline-offset-4">
        {title || url}
      </a>
    );
  }
  return (
    <span>
      {title} <code className="break-all text-xs">{sha256}</code>
    </span>
  );
}
