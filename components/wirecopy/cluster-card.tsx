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
      <Members
        label={`${t('article')} ${no}: ${title}`}
        members={members.slice(0, SHOWN)}
        {...{ projectId, earliest }}
      />
      {members.length > SHOWN ? (
        <details className="mt-2">
          <summary className="w-fit cursor-pointer font-medium text-sm">
            {t('more', { count: members.length - SHOWN })}
          </summary>
          <div className="mt-2">
            <Members
              label={t('moreOf', { title })}
              members={members.slice(SHOWN)}
              {...{ projectId, earliest }}
            />
          </div>
        </details>
      ) : null}
    </section>
  );
}

interface MembersProps {
  projectId: string;
  label: string;
  members: WireCluster['members'];
  earliest: WireCluster['earliest'];
}

function Members({ projectId, label, members, earliest }: MembersProps) {
  const t = useTranslations('wirecopy');
  return (
    <Table label={label}>
      <TableColumns names={[t('article'), t('outlet'), t('published'), t('agency'), t('label')]} />
      <TableBody>
        {members.map((one) => (
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
  );
}
