import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProviderForm } from '@/components/suggestions/provider-form';
import { ProviderList } from '@/components/suggestions/provider-list';
import { Alert } from '@/components/ui/alert';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { getProviders } from '@/lib/suggestions/queries';

interface Props {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('suggestions.providers');
  return { title: t('title') };
}

/** The project's own suggestion providers; for leads and admins. */
export default async function ProvidersPage({ params }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const t = await getTranslations('suggestions.providers');
  const providers = await getProviders(actor);
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      {providers.ok ? (
        <div className="grid max-w-3xl gap-6">
          <ProviderList projectId={actor.projectId} providers={providers.value} />
          <ProviderForm projectId={actor.projectId} />
        </div>
      ) : (
        <Alert tone="danger">{await say(providers.error.userMessage)}</Alert>
      )}
    </Page>
  );
}
