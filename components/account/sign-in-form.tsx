'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from './password-input';
import { signInWith } from './sign-in';

/** E-mail and password; errors are announced and the focus goes to them. */
export function SignInForm({ returnPath, email }: { returnPath: string; email: string }) {
  const t = useTranslations('account');
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const alert = useRef<HTMLDivElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    setPending(true);
    setError(null);
    const refused = await signInWith(String(form.get('email')), String(form.get('password')), t);
    if (refused === null) {
      // A full load: nothing that was rendered for a stranger stays in the router's cache.
      window.location.assign(returnPath);
      return;
    }
    setPending(false);
    setError(refused);
  }

  useEffect(() => {
    if (error !== null) alert.current?.focus();
  }, [error]);

  return (
    <>
      <h1 className="mb-6 text-center font-semibold font-serif text-2xl tracking-tight">
        {t('signIn')}
      </h1>
      <form
        onSubmit={submit}
        method="post"
        className="grid gap-4 rounded-xl border bg-card p-6 shadow-raised"
      >
        {error ? (
          <Alert ref={alert} tone="danger" role="alert" tabIndex={-1}>
            {error}
          </Alert>
        ) : null}
        <Field label={t('email')}>
          <Input
            name="email"
            type="email"
            autoComplete="username"
            inputMode="email"
            spellCheck={false}
            required
            defaultValue={email}
            autoFocus={email === ''}
          />
        </Field>
        <Field label={t('password')}>
          <PasswordInput
            name="password"
            autoComplete="current-password"
            required
            autoFocus={email !== ''}
          />
        </Field>
        <Button type="submit" variant="primary" size="lg" loading={pending} className="mt-1">
          {t('signIn')}
        </Button>
      </form>
      <p className="mt-4 text-center text-muted-foreground text-sm">{t('noAccount')}</p>
    </>
  );
}
