import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { AgainButton } from '@/components/training/again-button';
import { AttemptReport } from '@/components/training/attempt-report';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { UNDEFINED_REASONS } from '@/lib/agreement/score';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';
import { getAttempt, getOwnTraining } from '@/lib/training/queries';

interface Props {
  params: Promise<{ projectId: string; attemptId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('training');
  return { title: t('result.title') };
}

/** One score against the final layer, with its reasons. */
export default async function AttemptPage({ params }: Props) {
  const { projectId, attemptId } = await params;
  const { actor, user } = await requireMember(projectId);
  if (!z.uuid().safeParse(attemptId).success) notFound();
  const [t, ta, found, codebook, own] = await Promise.all([
    getTranslations('training'),
    getTranslations('agreement'),
    getAttempt(actor, attemptId),
    getPublishedCodebook(actor),
    getOwnTraining(actor),
  ]);
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  if (!codebook.ok) return <FailurePage message={await say(codebook.error.userMessage)} />;
  const attempt = found.value;
  const { value, threshold, passed } = attempt;
  const isOwn = attempt.userId === user.id;
  const mine = own.ok && isOwn ? own.value : null;
  const article = mine?.articles.find(({ articleId }) => articleId === attempt.articleId);
  const isLatest = article?.attempts.at(-1)?.id === attempt.id;
  const base = `/projects/${projectId}`;
  return (
    <Page>
      <PageHeader
        eyebrow={t('result.of', { name: attempt.userName, no: attempt.attemptNo })}
        title={
          <span lang={attempt.language ?? undefined} dir={attempt.direction}>
            {attempt.title}
          </span>
        }
        description={ta(`measures.${attempt.measure}`)}
        actions={
          <>
            {article && isLatest && article.mayTryAgain && mine?.state === 'training' ? (
              <AgainButton projectId={projectId} article={article} />
            ) : null}
            <Button asChild>
              <Link
                href={`${base}/articles/${attempt.articleId}?version=${attempt.versionNo}`}
                prefetch={false}
              >
                {t('result.toArticle')}
              </Link>
            </Button>
            <Button asChild>
              <Link href={`${base}/training`}>{t('result.back')}</Link>
            </Button>
          </>
        }
      />
      <Alert tone={passed ? 'success' : 'warning'} role="status">
        {value === null
          ? t('result.undefined', { reason: reasonIn(attempt.reason), threshold })
          : t(passed ? 'result.passed' : 'result.failed', { value: rounded(value), threshold })}
        {isOwn && mine?.state === 'admitted' && isLatest ? ` ${t('isAdmitted')}` : null}
      </Alert>
      <AttemptReport attempt={attempt} codebook={codebook.value.document} isOwn={isOwn} />
    </Page>
  );

  function reasonIn(reason: string | null): string {
    const known = UNDEFINED_REASONS.find((one) => one === reason);
    return known ? ta(`reasons.${known}`) : '';
  }
}

/** Never up to the threshold: 0.799 is not 0.80. */
function rounded(value: number): number {
  return Math.floor(value * 1000) / 1000;
}
