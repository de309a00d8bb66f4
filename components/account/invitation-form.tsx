'use client';

import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { leave } from '@/components/shell/sign-out';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { acceptInvitationAction } from '@/lib/auth/actions';
import { PASSWORD_MIN } from '@/lib/auth/schema';
import type { AppError } from '@/lib/result/app-error';
import { PasswordInput } from './password-input';
import { signInWith } from './sign-in';

interface InvitationFormProps {
  token: string;
  email: string;
  projectName: string;
  role: string;
  hasAccount: boolean;
  signedInAs: string | null;
}

/** Accepts an invitation: with a new account, or with the one that the address has. */
export function InvitationForm(props: InvitationFormProps) {
  const { email, projectName, role, hasAccount, signedInAs } = props;
  return (
    <>
      <h1 className="mb-2 text-center font-semibold font-serif text-2xl tracking-tight">
        Join {projectName}
      </h1>
      <p className="mb-6 text-center text-muted-foreground text-sm">
        You are invited as <strong className="text-foreground">{role}</strong>, with the address{' '}
        <strong className="break-all text-foreground">{email}</strong>.
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
  return (
    <div className="grid gap-4">
      <Alert tone="warning">
        You are signed in as {signedInAs}. Sign out, then open this link again.
      </Alert>
      <Button onClick={() => void leave()}>Sign out</Button>
    </div>
  );
}

function ExistingAccount({ token, email, signedInAs }: InvitationFormProps) {
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
        <p className="text-sm">This address has an account. Sign in to join the project.</p>
        <Button asChild variant="primary" size="lg">
          <Link href={`/sign-in?email=${encodeURIComponent(email)}&next=${next}`}>Sign in</Link>
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
        Join the project
      </Button>
    </div>
  );
}

function NewAccount({ token, email }: InvitationFormProps) {
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
    const refused = await signInWith(email, password);
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
      <Field label="Your name" hint="As your colleagues will see it." error={fieldError('name')}>
        <Input name="name" autoComplete="name" required autoFocus />
      </Field>
      <Field
        label="Choose a password"
        hint={`At least ${PASSWORD_MIN} characters. A few words make a good one.`}
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
        Join the project
      </Button>
    </form>
  );
}
