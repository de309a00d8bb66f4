import { Newspaper } from 'lucide-react';
import type { Metadata } from 'next';
import Form from 'next/form';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { ClusterCard } from '@/components/wirecopy/cluster-card';
import { LookAgain } from '@/components/wirecopy/look-again';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { getWireReport } from '@/lib/wirecopy/queries';
import type { WireCluster } from '@/lib/wirecopy/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wirecopy'))('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Clusters on a page. */
const SHOWN = 20;
const addressSchema = z.object({
  agency: z.string().max(100).catch('').default(''),
  order: z.enum(['size', 'time']).catch('size').default('size'),
  /** Clusters with an article of this day or later, UTC. */
  since: z
    .union([z.iso.date(), z.literal('')])
    .catch('')
    .default(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});

/** When the last of a cluster's articles appeared; empty where none says. */
const lastOf = ({ members }: WireCluster) =>
  members
    .map(({ publishedAt }) => publishedAt ?? '')
    .toSorted()
    .at(-1) ?? '';

function ordered(clusters: readonly WireCluster[], order: 'size' | 'time'): readonly WireCluster[] {
  return order === 'size'
    ? clusters
    : clusters.toSorted((a, b) => lastOf(b).localeCompare(lastOf(a)));
}

/** Which articles copy one another, the largest clusters first. */
export default async function WireCopyPage({ params, searchParams }: Props) {
  const t = await getTranslations('wirecopy');
  const { actor, role } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const { agency, order, since, page } = addressSchema.parse(await searchParams);
  const found = await getWireReport(actor);
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const { clusters, waiting, isCapped } = found.value;
  const agencies = [...new Set(clusters.flatMap((one) => one.agency?.name ?? []))].toSorted();
  const chosen = ordered(
    clusters.filter(
      (one) => (agency === '' || one.agency?.name === agency) && lastOf(one) >= since,
    ),
    order,
  );
  const from = (page - 1) * SHOWN;
  const base = `/projects/${projectId}/wire-copy`;
  const pageHref = (no: number) =>
    `${base}?${new URLSearchParams({ agency, order, since, page: String(no) })}`;
  return (
    <Page width="wide">
      <PageHeader
        title={t('title')}
        description={t('help')}
        actions={can(role, 'articles.import') ? <LookAgain projectId={projectId} /> : null}
      />
      {waiting > 0 ? <Alert tone="info">{t('stillWaiting', { count: waiting })}</Alert> : null}
      {isCapped ? <Alert tone="warning">{t('capped')}</Alert> : null}
      {clusters.length === 0 ? (
        <EmptyState icon={<Newspaper />} title={t('none')} description={t('noneHelp')} />
      ) : (
        <>
          <Form
            action={base}
            key={`${agency} ${order} ${since}`}
            aria-label={t('agencyFilter')}
            className="mb-6 flex flex-wrap items-end gap-3"
          >
            <div className="grid min-w-48 gap-1.5">
              <Label htmlFor="wire-agency">{t('agency')}</Label>
              <NativeSelect id="wire-agency" name="agency" defaultValue={agency}>
                <option value="">{t('all')}</option>
                {agencies.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </NativeSelect>
            </div>
            <div className="grid gap-1.5">
              <Label htmlFor="wire-since">{t('since')}</Label>
              <Input id="wire-since" name="since" type="date" defaultValue={since} />
            </div>
            <div className="grid min-w-48 gap-1.5">
              <Label htmlFor="wire-order">{t('order')}</Label>
              <NativeSelect id="wire-order" name="order" defaultValue={order}>
                <option value="size">{t('bySize')}</option>
                <option value="time">{t('byTime')}</option>
              </NativeSelect>
            </div>
            <Button type="submit">{t('apply')}</Button>
          </Form>
          {chosen.slice(from, from + SHOWN).map((cluster, at) => (
            <ClusterCard key={cluster.id} {...{ projectId, cluster }} no={from + at + 1} />
          ))}
          <Pagination
            previousHref={page > 1 ? pageHref(page - 1) : null}
            nextHref={from + SHOWN < chosen.length ? pageHref(page + 1) : null}
            summary={t('clusters', { count: chosen.length })}
          />
        </>
      )}
    </Page>
  );
}
