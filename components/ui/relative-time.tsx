'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { formatRelative, formatUtc } from './time-format';

interface RelativeTimeProps {
  /** An instant: a Date or an ISO 8601 string. */
  value: Date | string;
  className?: string;
}

/** "3 hours ago", with the exact UTC time on hover. The server prints UTC; the browser refines. */
export function RelativeTime({ value, className }: RelativeTimeProps) {
  const date = typeof value === 'string' ? new Date(value) : value;
  const t = useTranslations('ui');
  const locale = useLocale();
  const exact = formatUtc(date, locale);
  const [text, setText] = useState(exact);
  const instant = date.getTime();
  useEffect(() => {
    const update = () => setText(formatRelative(instant, Date.now(), locale) ?? t('justNow'));
    update();
    const timer = setInterval(update, 60_000);
    return () => clearInterval(timer);
  }, [instant, locale, t]);
  if (Number.isNaN(instant)) return <span className={className}>{t('unknownTime')}</span>;
  return (
    <time dateTime={date.toISOString()} title={exact} className={className}>
      {text}
    </time>
  );
}
