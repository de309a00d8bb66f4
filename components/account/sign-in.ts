'use client';

import { signIn } from 'next-auth/react';
import type { Translate } from '@/lib/i18n/translate';

/** What to tell whoever could not be signed in, or null when they were. */
export async function signInWith(
  email: string,
  password: string,
  t: Translate<'account'>,
): Promise<string | null> {
  let answer: Awaited<ReturnType<typeof signIn>>;
  try {
    answer = await signIn('credentials', { email, password, redirect: false });
  } catch (error) {
    console.warn('Signing in failed', error);
    return t('refused.offline');
  }
  if (answer?.ok && !answer.error) return null;
  const minutes = /^rate_limited:(\d+)$/.exec(answer?.error ?? '')?.[1];
  if (minutes) return t('refused.limited', { minutes: Number(minutes) });
  return t(answer?.status === 401 ? 'refused.wrong' : 'refused.failed');
}
