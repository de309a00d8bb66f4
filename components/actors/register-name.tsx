'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { addNameAction, createActorAction } from '@/lib/actors/actions';
import { ACTOR_KINDS, type ActorDto, type ActorPage } from '@/lib/actors/schema';
import type { Result } from '@/lib/result/result';

interface Props {
  readonly projectId: string;
  readonly name: string;
  readonly kind: string | null;
  readonly others: ActorPage['others'];
}

/** Puts a name into the register: as somebody new, or as one more name of somebody known. */
export function RegisterName({ projectId, name, kind, others }: Props) {
  const t = useTranslations('actors');
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(work: Promise<Result<ActorDto>>) {
    setPending(true);
    setProblem(null);
    const result = await work.catch(() => null);
    setPending(false);
    if (result?.ok) router.push(`/projects/${projectId}/sources/${result.value.id}`);
    else setProblem(result ? result.error.userMessage : t('offline'));
  }

  function belongs(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const actorId = String(new FormData(event.currentTarget).get('actor') ?? '');
    void run(addNameAction({ projectId, actorId, name, language: null }));
  }

  const known = ACTOR_KINDS.find((one) => one === kind) ?? null;
  return (
    <div className="mb-6 grid gap-3 rounded-xl border bg-card p-4">
      <p className="text-sm">{t('unregistered', { name })}</p>
      {problem ? (
        <p role="alert" className="font-medium text-danger text-sm">
          {problem}
        </p>
      ) : null}
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <Button
          variant="primary"
          loading={pending}
          onClick={() => void run(createActorAction({ projectId, name, kind: known }))}
        >
          {t('register')}
        </Button>
        {others.length > 0 ? (
          <form onSubmit={belongs} className="flex flex-wrap items-end gap-2">
            <div className="grid min-w-48 gap-1.5">
              <Label htmlFor="register-actor">{t('isNameOf')}</Label>
              <NativeSelect id="register-actor" name="actor" required defaultValue="">
                <option value="" disabled>
                  {t('chooseOne')}
                </option>
                {others.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </NativeSelect>
            </div>
            <Button type="submit" disabled={pending}>
              {t('add')}
            </Button>
          </form>
        ) : null}
      </div>
    </div>
  );
}
