'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { MergePart } from '@/components/register/merge-part';
import { NamesPart } from '@/components/register/names-part';
import { Part } from '@/components/register/part';
import { useRun } from '@/components/register/use-run';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import {
  addWordingAction,
  changeClaimAction,
  mergeClaimsAction,
  removeWordingAction,
  splitClaimAction,
} from '@/lib/claims/actions';
import type { ClaimDto, ClaimPage } from '@/lib/claims/schema';

interface Props {
  readonly projectId: string;
  readonly claim: ClaimDto;
  readonly others: ClaimPage['others'];
}

/** The entry itself: its sentence and note, its wordings, merge and split. */
export function ClaimEditor({ projectId, claim, others }: Props) {
  const t = useTranslations('claims');
  const router = useRouter();
  const { run, problem, pending } = useRun();
  const about = { projectId, claimId: claim.id };
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    const change = { ...about, name: said('name'), note: said('note') };
    void run(changeClaimAction(change), t('saved'));
  }
  async function merge(intoId: string) {
    const input = { projectId, fromId: claim.id, intoId };
    const merged = await run(mergeClaimsAction(input), t('merged'));
    if (merged?.ok) router.push(`/projects/${projectId}/claims/${merged.value.id}`);
  }
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {problem ? (
        <Alert tone="danger" className="lg:col-span-2">
          {problem}
        </Alert>
      ) : null}
      <Part title={t('about')}>
        <form onSubmit={save} key={JSON.stringify(claim)} className="grid gap-3">
          <Field label={t('sentence')}>
            <Textarea name="name" defaultValue={claim.name} required rows={2} maxLength={2000} />
          </Field>
          <Field label={t('note')} optional>
            <Textarea name="note" defaultValue={claim.note} rows={3} maxLength={4000} />
          </Field>
          <Button type="submit" loading={pending} className="justify-self-start">
            {t('save')}
          </Button>
        </form>
      </Part>
      <div className="grid content-start gap-6">
        <NamesPart
          entry={claim}
          pending={pending}
          maxLength={2000}
          words={{
            title: t('wordings'),
            help: t('wordingsHelp'),
            another: t('anotherWording'),
            split: (count) => t('split', { count }),
          }}
          add={async (name, language) =>
            (await run(addWordingAction({ ...about, name, language }), t('worded')))?.ok === true
          }
          remove={(key) => void run(removeWordingAction({ ...about, key }), t('unworded'))}
          split={async (keys) =>
            (await run(splitClaimAction({ ...about, keys }), t('splitDone')))?.ok === true
          }
        />
        {others.length > 0 ? (
          <MergePart
            title={t('merge')}
            help={t('mergeHelp')}
            others={others}
            pending={pending}
            merge={(intoId) => void merge(intoId)}
          />
        ) : null}
      </div>
    </div>
  );
}
