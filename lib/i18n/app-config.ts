import type { Locale } from './locales';
import type { Messages } from './messages/catalogue';

// From here the compiler knows every key that `useTranslations` and `getTranslations` may be asked.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
