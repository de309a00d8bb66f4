'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { leave } from '@/components/shell/sign-out';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { acceptInvitationAction } from '@/lib/auth/actions';
import type { Role } from '@/lib/auth/roles';
import { PASSWORD_MIN } from '@/lib/auth/schema';
import type { AppError } from '@/lib/result/app-error';
import { PasswordInput } from './password-input';
import { signInWith } from './sign-in';

interface InvitationFormProps {
  token: string;
  email: string;
  projectName: string;
  role: Role;
  hasAccount: boolean;
  signedInAs: string | null;
}

/** Accepts an invitation: with a new account, or with the one that the address has. */
export function InvitationForm(props: InvitationFormProps) {
  const t = useTranslations('account');
  const tm = useTranslations('members');
  const { email, projectName, role, hasAccount, signedInAs } = props;
  return (
    <>
      <h1 className="mb-2 text-center font-semibold font-serif text-2xl tracking-tight">
        {t('joinNamed', { projectName })}
      </h1>
      <p className="mb-6 text-center text-muted-foreground text-sm">
        {t.rich('invitedAs', {
          role: tm(`role.${role}`),
          email,
          strong: (words) => <strong className="text-foreground">{words}</strong>,
          address: (words) => <strong className="break-all text-foreground">{words}</strong>,
        })}
      </p>
      <div className="rounded-xl border bg-card p-6 shadow-raised">
        {signedInAs !== null && signedInAs !== email ? (
          <WrongAccount signedInAs={signedInAs} />
        ) : hasAccount ? (
          <ExistingAccount {...props} />
        ) : (
          <NewAccount {...props} />
        )}
      </div>
    </>
  );
}

function WrongAccount({ signedInAs }: { signedInAs: string }) {
  const t = useTranslations('account');
  return (
    <div className="grid gap-4">
      <Alert tone="warning">{t('wrongAccount', { signedInAs })}</Alert>
      <Button onClick={() => void leave()}>{t('signOut')}</Button>
    </div>
  );
}

function ExistingAccount({ token, email, signedInAs }: InvitationFormProps) {
  const t = useTranslations('account');
  const [error, setError] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function join() {
    setPending(true);
    const result = await acceptInvitationAction({ token });
    if (result.ok) {
      window.location.assign(`/projects/${result.value.projectId}/articles`);
      return;
    }
    setPending(false);
    setError(result.error);
  }

  if (signedInAs === null) {
    const next = encodeURIComponent(`/invitations/${token}`);
    return (
      <div className="grid gap-4">
        <p className="text-sm">{t('hasAccount')}</p>
        <Button asChild variant="primary" size="lg">
          <Link href={`/sign-in?email=${encodeURIComponent(email)}&next=${next}`}>
            {t('signIn')}
          </Link>
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      {error ? (
        <Alert tone="danger" role="alert">
          {error.userMessage}
        </Alert>
      ) : null}
      <Button variant="primary" size="lg" loading={pending} onClick={() => void join()}>
        {t('joinProject')}
      </Button>
    </div>
  );
}

function NewAccount({ token, email }: InvitationFormProps) {
  const t = useTranslations('account');
  const [error, setError] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password'));
    setPending(true);
    setError(null);
    const result = await acceptInvitationAction({
      token,
      name: String(form.get('name')),
      password,
    });
    if (!result.ok) {
      setPending(false);
      setError(result.error);
      return;
    }
    const refused = await signInWith(email, password, t);
    const path = `/projects/${result.value.projectId}/articles`;
    window.location.assign(refused ? `/sign-in?next=${encodeURIComponent(path)}` : path);
  }

  const fieldError = (field: string) => (error?.field === field ? error.userMessage : undefined);
  return (
    <form onSubmit={submit} method="post" className="grid gap-4">
      {error && !['name', 'password'].includes(error.field ?? '') ? (
        <Alert tone="danger" role="alert">
          {error.userMessage}
        </Alert>
      ) : null}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field label={t('yourName')} hint={t('nameSeen')} error={fieldError('name')}>
        <Input name="name" autoComplete="name" required autoFocus />
      </Field>
      <Field
        label={t('choosePassword')}
        hint={t('passwordHint', { minimum: PASSWORD_MIN })}
        error={fieldError('password')}
      >
        <PasswordInput
          name="password"
          autoComplete="new-password"
          required
          minLength={PASSWORD_MIN}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={pending}>
        {t('joinProject')}
      </Button>
    </form>
  );
}
