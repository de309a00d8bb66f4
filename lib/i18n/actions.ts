'use server';

import { revalidatePath } from 'next/cache';
import { cookies, headers } from 'next/headers';
import { changeLocale } from '@/lib/auth/account-commands';
import { isSecureRequest } from '@/lib/auth/security-headers';
import { getUser } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { err, ok, type Result } from '@/lib/result/result';
import { plain } from './edge';
import { LOCALE_COOKIE, type Locale } from './locales';
import { chooseLocaleSchema } from './schema';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Chooses the language of the interface: for this browser, and for whoever is signed in on every
 * other one too. Nobody needs to be signed in.
 */
export async function chooseLocaleAction(input: unknown): Promise<Result<{ locale: Locale }>> {
  const parsed = chooseLocaleSchema.safeParse(input);
  if (!parsed.success) return plain(err('invalid_input', 'There is no such language.'));
  const { locale } = parsed.data;
  const user = await getUser();
  if (user) {
    const changed = await changeLocale(user.id, { locale });
    if (!changed.ok) return plain(changed);
  }
  const jar = await cookies();
  jar.set(LOCALE_COOKIE, locale, {
    maxAge: YEAR_SECONDS,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecureRequest(await headers(), env().NEXTAUTH_URL),
  });
  revalidatePath('/', 'layout');
  return ok({ locale });
}
