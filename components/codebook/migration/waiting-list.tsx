import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { PersonItem } from '@/lib/migration/schema';

/** What a migration left to a person; each opens in the text. */
export function WaitingList({
  projectId,
  items,
}: {
  projectId: string;
  items: readonly PersonItem[];
}) {
  const t = useTranslations('codebook');
  const locale = useLocale();
  return (
    <Table stacked label={t('waiting')}>
      <TableColumns names={[t('passage'), t('code'), t('why'), t('coder'), t('article')]} />
      <TableBody>
        {items.map((item) => (
          <TableRow key={item.id}>
            <TableCell>
              <Link
                className="font-serif text-primary underline underline-offset-4"
                href={`/projects/${projectId}/articles/${item.articleId}?annotation=${item.annotationId}`}
              >
                {item.quote || t('wholeArticle')}
              </Link>
            </TableCell>
            <TableCell label={t('code')}>
              {locale === 'fr' ? item.codeName.fr : item.codeName.en}{' '}
              <span className="text-muted-foreground text-xs">
                {t('versionShort', { version: item.versionNo })}
              </span>
            </TableCell>
            <TableCell label={t('why')}>
              {t(`reason.${item.reason}`)}
              {item.about ? <span className="text-muted-foreground"> ({item.about})</span> : null}
            </TableCell>
            <TableCell label={t('coder')}>{item.coderName}</TableCell>
            <TableCell label={t('article')}>{item.articleTitle}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
