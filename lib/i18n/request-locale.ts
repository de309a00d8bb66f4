import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { getUser } from '@/lib/auth/session';
import { LOCALE_COOKIE, type Locale } from './locales';
import { chooseLocale } from './rules';

/** The language in which the request at hand is answered; decided once per request. */
export const requestLocale = cache(async (): Promise<Locale> => {
  const [user, jar, head] = await Promise.all([getUser(), cookies(), headers()]);
  return chooseLocale({
    setting: user?.locale,
    cookie: jar.get(LOCALE_COOKIE)?.value,
    acceptLanguage: head.get('accept-language'),
  });
});
