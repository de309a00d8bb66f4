'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { resetPasswordAction } from '@/lib/auth/actions';
import { PASSWORD_MIN } from '@/lib/auth/schema';
import type { AppError } from '@/lib/result/app-error';
import { PasswordInput } from './password-input';
import { signInWith } from './sign-in';

/** Sets a new password by a link, and signs in with it. */
export function NewPasswordForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('account.newPassword');
  const tAccount = useTranslations('account');
  const [error, setError] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const password = String(new FormData(event.currentTarget).get('password'));
    setPending(true);
    setError(null);
    const result = await resetPasswordAction({ token, password });
    if (!result.ok) {
      setPending(false);
      setError(result.error);
      return;
    }
    const refused = await signInWith(result.value.email, password, tAccount);
    window.location.assign(refused ? '/sign-in' : '/');
  }

  return (
    <>
      <h1 className="mb-2 text-center font-semibold font-serif text-2xl tracking-tight">
        {t('title')}
      </h1>
      <p className="mb-6 break-words text-center text-muted-foreground text-sm">
        {t('for', { email })}
      </p>
      <form
        onSubmit={submit}
        method="post"
        className="grid gap-4 rounded-xl border bg-card p-6 shadow-raised"
      >
        {error && error.field !== 'password' ? (
          <Alert tone="danger" role="alert">
            {error.userMessage}
          </Alert>
        ) : null}
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        <Field
          label={t('label')}
          hint={t('hint', { min: PASSWORD_MIN })}
          error={error?.field === 'password' ? error.userMessage : undefined}
        >
          <PasswordInput
            name="password"
            autoComplete="new-password"
            required
            autoFocus
            minLength={PASSWORD_MIN}
          />
        </Field>
        <Button type="submit" variant="primary" size="lg" loading={pending}>
          {t('save')}
        </Button>
      </form>
    </>
  );
}
