import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { QueueKeys } from '@/components/articles/queue-keys';
import { Board } from '@/components/assignments/board';
import { Load, Totals } from '@/components/assignments/load';
import { NextButton } from '@/components/assignments/next-button';
import { OwnWorkList } from '@/components/assignments/own-work';
import { PlanDialog } from '@/components/assignments/plan-dialog';
import { SettingsDialog } from '@/components/assignments/settings-dialog';
import { Alert } from '@/components/ui/alert';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { getBoard, getOwnWork } from '@/lib/assignments/queries';
import { boardSearchSchema } from '@/lib/assignments/schema';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('assignments');
  return { title: t('assignments') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One's own articles to code; for leads also who codes what. */
export default async function AssignmentsPage({ params, searchParams }: Props) {
  const t = await getTranslations('assignments');
  const { role, actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const search = boardSearchSchema.parse(await searchParams);
  const manages = can(role, 'assignments.manage');
  const [own, board] = await Promise.all([
    getOwnWork(actor),
    manages ? getBoard(actor, search) : null,
  ]);
  const failure = own.ok ? (board?.ok === false ? board.error : null) : own.error;
  const codes = can(role, 'annotations.write');
  const mine = own.ok ? own.value : null;
  const offersNext = codes && mine !== null && (mine.open.length > 0 || mine.hasQueue);
  return (
    <Page width={manages ? 'wide' : undefined}>
      <PageHeader
        title={t('assignments')}
        description={manages ? t('help') : t('helpCoder')}
        actions={
          <>
            {board?.ok ? (
              <>
                <SettingsDialog
                  projectId={projectId}
                  settings={board.value.settings}
                  languages={board.value.languages}
                  publishers={board.value.publishers}
                />
                <PlanDialog
                  projectId={projectId}
                  coders={board.value.coders}
                  languages={board.value.languages}
                  publishers={board.value.publishers}
                />
              </>
            ) : null}
            {offersNext ? <NextButton projectId={projectId} /> : null}
          </>
        }
      />
      <QueueKeys nextHref={offersNext ? `/projects/${projectId}/articles/next` : null} />
      {failure ? <Alert tone="danger">{await say(failure.userMessage)}</Alert> : null}
      {codes && mine && (!manages || mine.open.length > 0) ? (
        <section aria-labelledby="my-articles" className="mb-8">
          <h2 id="my-articles" className="mb-3 font-semibold text-base">
            {t('myArticles')}
          </h2>
          <OwnWorkList projectId={projectId} work={mine} />
          <p className="mt-2 text-muted-foreground text-sm">
            {t('handedIn', { count: mine.submitted })}
          </p>
        </section>
      ) : null}
      {board?.ok ? (
        <>
          <Totals totals={board.value.totals} />
          <section aria-labelledby="coders" className="mb-8">
            <h2 id="coders" className="mb-3 font-semibold text-base">
              {t('coders')}
            </h2>
            <Load projectId={projectId} coders={board.value.coders} />
          </section>
          <section aria-labelledby="board">
            <h2 id="board" className="mb-3 font-semibold text-base">
              {t('board')}
            </h2>
            <Board projectId={projectId} board={board.value} search={search} />
          </section>
        </>
      ) : null}
    </Page>
  );
}
