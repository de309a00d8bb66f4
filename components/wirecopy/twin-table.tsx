import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { Twin } from '@/lib/wirecopy/schema';
import { Published } from './published';

interface Props {
  projectId: string;
  articleId: string;
  twins: readonly Twin[];
}

const counts = ({ cut, added, reworded }: NonNullable<Twin['rewriting']>) => ({
  cut,
  added,
  reworded,
});

/** What shares words with an article, how much, and who printed it when. */
export function TwinTable({ projectId, articleId, twins }: Props) {
  const t = useTranslations('wirecopy');
  const format = useFormatter();
  const share = (value: number) => format.number(value, { style: 'percent' });
  const here = `/projects/${projectId}/wire-copy`;
  return (
    <Table label={t('title')}>
      <TableColumns
        names={[
          t('article'),
          t('outlet'),
          t('published'),
          t('agency'),
          t('jaccard'),
          t('ofMine'),
          t('ofTheirs'),
          t('rewriting'),
          t('label'),
          t('compare'),
        ]}
      />
      <TableBody>
        {twins.map((one) => (
          <TableRow key={one.articleId}>
            <th scope="row" className="px-3 py-2 text-left font-medium">
              <Link
                href={`${here}/${one.articleId}`}
                prefetch={false}
                className="underline underline-offset-4"
              >
                {one.title}
              </Link>
            </th>
            <TableCell>{one.publisher ?? t('noPublisher')}</TableCell>
            <TableCell>
              <Published at={one.publishedAt} />
            </TableCell>
            <TableCell>{one.agency}</TableCell>
            <TableCell className="tabular">{share(one.jaccard)}</TableCell>
            <TableCell className="tabular">{share(one.ofMine)}</TableCell>
            <TableCell className="tabular">{share(one.ofTheirs)}</TableCell>
            <TableCell className="tabular min-w-48 text-sm">
              {one.rewriting ? t(`rewritten.${one.rewriting.later}`, counts(one.rewriting)) : null}
            </TableCell>
            <TableCell>{one.label ? t(`labels.${one.label}`) : null}</TableCell>
            <TableCell>
              <Link
                href={`${here}/${articleId}?with=${one.articleId}#words`}
                prefetch={false}
                aria-label={`${t('compare')}: ${one.title}`}
                className="underline underline-offset-4"
              >
                {t('compare')}
              </Link>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
