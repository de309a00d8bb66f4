'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';
import { changePasswordAction } from '@/lib/auth/actions';
import { PASSWORD_MIN } from '@/lib/auth/schema';
import type { AppError } from '@/lib/result/app-error';
import { PasswordInput } from './password-input';
import { signInWith } from './sign-in';

/** Changes the password; this browser stays signed in, all others do not. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('account');
  const [error, setError] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const element = event.currentTarget;
    const form = new FormData(element);
    const newPassword = String(form.get('newPassword'));
    setPending(true);
    setError(null);
    const result = await changePasswordAction({
      oldPassword: String(form.get('oldPassword')),
      newPassword,
    });
    if (!result.ok) {
      setPending(false);
      setError(result.error);
      return;
    }
    // Every session has ended, this one too: it is opened again with the new password.
    const refused = await signInWith(email, newPassword, t);
    if (refused !== null) {
      window.location.assign('/sign-in?next=/account');
      return;
    }
    setPending(false);
    element.reset();
    toast.success(t('passwordChanged'), { description: t('sessionsEnded') });
  }

  const known = ['oldPassword', 'newPassword'];
  const fieldError = (field: string) => (error?.field === field ? error.userMessage : undefined);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('password')}</CardTitle>
        <CardDescription>{t('passwordHelp')}</CardDescription>
      </CardHeader>
      <CardContent>
        <form onSubmit={submit} method="post" className="grid gap-4">
          {error && !known.includes(error.field ?? '') ? (
            <Alert tone="danger" role="alert">
              {error.userMessage}
            </Alert>
          ) : null}
          <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
          <Field label={t('presentPassword')} error={fieldError('oldPassword')}>
            <PasswordInput name="oldPassword" autoComplete="current-password" required />
          </Field>
          <Field
            label={t('newPasswordLabel')}
            hint={t('passwordHint', { minimum: PASSWORD_MIN })}
            error={fieldError('newPassword')}
          >
            <PasswordInput
              name="newPassword"
              autoComplete="new-password"
              required
              minLength={PASSWORD_MIN}
            />
          </Field>
          <div>
            <Button type="submit" loading={pending}>
              {t('changePassword')}
            </Button>
          </div>
        </form>
      </CardContent>
    </Card>
  );
}
