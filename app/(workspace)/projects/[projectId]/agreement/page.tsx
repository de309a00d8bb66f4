import { Download, Scale } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { AgreementForm } from '@/components/agreement/agreement-form';
import { AgreementReport, DisagreementsReport } from '@/components/agreement/agreement-report';
import { agreementCsvHref } from '@/components/agreement/href';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Spinner } from '@/components/ui/spinner';
import type { Actor } from '@/lib/auth/actor';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { say } from '@/lib/i18n/edge';
import { getAgreement, getAgreementChoices, getDisagreements } from '@/lib/reliability/queries';
import { type Question, questionSchema, type Which, whichSchema } from '@/lib/reliability/schema';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('agreement');
  return { title: t('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Disagreements shown at once. */
const LIMIT = 100;

/** How far the coders of a project agree; measure and scope stand in the address. */
export default async function AgreementPage({ params, searchParams }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const asked = await searchParams;
  const question = questionSchema.parse(asked);
  const which = whichSchema.parse(asked);
  const t = await getTranslations('agreement');
  const [choices, codebook] = await Promise.all([
    getAgreementChoices(actor),
    getPublishedCodebook(actor),
  ]);
  if (!choices.ok) {
    return (
      <Page>
        <PageHeader title={t('title')} description={t('help')} />
        <Alert tone="danger">{await say(choices.error.userMessage)}</Alert>
      </Page>
    );
  }
  const document = codebook.ok ? codebook.value.document : null;
  if (choices.value.articles.length === 0) {
    return (
      <Page>
        <PageHeader title={t('title')} description={t('help')} />
        <EmptyState icon={<Scale />} title={t('empty.title')} description={t('empty.text')} />
      </Page>
    );
  }
  return (
    <Page width="wide">
      <PageHeader
        title={t('title')}
        description={t('help')}
        actions={
          <Button asChild>
            <a href={agreementCsvHref(projectId, question)} download>
              <Download aria-hidden />
              {t('form.download')}
            </a>
          </Button>
        }
      />
      <AgreementForm
        projectId={projectId}
        question={question}
        choices={choices.value}
        codebook={document}
      />
      {/* Some measures take seconds: the form stands meanwhile. */}
      <Suspense
        key={JSON.stringify(question)}
        fallback={
          <p role="status" className="flex items-center gap-2 py-8 text-muted-foreground">
            <Spinner /> {t('measuring')}
          </p>
        }
      >
        <Report {...{ actor, question, which }} codebook={document} />
      </Suspense>
    </Page>
  );
}

interface ReportProps {
  actor: Actor;
  question: Question;
  which: Which;
  codebook: CodebookDocument | null;
}

async function Report({ actor, question, which, codebook }: ReportProps) {
  const { projectId } = actor;
  const isAsked = Object.values(which).some((one) => one !== undefined);
  const [agreement, disagreements] = await Promise.all([
    getAgreement(actor, question),
    isAsked ? getDisagreements(actor, question.scope, which, LIMIT) : null,
  ]);
  if (!agreement.ok) return <Alert tone="danger">{await say(agreement.error.userMessage)}</Alert>;
  return (
    <>
      <AgreementReport
        projectId={projectId}
        agreement={agreement.value}
        which={which}
        codebook={codebook}
      />
      {disagreements?.ok ? (
        <DisagreementsReport
          projectId={projectId}
          agreement={agreement.value}
          which={which}
          disagreements={disagreements.value}
          codebook={codebook}
        />
      ) : null}
    </>
  );
}
