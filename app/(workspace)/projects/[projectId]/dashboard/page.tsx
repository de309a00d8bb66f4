import { ClipboardList, Download } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DashboardForm } from '@/components/dashboard/dashboard-form';
import { Frequencies } from '@/components/dashboard/frequencies';
import { dashboardCsvHref } from '@/components/dashboard/href';
import { Pace } from '@/components/dashboard/pace';
import { Section } from '@/components/dashboard/section';
import { OpenWorkList, Progress } from '@/components/dashboard/standing';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { getDashboard } from '@/lib/dashboard/queries';
import { dashboardFilterSchema } from '@/lib/dashboard/schema';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('dashboard');
  return { title: t('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** How the project stands, for those who lead it; every number leads to what it counts. */
export default async function DashboardPage({ params, searchParams }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = dashboardFilterSchema.parse(await searchParams);
  const [t, found, codebook, locale] = await Promise.all([
    getTranslations('dashboard'),
    getDashboard(actor, filter),
    getPublishedCodebook(actor),
    getLocale(),
  ]);
  if (!found.ok) {
    return (
      <Page>
        <PageHeader title={t('title')} description={t('help')} />
        <Alert tone="danger">{await say(found.error.userMessage)}</Alert>
      </Page>
    );
  }
  const dashboard = found.value;
  const codes = codebook.ok ? codebook.value.document.codes : [];
  const names = Object.fromEntries(codes.map(({ key, name }) => [key, name[locale] ?? name.en]));
  return (
    <Page width="wide">
      <PageHeader
        title={t('title')}
        description={t('help')}
        actions={
          <Button asChild>
            <a href={dashboardCsvHref(projectId, filter)} download>
              <Download aria-hidden /> {t('download')}
            </a>
          </Button>
        }
      />
      <section aria-labelledby="open-work">
        <h2 id="open-work" className="mb-3 font-semibold text-lg">
          {t('open.title')}
        </h2>
        <OpenWorkList projectId={projectId} open={dashboard.open} />
      </section>
      <Section id="articles" title={t('progress')}>
        <Progress projectId={projectId} articles={dashboard.articles} />
      </Section>
      <Section id="pace" title={t('pace.title')} help={t('pace.help')}>
        {dashboard.coders.length === 0 ? (
          <EmptyState
            icon={<ClipboardList />}
            title={t('pace.none')}
            description={t('pace.noneHelp')}
            action={
              <Button asChild>
                <Link href={`/projects/${projectId}/assignments`}>{t('pace.assign')}</Link>
              </Button>
            }
          />
        ) : (
          <Pace projectId={projectId} coders={dashboard.coders} weeks={dashboard.weeks} />
        )}
      </Section>
      <div className="mt-10 border-t pt-6">
        <DashboardForm projectId={projectId} filter={filter} publishers={dashboard.publishers} />
        <p className="text-muted-foreground text-sm">{t('form.note')}</p>
      </div>
      <Frequencies projectId={projectId} dashboard={dashboard} names={names} />
    </Page>
  );
}
