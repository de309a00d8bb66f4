'use client';

import { NextIntlClientProvider } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { ErrorPanel } from '@/components/shell/error-panel';
import { DEFAULT_LOCALE } from '@/lib/i18n/locales';
import en from '@/lib/i18n/messages/en/shell.json';
import fr from '@/lib/i18n/messages/fr/shell.json';
import { chooseLocale } from '@/lib/i18n/rules';
import './globals.css';

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

const MESSAGES = { en, fr };
const never = () => () => undefined;

/** The browser's language: when the root layout broke, the person's setting could not be read. */
function browserLocale() {
  const acceptLanguage = navigator.languages.join(',');
  return chooseLocale({ setting: null, cookie: null, acceptLanguage });
}

/** The last resort, when the root layout itself broke. */
export default function GlobalError({ error, reset }: Props) {
  const locale = useSyncExternalStore(never, browserLocale, () => DEFAULT_LOCALE);
  return (
    <html lang={locale}>
      <body>
        <NextIntlClientProvider locale={locale} messages={{ shell: MESSAGES[locale] }}>
          <ErrorPanel reference={error.digest} onRetry={reset} />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
