'use client';

import { signIn } from 'next-auth/react';

/** What to tell whoever could not be signed in, or null when they were. */
export async function signInWith(email: string, password: string): Promise<string | null> {
  let answer: Awaited<ReturnType<typeof signIn>>;
  try {
    answer = await signIn('credentials', { email, password, redirect: false });
  } catch (error) {
    console.warn('Signing in failed', error);
    return 'The server could not be reached. Check the connection and try again.';
  }
  if (answer?.ok && !answer.error) return null;
  const minutes = /^rate_limited:(\d+)$/.exec(answer?.error ?? '')?.[1];
  if (minutes) {
    return `Too many attempts. Try again in ${minutes} ${minutes === '1' ? 'minute' : 'minutes'}.`;
  }
  if (answer?.status === 401) return 'The e-mail address or the password is not right.';
  return 'Signing in did not work. Try again in a moment.';
}
