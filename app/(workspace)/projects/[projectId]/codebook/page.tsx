import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale } from 'next-intl/server';
import { CodebookView } from '@/components/codebook/codebook-view';
import { codebookLanguageSchema } from '@/components/codebook/language';
import { VersionList } from '@/components/codebook/version-list';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { formatUtc } from '@/components/ui/time-format';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook, listCodebookVersions } from '@/lib/codebook/queries';

export const metadata: Metadata = { title: 'Codebook' };

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<{ lang?: string | string[] }>;
}

export default async function CodebookPage({ params, searchParams }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const language = codebookLanguageSchema.parse((await searchParams).lang);
  const [codebook, versions] = await Promise.all([
    getPublishedCodebook(actor),
    listCodebookVersions(actor),
  ]);
  if (!codebook.ok) {
    return (
      <Page>
        <PageHeader title="Codebook" />
        <Alert tone="danger">{codebook.error.userMessage}</Alert>
      </Page>
    );
  }
  const { document, versionNo, publishedAt } = codebook.value;
  const other = language === 'en' ? 'fr' : 'en';
  return (
    <Page width="wide">
      <PageHeader
        title="Codebook"
        eyebrow={document.name}
        description={`Version ${versionNo}, published ${publishedAt ? formatUtc(new Date(publishedAt), await getLocale()) : ''}. New annotations use it; older ones keep the version that they were made with.`}
        actions={
          <Button asChild>
            <Link
              href={`/projects/${actor.projectId}/codebook${other === 'fr' ? '?lang=fr' : ''}`}
              lang={other}
              hrefLang={other}
            >
              {other === 'fr' ? 'Lire en français' : 'Read in English'}
            </Link>
          </Button>
        }
      />
      <CodebookView document={document} language={language} />
      {versions.ok ? <VersionList versions={versions.value} /> : null}
    </Page>
  );
}
