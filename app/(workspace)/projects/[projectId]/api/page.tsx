import { BookOpen } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { TokenForm } from '@/components/api/token-form';
import { TokenList } from '@/components/api/token-list';
import { WebhookCard } from '@/components/api/webhook-card';
import { WebhookForm } from '@/components/api/webhook-form';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { offeredScopes } from '@/lib/api/scopes';
import { listTokens } from '@/lib/api/tokens/queries';
import { listDeliveries, listWebhooks } from '@/lib/api/webhooks/queries';
import type { UserActor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('api');
  return { title: t('title') };
}

/** How programs get in: tokens for oneself, and webhooks for those who manage them. */
export default async function ApiPage({ params }: Props) {
  const { actor, role } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const t = await getTranslations('api');
  const tokens = await listTokens(actor);
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Link href={`/projects/${projectId}/api/reference`} className={buttonClass('secondary')}>
            <BookOpen aria-hidden /> {t('reference')}
          </Link>
        }
      />
      <div className="grid max-w-4xl gap-8">
        <section aria-labelledby="tokens" className="grid gap-3">
          <h2 id="tokens" className="font-semibold text-lg">
            {t('tokens')}
          </h2>
          <p className="text-muted-foreground text-sm">{t('tokensHelp')}</p>
          <TokenForm projectId={projectId} offered={offeredScopes(role)} />
          {tokens.ok ? (
            <TokenList projectId={projectId} tokens={tokens.value} userId={actor.userId} />
          ) : (
            <Alert tone="danger">{await say(tokens.error.userMessage)}</Alert>
          )}
        </section>
        {can(role, 'webhooks.manage') ? <Webhooks actor={actor} /> : null}
      </div>
    </Page>
  );
}

async function Webhooks({ actor }: { actor: UserActor }) {
  const t = await getTranslations('api');
  const webhooks = await listWebhooks(actor);
  const cards = webhooks.ok
    ? await Promise.all(
        webhooks.value.map(async (webhook) => {
          const deliveries = await listDeliveries(actor, webhook.id);
          return { webhook, deliveries: deliveries.ok ? deliveries.value : [] };
        }),
      )
    : [];
  return (
    <section aria-labelledby="webhooks" className="grid gap-3">
      <h2 id="webhooks" className="font-semibold text-lg">
        {t('webhooks')}
      </h2>
      <p className="text-muted-foreground text-sm">{t('webhooksHelp')}</p>
      <WebhookForm projectId={actor.projectId} />
      {webhooks.ok ? null : <Alert tone="danger">{await say(webhooks.error.userMessage)}</Alert>}
      {webhooks.ok && cards.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t('noWebhooks')}</p>
      ) : null}
      {cards.map(({ webhook, deliveries }) => (
        <WebhookCard
          key={webhook.id}
          projectId={actor.projectId}
          webhook={webhook}
          deliveries={deliveries}
        />
      ))}
    </section>
  );
}
