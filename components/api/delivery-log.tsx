import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { DeliveryDto } from '@/lib/api/webhooks/schema';

/** What was sent to a webhook, the newest first; each attempt is a row. */
export function DeliveryLog({ deliveries }: { deliveries: readonly DeliveryDto[] }) {
  const t = useTranslations('api');
  return (
    <details>
      <summary className="cursor-pointer text-sm">{t('deliveries')}</summary>
      {deliveries.length === 0 ? (
        <p className="mt-2 text-muted-foreground text-sm">{t('noDeliveries')}</p>
      ) : (
        <div className="mt-2">
          <Table stacked label={t('deliveries')}>
            <TableHeader>
              <TableRow>
                <TableHead>{t('when')}</TableHead>
                <TableHead>{t('events')}</TableHead>
                <TableHead>{t('attempt')}</TableHead>
                <TableHead>{t('outcome')}</TableHead>
                <TableHead>{t('took')}</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {deliveries.map((one) => (
                <TableRow key={one.id}>
                  <TableCell label={t('when')}>
                    <RelativeTime value={one.at} />
                  </TableCell>
                  <TableCell label={t('events')} className="tabular">
                    {t('eventRange', {
                      first: one.firstSeq,
                      last: one.lastSeq,
                      count: one.events,
                    })}
                  </TableCell>
                  <TableCell label={t('attempt')} className="tabular">
                    {one.attempt}
                  </TableCell>
                  <TableCell label={t('outcome')}>
                    {one.problem === null ? (
                      t('arrived')
                    ) : (
                      <span className="text-danger">{one.problem}</span>
                    )}
                  </TableCell>
                  <TableCell label={t('took')} className="tabular">
                    {t('ms', { ms: one.tookMs })}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </details>
  );
}
