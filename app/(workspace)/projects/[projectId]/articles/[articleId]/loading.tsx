import { useTranslations } from 'next-intl';
/** The page's shape while the article is fetched. */
export default function Loading() {
  const t = useTranslations('articles');
  return (
    <div aria-busy="true" className="mx-auto max-w-[42rem] px-4 pt-16 sm:px-6">
      <p role="status" className="sr-only">
        {t('openingArticle')}
      </p>
      <div aria-hidden className="grid animate-pulse gap-4">
        <div className="h-9 w-4/5 rounded bg-muted" />
        <div className="h-5 w-3/5 rounded bg-muted" />
        <div className="mt-6 h-4 rounded bg-muted" />
        <div className="h-4 rounded bg-muted" />
        <div className="h-4 w-11/12 rounded bg-muted" />
        <div className="h-4 w-2/3 rounded bg-muted" />
      </div>
    </div>
  );
}
