'use client';

import { KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import type { Scope } from '@/lib/api/scopes';
import { createTokenAction } from '@/lib/api/tokens/actions';
import { TOKEN_DAYS } from '@/lib/api/tokens/schema';
import { CopySecret } from './copy-secret';

interface Props {
  projectId: string;
  /** What the person's role lets a token be for. */
  offered: readonly Scope[];
}

/** Makes a token, and shows its secret this once. */
export function TokenForm({ projectId, offered }: Props) {
  const t = useTranslations('api');
  const router = useRouter();
  const id = useId();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['read']);
  const [days, setDays] = useState('90');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);

  const make = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    const made = await createTokenAction({ projectId, name, scopes, days }).catch(() => null);
    setPending(false);
    setProblem(made?.ok ? null : (made?.error.userMessage ?? t('offline')));
    if (!made?.ok) return;
    setSecret(made.value.secret);
    setName('');
    router.refresh();
  };
  const choose = (scope: Scope, chosen: boolean) =>
    setScopes((before) => [...before.filter((one) => one !== scope), ...(chosen ? [scope] : [])]);

  return (
    <form onSubmit={make} className="grid gap-4 rounded-xl border bg-card p-4 sm:p-5">
      {secret === null ? null : (
        <Alert tone="success" role="status">
          <div className="grid gap-2">
            <p>{t('made')}</p>
            <CopySecret secret={secret} label={t('secret')} />
          </div>
        </Alert>
      )}
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_auto]">
        <Field label={t('name')}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder={t('namePlaceholder')}
            maxLength={100}
            autoComplete="off"
          />
        </Field>
        <Field label={t('days')}>
          <NativeSelect value={days} onChange={(event) => setDays(event.target.value)}>
            {TOKEN_DAYS.map((one) => (
              <option key={one} value={one}>
                {t('daysCount', { days: one })}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">{t('scopes')}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {offered.map((scope) => (
            <div key={scope} className="flex items-start gap-2">
              <Checkbox
                id={`${id}-${scope}`}
                checked={scopes.includes(scope)}
                onCheckedChange={(chosen) => choose(scope, chosen === true)}
              />
              <label htmlFor={`${id}-${scope}`} className="grid text-sm">
                <span>{t(`scope.${scope}`)}</span>
                <span className="text-muted-foreground">{t(`scopeHelp.${scope}`)}</span>
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      {problem ? (
        <Alert tone="danger" role="alert">
          {problem}
        </Alert>
      ) : null}
      <div>
        <Button
          type="submit"
          loading={pending}
          disabled={name.trim() === '' || scopes.length === 0}
        >
          <KeyRound aria-hidden /> {t('make')}
        </Button>
      </div>
    </form>
  );
}
