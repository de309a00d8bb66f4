import { GraduationCap } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OwnTrainingList } from '@/components/training/own-training';
import { TraineeTable } from '@/components/training/trainee-table';
import { TrainingForm } from '@/components/training/training-form';
import { Alert } from '@/components/ui/alert';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';
import { getOwnTraining, getTrainingBoard } from '@/lib/training/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('training');
  return { title: t('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
}

/** Training: for leads what is to be reached and how everybody does, for trainees what to do. */
export default async function TrainingPage({ params }: Props) {
  const { actor, role } = await requireMember((await params).projectId);
  const t = await getTranslations('training');
  const leads = can(role, 'assignments.manage');
  return (
    <Page width={leads ? 'wide' : undefined}>
      <PageHeader title={t('title')} description={t('help')} />
      {leads ? <LeadView actor={actor} /> : <TraineeView actor={actor} />}
    </Page>
  );
}

async function LeadView({ actor }: { actor: Actor }) {
  const [t, board, codebook] = await Promise.all([
    getTranslations('training'),
    getTrainingBoard(actor),
    getPublishedCodebook(actor),
  ]);
  if (!board.ok) return <Alert tone="danger">{await say(board.error.userMessage)}</Alert>;
  const { projectId } = actor;
  return (
    <>
      {board.value.rules ? null : <p className="mb-6 max-w-prose text-sm">{t('noneLead')}</p>}
      <section aria-labelledby="rules">
        <h2 id="rules" className="mb-3 font-semibold text-lg">
          {t('setUp')}
        </h2>
        <TrainingForm
          projectId={projectId}
          board={board.value}
          layers={codebook.ok ? codebook.value.document.layers : []}
        />
      </section>
      <section aria-labelledby="people" className="mt-10">
        <h2 id="people" className="mb-3 font-semibold text-lg">
          {t('people')}
        </h2>
        {board.value.people.length === 0 ? (
          <p className="text-sm">{t('noPeople')}</p>
        ) : (
          <TraineeTable projectId={projectId} board={board.value} />
        )}
      </section>
    </>
  );
}

async function TraineeView({ actor }: { actor: Actor }) {
  const [t, ta, training] = await Promise.all([
    getTranslations('training'),
    getTranslations('agreement'),
    getOwnTraining(actor),
  ]);
  if (!training.ok) return <Alert tone="danger">{await say(training.error.userMessage)}</Alert>;
  const { rules, state, passed } = training.value;
  if (!rules || !state) {
    return (
      <EmptyState
        icon={<GraduationCap />}
        title={rules ? t('notIn') : t('none')}
        description={t('noneCoder')}
      />
    );
  }
  return (
    <>
      <Alert tone={state === 'admitted' ? 'success' : 'info'} className="mb-4">
        {state === 'admitted' ? t('isAdmitted') : t('inTraining')}
      </Alert>
      <p className="mb-6 text-sm">
        {t('rules', {
          measure: ta(`measures.${rules.measure}`),
          threshold: rules.threshold,
          count: rules.articlesNeeded,
          attempts: rules.attemptsAllowed ?? 0,
        })}{' '}
        <strong className="tabular">
          {t('standing', { passed, needed: rules.articlesNeeded })}
        </strong>
      </p>
      <h2 className="mb-3 font-semibold text-lg">{t('yours')}</h2>
      <OwnTrainingList projectId={actor.projectId} training={training.value} />
    </>
  );
}
