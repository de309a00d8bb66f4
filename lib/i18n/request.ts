import { getRequestConfig } from 'next-intl/server';
import { messagesOf } from './messages/catalogue';
import { requestLocale } from './request-locale';

/** What next-intl asks for on each request; the language is not part of any address. */
export default getRequestConfig(async () => {
  const locale = await requestLocale();
  // Times are told in UTC everywhere, beside "3 hours ago".
  return { locale, messages: messagesOf(locale), timeZone: 'UTC' };
});
