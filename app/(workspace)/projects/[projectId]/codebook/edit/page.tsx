import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { CodebookEditor } from '@/components/codebook/editor/editor';
import { StartDraft } from '@/components/codebook/start-draft';
import { Alert } from '@/components/ui/alert';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { getDraft } from '@/lib/codebook/draft/queries';
import { shippedPacks } from '@/lib/codebook/packs/shipped';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codebook'))('editTitle') };
}

export default async function CodebookEditPage({ params }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const t = await getTranslations('codebook');
  const found = await getDraft(actor);
  const back = (
    <Link href={`/projects/${actor.projectId}/codebook`} className="hover:underline">
      {t('title')}
    </Link>
  );
  if (!found.ok) {
    return (
      <Page>
        <PageHeader title={t('editTitle')} eyebrow={back} />
        <Alert tone="danger">{await say(found.error.userMessage)}</Alert>
      </Page>
    );
  }
  const { draft, base } = found.value;
  if (draft === null) {
    return (
      <Page>
        <PageHeader title={t('editTitle')} eyebrow={back} />
        <EmptyState
          title={t('noDraft')}
          description={t('noDraftText')}
          action={<StartDraft projectId={actor.projectId} exists={false} />}
        />
      </Page>
    );
  }
  return (
    <Page width="wide">
      <PageHeader
        title={t('editTitle')}
        eyebrow={back}
        description={t('draftOf', { version: draft.baseVersionNo })}
      />
      <CodebookEditor
        key={`${draft.draftId}/${draft.baseVersionId}`}
        projectId={actor.projectId}
        dto={draft}
        publishedCodes={base.codes.map((code) => code.key)}
        packs={shippedPacks.map(({ key, name }) => ({ key, name: { en: name.en, fr: name.fr } }))}
      />
    </Page>
  );
}
