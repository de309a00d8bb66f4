import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { WireCluster } from '@/lib/wirecopy/schema';
import { Published } from './published';

/** Members shown of a large cluster; each one's page leads to the others. */
const SHOWN = 20;

interface Props {
  projectId: string;
  cluster: WireCluster;
  no: number;
}

/** Articles that copy one another: the earliest, the likely source, and who printed it when. */
export function ClusterCard({ projectId, cluster, no }: Props) {
  const t = useTranslations('wirecopy');
  const { members, earliest, agency } = cluster;
  const title = (earliest ?? members[0])?.title ?? '';
  return (
    <section aria-labelledby={`cluster-${no}`} className="mb-8">
      <h2 id={`cluster-${no}`} className="font-semibold text-lg">
        {title}
      </h2>
      <p className="mt-1 mb-3 text-muted-foreground text-sm">
        {t('members', { count: members.length })}
        {' · '}
        {agency ? t('likelySource', { agency: agency.name, count: agency.members }) : t('noAgency')}
      </p>
      <Table label={`${t('article')} ${no}: ${title}`}>
        <TableColumns
          names={[t('article'), t('outlet'), t('published'), t('agency'), t('label')]}
        />
        <TableBody>
          {members.slice(0, SHOWN).map((one) => (
            <TableRow key={one.articleId}>
              <th scope="row" className="px-3 py-2 text-left font-medium">
                <Link
                  href={`/projects/${projectId}/wire-copy/${one.articleId}`}
                  prefetch={false}
                  className="underline underline-offset-4"
                >
                  {one.title}
                </Link>{' '}
                {one.articleId === earliest?.articleId ? (
                  <Badge tone="info">{t('earliest')}</Badge>
                ) : null}
              </th>
              <TableCell>{one.publisher ?? t('noPublisher')}</TableCell>
              <TableCell>
                <Published at={one.publishedAt} />
              </TableCell>
              <TableCell>{one.agency}</TableCell>
              <TableCell>{one.label ? t(`labels.${one.label}`) : null}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
