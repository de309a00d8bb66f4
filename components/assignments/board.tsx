import { ClipboardList } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import {
  BOARD_PAGE,
  BOARD_VIEWS,
  type BoardDto,
  type BoardRow,
  type BoardView,
} from '@/lib/assignments/schema';
import { ArticleBlindSelect } from './article-blind-select';
import { AssignmentMenu } from './assignment-menu';
import { boardHref } from './board-href';
import { DueDay } from './due-day';
import { StateBadge } from './state-badge';

interface Props {
  projectId: string;
  board: BoardDto;
  search: { readonly view: BoardView; readonly coder: string | null; readonly page: number };
}

/** Articles with who codes them, how far they are, and what a lead may do about it. */
export function Board({ projectId, board, search }: Props) {
  const t = useTranslations('assignments');
  const href = (to: Partial<Props['search']>) => boardHref(projectId, { ...search, ...to });
  if (board.totals.given === 0) {
    return (
      <EmptyState
        icon={<ClipboardList />}
        title={t('noAssignments')}
        description={t('noAssignmentsHelp')}
      />
    );
  }
  const last = Math.ceil(board.total / BOARD_PAGE);
  return (
    <>
      <nav aria-label={t('filterBoard')} className="mb-3 flex flex-wrap gap-1.5">
        {BOARD_VIEWS.map((view) => (
          <Link
            key={view}
            href={href({ view, page: 1 })}
            aria-current={view === search.view ? 'page' : undefined}
            className={cn(
              'rounded-full border px-3 py-1 text-sm',
              view === search.view ? 'border-primary bg-primary-soft text-primary' : 'bg-card',
            )}
          >
            {t(`views.${view}`)}
          </Link>
        ))}
        {search.coder ? (
          <Link
            href={href({ coder: null, page: 1 })}
            className="rounded-full border bg-card px-3 py-1 text-sm underline"
          >
            {t('onlyOf', { name: board.coders.find(({ id }) => id === search.coder)?.name ?? '' })}{' '}
            ×
          </Link>
        ) : null}
      </nav>
      {board.rows.length === 0 ? (
        <EmptyState icon={<ClipboardList />} title={t('nothingFits')} />
      ) : (
        <Table stacked label={t('board')}>
          <TableColumns names={[t('article'), t('coders'), t('blindness')]} />
          <TableBody>
            {board.rows.map((row) => (
              <TableRow key={row.articleId}>
                <TableCell className="min-w-64 align-top max-sm:min-w-0">
                  <Link
                    href={`/projects/${projectId}/articles/${row.articleId}`}
                    prefetch={false}
                    lang={row.language ?? undefined}
                    dir={row.direction}
                    className="block font-medium font-serif text-base leading-snug hover:text-primary hover:underline"
                  >
                    {row.title}
                  </Link>
                  <p className="text-muted-foreground text-xs">
                    {t('wanted', { n: row.assignments.length, wanted: row.wanted })}
                  </p>
                </TableCell>
                <TableCell label={t('coders')} className="align-top">
                  <Coders projectId={projectId} row={row} coders={board.coders} />
                </TableCell>
                <TableCell label={t('blindness')} className="w-64 align-top">
                  <ArticleBlindSelect
                    projectId={projectId}
                    articleId={row.articleId}
                    title={row.title}
                    blind={row.blind}
                  />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      <Pagination
        summary={t('summary', { shown: board.rows.length, total: board.total })}
        previousHref={search.page > 1 ? href({ page: search.page - 1 }) : null}
        nextHref={search.page < last ? href({ page: search.page + 1 }) : null}
      />
    </>
  );
}

function Coders({
  projectId,
  row,
  coders,
}: {
  projectId: string;
  row: BoardRow;
  coders: BoardDto['coders'];
}) {
  return (
    <ul className="grid gap-1">
      {row.assignments.map((assignment) => (
        <li key={assignment.id} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="min-w-28">{assignment.coderName}</span>
          <StateBadge state={assignment.state} />
          <span className="text-xs">
            <DueDay dueOn={assignment.dueOn} overdue={assignment.overdue} />
          </span>
          <AssignmentMenu
            projectId={projectId}
            title={row.title}
            assignment={assignment}
            coders={coders}
          />
        </li>
      ))}
    </ul>
  );
}
