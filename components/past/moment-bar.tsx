import { History } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button, buttonClass } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { formatUtc } from '@/components/ui/time-format';
import type { Moment } from '@/lib/past/schema';
import { EVENT_TYPES } from '@/lib/provenance/schema';

interface Props {
  /** The page that looks back, without its query. */
  readonly href: string;
  /** Where the same stands as it is now. */
  readonly nowHref: string;
  readonly moment: Moment;
}

/** Which moment a page shows, and the ways to another one. */
export function MomentBar({ href, nowHref, moment }: Props) {
  const t = useTranslations('past');
  const { event, first, head } = moment;
  return (
    <section
      aria-label={t('moment')}
      className="grid gap-2 border-b bg-info-soft px-4 py-2 text-info text-sm sm:px-6 print:border"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="flex min-w-0 flex-1 basis-80 items-start gap-2">
          <History aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">
            <strong className="font-semibold">{t('asItWas')}</strong>,{' '}
            <MomentWords moment={moment} />.{event === head ? ` ${t('now')}` : null}
          </span>
        </p>
        <nav aria-label={t('moment')} className="flex flex-wrap items-center gap-2 print:hidden">
          {event > 0 ? (
            <Step href={`${href}?event=${first - 1}`} rel="prev" label={t('earlier')} sign="‹" />
          ) : null}
          {event < head ? (
            <Step href={`${href}?event=${event + 1}`} rel="next" label={t('later')} sign="›" />
          ) : null}
          <Form action={href} className="flex flex-wrap items-center gap-2">
            <Label htmlFor="past-at" className="whitespace-nowrap">
              {t('at')}
            </Label>
            <Input
              id="past-at"
              name="at"
              type="datetime-local"
              step={1}
              defaultValue={moment.at?.slice(0, 19) ?? ''}
              key={moment.event}
              required
              className="h-8 w-auto bg-background text-foreground"
            />
            <Button type="submit" size="sm">
              {t('go')}
            </Button>
          </Form>
          <Link href={nowHref} className={buttonClass('ghost', 'sm')}>
            {t('backToNow')}
          </Link>
        </nav>
      </div>
    </section>
  );
}

function MomentWords({ moment }: { moment: Moment }) {
  const t = useTranslations('past');
  const th = useTranslations('history');
  const locale = useLocale();
  const { event, at, type, actorName } = moment;
  if (at === null) return t('begin');
  const known = EVENT_TYPES.find((one) => one === type);
  return t('after', {
    seq: event,
    time: formatUtc(new Date(at), locale),
    who: actorName ?? t('commandLine'),
    what: known ? th(`events.${known}`) : (type ?? ''),
  });
}

function Step({
  href,
  rel,
  label,
  sign,
}: {
  href: string;
  rel: string;
  label: string;
  sign: string;
}) {
  return (
    <Link
      href={href}
      rel={rel}
      prefetch={false}
      aria-label={label}
      title={label}
      className={buttonClass('secondary', 'sm')}
    >
      <span aria-hidden>{sign}</span>
    </Link>
  );
}
