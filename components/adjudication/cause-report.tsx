import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { RelativeTime } from '@/components/ui/relative-time';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { CAUSES, type Cause, type CauseFilter, type CauseReport } from '@/lib/adjudication/schema';
import { adjudicateHref } from './queue-table';

const COLUMNS = [...CAUSES, 'none'] as const;
type Column = Cause | 'none';

interface Common {
  projectId: string;
  filter: CauseFilter;
  /** Names of codes by key. */
  names: Readonly<Record<string, string>>;
}

function causesHref(projectId: string, code: string | null, cause: Column | null): string {
  const params = new URLSearchParams();
  if (code) params.set('code', code);
  if (cause) params.set('cause', cause);
  return `/projects/${projectId}/review/causes${params.size > 0 ? `?${params}` : ''}`;
}

/** Codes down, causes across; the code with the most first. */
export function CauseTable({
  projectId,
  filter,
  names,
  cells,
}: Common & Pick<CauseReport, 'cells'>) {
  const t = useTranslations('adjudication');
  const counts = new Map(cells.map(({ code, cause, count }) => [`${code}/${cause}`, count]));
  const sum = (code: string) =>
    COLUMNS.reduce((all, cause) => all + (counts.get(`${code}/${cause}`) ?? 0), 0);
  const codes = [...new Set(cells.map(({ code }) => code))].sort((a, b) => sum(b) - sum(a));
  const word = (cause: Column) => (cause === 'none' ? t('withoutCause') : t(`causes.${cause}`));
  const cell = (code: string, cause: Column | null, count: number) => {
    if (count === 0) return <span className="text-muted-foreground">0</span>;
    const current = filter.code === code && filter.cause === cause;
    return (
      <Link
        href={causesHref(projectId, code, cause)}
        aria-current={current ? 'true' : undefined}
        aria-label={`${t('casesOf', { code: names[code] ?? code, cause: cause ? word(cause) : t('everyCause') })}: ${count}`}
        className={cn(
          'underline underline-offset-4 hover:text-primary',
          current && 'font-semibold',
        )}
      >
        {count}
      </Link>
    );
  };
  return (
    <Table stacked label={t('causesReport')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('code')}</TableHead>
          {COLUMNS.map((cause) => (
            <TableHead key={cause}>{word(cause)}</TableHead>
          ))}
          <TableHead>{t('all')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {codes.map((code) => (
          <TableRow key={code}>
            <TableCell className="font-medium">{names[code] ?? code}</TableCell>
            {COLUMNS.map((cause) => (
              <TableCell key={cause} label={word(cause)} className="tabular">
                {cell(code, cause, counts.get(`${code}/${cause}`) ?? 0)}
              </TableCell>
            ))}
            <TableCell label={t('all')} className="tabular">
              {cell(code, null, sum(code))}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The decisions behind the chosen cell, each with the way to its place. */
export function CaseList({ projectId, filter, names, cases }: Common & Pick<CauseReport, 'cases'>) {
  const t = useTranslations('adjudication');
  const code = filter.code ? (names[filter.code] ?? filter.code) : t('everyCode');
  const cause =
    filter.cause === 'none'
      ? t('withoutCause')
      : filter.cause
        ? t(`causes.${filter.cause}`)
        : t('everyCause');
  return (
    <section aria-labelledby="cases" className="mt-8">
      <h2 id="cases" className="mb-3 font-semibold text-lg">
        {t('casesOf', { code, cause })}{' '}
        <span className="font-normal text-muted-foreground text-sm tabular">
          {t('caseCount', { count: cases.length })}
        </span>
      </h2>
      <ul className="grid gap-3">
        {cases.map((one) => (
          <li key={one.id} className="rounded-lg border bg-card p-3">
            <Link
              href={`${adjudicateHref(projectId, one)}&annotation=${one.annotationId}`}
              prefetch={false}
              lang={one.language ?? undefined}
              dir={one.direction}
              className="font-serif hover:text-primary hover:underline"
            >
              {one.quote || t('wholeArticle')}
            </Link>
            <p className="mt-1 text-muted-foreground text-xs">
              {one.title} ·{' '}
              {t('decidedBy', { kind: t(`kinds.${one.kind}`), name: one.deciderName })}{' '}
              <RelativeTime value={one.decidedAt} />
              {one.cause ? ` · ${t(`causes.${one.cause}`)}` : null}
            </p>
            {one.note ? <p className="mt-1 break-words text-sm">{one.note}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
