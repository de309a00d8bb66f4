import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DiffList } from '@/components/codebook/diff-list';
import { ProblemList } from '@/components/codebook/problem-list';
import { PublishForm } from '@/components/codebook/publish-form';
import { Alert } from '@/components/ui/alert';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { documentOf, renamesOf } from '@/lib/codebook/draft/convert';
import { diffDocuments } from '@/lib/codebook/draft/diff';
import { draftProblems } from '@/lib/codebook/draft/problems';
import { getDraft } from '@/lib/codebook/draft/queries';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codebook'))('publishTitle') };
}

export default async function CodebookPublishPage({ params }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const t = await getTranslations('codebook');
  const found = await getDraft(actor);
  const back = (
    <Link href={`/projects/${actor.projectId}/codebook/edit`} className="hover:underline">
      {t('editTitle')}
    </Link>
  );
  const draft = found.ok ? found.value.draft : null;
  if (!found.ok || draft === null) {
    return (
      <Page>
        <PageHeader title={t('publishTitle')} eyebrow={back} />
        <Alert tone={found.ok ? 'info' : 'danger'}>
          {found.ok ? t('noDraft') : await say(found.error.userMessage)}
        </Alert>
      </Page>
    );
  }
  const problems = draftProblems(draft.draft);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const diff = diffDocuments(
    found.value.base,
    documentOf(draft.draft),
    renamesOf(draft.draft, found.value.base),
  );
  return (
    <Page>
      <PageHeader
        title={t('publishTitle')}
        eyebrow={back}
        description={t('publishText', { version: draft.baseVersionNo })}
      />
      <div className="grid gap-8">
        {draft.baseIsOld ? <Alert tone="warning">{t('oldBaseText')}</Alert> : null}
        <section aria-labelledby="publish-check" className="grid gap-3">
          <h2 id="publish-check" className="font-semibold font-serif text-xl tracking-tight">
            {t('check')}
          </h2>
          {errors.length === 0 ? <Alert tone="success">{t('noFaults')}</Alert> : null}
          <ProblemList problems={problems} draft={draft.draft} />
        </section>
        <section aria-labelledby="publish-diff" className="grid gap-3">
          <h2 id="publish-diff" className="font-semibold font-serif text-xl tracking-tight">
            {t('diff')}
          </h2>
          <DiffList lines={diff} />
        </section>
        <PublishForm
          projectId={actor.projectId}
          draftId={draft.draftId}
          seen={draft.revision}
          disabled={errors.length > 0 || draft.baseIsOld}
        />
      </div>
    </Page>
  );
}
