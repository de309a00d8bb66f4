import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { CodebookView } from '@/components/codebook/codebook-view';
import { ExchangePanel } from '@/components/codebook/exchange-panel';
import { codebookLanguageSchema } from '@/components/codebook/language';
import { StartDraft } from '@/components/codebook/start-draft';
import { VersionList } from '@/components/codebook/version-list';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { formatUtc } from '@/components/ui/time-format';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getDraft } from '@/lib/codebook/draft/queries';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/codebook/formats/format';
import { writeCodebook } from '@/lib/codebook/formats/read-file';
import { getPublishedCodebook, listCodebookVersions } from '@/lib/codebook/queries';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<{ lang?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codebook'))('title') };
}

function lossesOf(document: CodebookDocument) {
  const losses = EXPORT_FORMATS.map(
    (format) => [format, writeCodebook(document, format).losses] as const,
  );
  return Object.fromEntries(losses) as Record<ExportFormat, (typeof losses)[number][1]>;
}

export default async function CodebookPage({ params, searchParams }: Props) {
  const { actor, role } = await requireMember((await params).projectId);
  const t = await getTranslations('codebook');
  const locale = await getLocale();
  const language = codebookLanguageSchema.catch(locale).parse((await searchParams).lang);
  const canEdit = can(role, 'codebook.edit');
  const [codebook, versions, draft] = await Promise.all([
    getPublishedCodebook(actor),
    listCodebookVersions(actor),
    canEdit ? getDraft(actor) : null,
  ]);
  if (!codebook.ok) {
    return (
      <Page>
        <PageHeader title={t('title')} />
        <Alert tone="danger">{await say(codebook.error.userMessage)}</Alert>
      </Page>
    );
  }
  const { document, versionNo, publishedAt } = codebook.value;
  const other = language === 'en' ? 'fr' : 'en';
  const base = `/projects/${actor.projectId}/codebook`;
  const published = publishedAt ? formatUtc(new Date(publishedAt), locale) : '';
  return (
    <Page width="wide">
      <PageHeader
        title={t('title')}
        eyebrow={document.name}
        description={t('published', { version: versionNo, date: published })}
        actions={
          <>
            <Button asChild>
              <Link href={`${base}?lang=${other}`} lang={other} hrefLang={other}>
                {other === 'fr' ? 'Lire en français' : 'Read in English'}
              </Link>
            </Button>
            {can(role, 'annotations.write') ? (
              <Button asChild>
                <Link href={`${base}/waiting`}>{t('waiting')}</Link>
              </Button>
            ) : null}
            {canEdit ? (
              <>
                <Button asChild>
                  <Link href={`${base}/migrate`}>{t('migrate')}</Link>
                </Button>
                <StartDraft
                  projectId={actor.projectId}
                  exists={draft?.ok === true && draft.value.draft !== null}
                />
              </>
            ) : null}
          </>
        }
      />
      <CodebookView document={document} language={language} />
      {versions.ok ? <VersionList versions={versions.value} /> : null}
      <ExchangePanel projectId={actor.projectId} canEdit={canEdit} losses={lossesOf(document)} />
    </Page>
  );
}
