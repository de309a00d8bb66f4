import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** What stands in place of a page that broke: never internals, but a reference to the log. */
export function ErrorPanel({ reference, onRetry }: { reference?: string; onRetry: () => void }) {
  const t = useTranslations('shell');
  return (
    <div
      role="alert"
      className="mx-auto grid max-w-md justify-items-center gap-3 px-6 py-24 text-center"
    >
      <h1 className="font-semibold font-serif text-2xl">{t('broken')}</h1>
      <p className="text-muted-foreground text-sm">
        {t(reference ? 'savedIsSafeReference' : 'savedIsSafe')}
      </p>
      {reference ? <code className="font-mono text-sm">{reference}</code> : null}
      <Button className="mt-2" onClick={onRetry}>
        {t('tryAgain')}
      </Button>
    </div>
  );
}
