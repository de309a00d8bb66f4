import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TextChainList } from '@/components/captures/text-chain-list';
import { ProvGraphView, ProvTable } from '@/components/prov/prov-graph';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getTextChain } from '@/lib/captures/queries';
import { say } from '@/lib/i18n/edge';
import { drawProv } from '@/lib/prov/graph';
import { getProvenance } from '@/lib/prov/queries';
import { findFaults } from '@/lib/prov/rules';
import { provScopeSchema } from '@/lib/prov/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prov'))('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where something comes from, drawn, in words, and as files. */
export default async function ProvenancePage({ params, searchParams }: Props) {
  const t = await getTranslations('prov');
  const { actor, role } = await requireMember((await params).projectId);
  const asked = await searchParams;
  const scope = provScopeSchema.safeParse(asked.of === undefined ? { of: 'project' } : asked);
  if (!scope.success) notFound();
  const found = await getProvenance(actor, scope.data);
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const chain = scope.data.of === 'article' ? await getTextChain(actor, scope.data.id) : null;
  const faults = findFaults(found.value);
  const graph = drawProv(found.value);
  const query = new URLSearchParams(scope.data).toString();
  const file = `/api/projects/${actor.projectId}/provenance?${query}`;
  const title = t(`of.${scope.data.of}`);
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={chain?.ok ? title : undefined}
        title={
          chain?.ok ? (
            <span lang={chain.value.language ?? undefined} dir={chain.value.direction}>
              {chain.value.title}
            </span>
          ) : (
            title
          )
        }
        description={t('help')}
        actions={
          <>
            {scope.data.of === 'article' ? (
              <Link
                href={`/projects/${actor.projectId}/articles/${scope.data.id}`}
                className={buttonClass()}
              >
                {t('read')}
              </Link>
            ) : null}
            <a href={`${file}&format=json`} download className={buttonClass()}>
              <Download aria-hidden /> {t('json')}
            </a>
            <a href={`${file}&format=n`} download className={buttonClass()}>
              <Download aria-hidden /> {t('notation')}
            </a>
          </>
        }
      />
      {chain?.ok ? (
        <TextChainList
          projectId={actor.projectId}
          chain={chain.value}
          mayExtract={can(role, 'articles.import') && chain.value.extractable}
        />
      ) : null}
      {faults.length > 0 ? (
        <Alert tone="danger" title={t('faults')}>
          <ul>
            {faults.slice(0, 20).map(({ rule, message }) => (
              <li key={`${rule} ${message}`}>{message}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <ProvGraphView graph={graph} />
      {faults.length === 0 ? (
        <p className="mt-2 text-muted-foreground text-sm">{t('valid')}</p>
      ) : null}
      <ProvTable graph={graph} />
    </Page>
  );
}
