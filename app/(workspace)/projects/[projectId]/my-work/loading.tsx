import { useTranslations } from 'next-intl';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';

/** The page's shape while decisions are fetched. */
export default function Loading() {
  const t = useTranslations('review');
  return (
    <Page aria-busy="true">
      <PageHeader title={t('myWorkTitle')} />
      <p role="status" className="sr-only">
        {t('fetching')}
      </p>
      <div aria-hidden className="grid animate-pulse gap-4">
        <div className="h-9 w-3/4 rounded bg-muted" />
        <div className="h-40 rounded-xl bg-muted" />
        <div className="h-40 rounded-xl bg-muted" />
      </div>
    </Page>
  );
}
