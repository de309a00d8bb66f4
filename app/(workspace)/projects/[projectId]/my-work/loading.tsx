import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';

/** The page's shape while decisions are fetched. */
export default function Loading() {
  return (
    <Page aria-busy="true">
      <PageHeader title="My work and what became of it" />
      <p role="status" className="sr-only">
        Fetching decisions on your work…
      </p>
      <div aria-hidden className="grid animate-pulse gap-4">
        <div className="h-9 w-3/4 rounded bg-muted" />
        <div className="h-40 rounded-xl bg-muted" />
        <div className="h-40 rounded-xl bg-muted" />
      </div>
    </Page>
  );
}
