'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useRun } from '@/components/register/use-run';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { addWordingAction, createClaimAction } from '@/lib/claims/actions';
import type { ClaimPage } from '@/lib/claims/schema';

/** A field for a claim that the register lacks. */
export function NewClaim({ projectId }: { projectId: string }) {
  const t = useTranslations('claims');
  const router = useRouter();
  const { run, problem, pending } = useRun();
  const id = useId();
  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '');
    const made = await run(createClaimAction({ projectId, name }), t('created'));
    if (made?.ok) router.push(`/projects/${projectId}/claims/${made.value.id}`);
  }
  return (
    <form onSubmit={(event) => void create(event)} className="mt-6 flex flex-wrap items-end gap-2">
      <div className="grid min-w-56 flex-1 gap-1.5">
        <Label htmlFor={id}>{t('newClaim')}</Label>
        <Input id={id} name="name" required maxLength={2000} />
      </div>
      <Button type="submit" loading={pending}>
        {t('register')}
      </Button>
      <Problem text={problem} />
    </form>
  );
}

interface RegisterWordingProps {
  readonly projectId: string;
  readonly name: string;
  readonly others: ClaimPage['others'];
}

/** A wording that is in no entry: a claim of its own, or one more wording of another. */
export function RegisterWording({ projectId, name, others }: RegisterWordingProps) {
  const t = useTranslations('claims');
  const router = useRouter();
  const { run, problem, pending } = useRun();
  const [into, setInto] = useState('');
  const id = useId();
  async function go(work: ReturnType<typeof createClaimAction>, done: string) {
    const made = await run(work, done);
    if (made?.ok) router.push(`/projects/${projectId}/claims/${made.value.id}`);
  }
  return (
    <section
      aria-label={t('register')}
      className="mb-6 grid gap-3 rounded-xl border border-info/40 bg-info-soft p-4"
    >
      <p className="text-sm">{t('unregistered')}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Button
          loading={pending}
          onClick={() => void go(createClaimAction({ projectId, name }), t('created'))}
        >
          {t('register')}
        </Button>
        {others.length > 0 ? (
          <>
            <div className="grid min-w-56 flex-1 gap-1.5">
              <Label htmlFor={id}>{t('isWordingOf')}</Label>
              <NativeSelect id={id} value={into} onChange={(event) => setInto(event.target.value)}>
                <option value="">{t('chooseOne')}</option>
                {others.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </NativeSelect>
            </div>
            <Button
              disabled={pending || into === ''}
              onClick={() =>
                void go(
                  addWordingAction({ projectId, claimId: into, name, language: null }),
                  t('worded'),
                )
              }
            >
              {t('add')}
            </Button>
          </>
        ) : null}
      </div>
      <Problem text={problem} />
    </section>
  );
}

function Problem({ text }: { text: string | null }) {
  return text ? (
    <p role="alert" className="w-full font-medium text-danger text-sm">
      {text}
    </p>
  ) : null;
}
