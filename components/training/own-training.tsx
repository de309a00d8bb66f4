'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { ArticleTitle } from '@/components/ui/article-title';
import { Button } from '@/components/ui/button';
import { scoreAttemptAction } from '@/lib/training/actions';
import type { OwnTraining, OwnTrainingArticle } from '@/lib/training/schema';
import { AgainButton } from './again-button';
import { ScoreLink } from './score-link';
import { useCommand } from './use-command';

interface Props {
  projectId: string;
  training: OwnTraining;
}

/** What a trainee has to do, article by article, and how it went so far. */
export function OwnTrainingList({ projectId, training }: Props) {
  const t = useTranslations('training');
  return (
    <ul className="grid gap-3">
      {training.articles.map((article) => (
        <li
          key={article.articleId}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border bg-card p-4"
        >
          <div className="min-w-0 flex-1 basis-64">
            <ArticleTitle href={articleHref(projectId, article)} article={article} />
            {article.isOld ? (
              <p className="mt-1 text-muted-foreground text-sm">{t('old')}</p>
            ) : null}
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {article.attempts.map((attempt) => (
              <ScoreLink
                key={attempt.id}
                projectId={projectId}
                attempt={attempt}
                title={article.title}
              />
            ))}
          </div>
          {training.state === 'training' && !article.isOld ? (
            <NextStep projectId={projectId} article={article} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

const articleHref = (projectId: string, { articleId, versionNo }: OwnTrainingArticle) =>
  `/projects/${projectId}/articles/${articleId}?version=${versionNo}`;

function NextStep({ projectId, article }: { projectId: string; article: OwnTrainingArticle }) {
  const t = useTranslations('training');
  const router = useRouter();
  const { error, pending, run } = useCommand();
  const { articleVersionId, state, waits, attempts, mayTryAgain } = article;
  const named = <span className="sr-only"> {article.title}</span>;
  if (error) {
    return (
      <Alert tone="danger" role="alert">
        {error}
      </Alert>
    );
  }
  if (waits) {
    return (
      <Button
        variant="primary"
        disabled={pending}
        onClick={() =>
          run(
            () => scoreAttemptAction({ projectId, articleVersionId }),
            ({ attemptId }) => router.push(`/projects/${projectId}/training/${attemptId}`),
          )
        }
      >
        {t('scoreNow')}
        {named}
      </Button>
    );
  }
  if (state !== 'submitted') {
    return (
      <Button asChild variant="primary">
        <Link href={articleHref(projectId, article)}>
          {state === 'in_progress' ? t('goOn') : t('code')}
          {named}
        </Link>
      </Button>
    );
  }
  if (mayTryAgain) return <AgainButton projectId={projectId} article={article} />;
  return (
    <span className="text-muted-foreground text-sm">
      {attempts.some(({ passed }) => passed) ? t('isPassed') : t('attemptsLeft')}
    </span>
  );
}
