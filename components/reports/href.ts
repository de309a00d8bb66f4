import { type CodedFilter, filterQuery } from '@/lib/register/filter';
import type { QuotesFilter, REPORT_FILES } from '@/lib/reports/schema';

type Asked = Partial<Pick<QuotesFilter, 'code' | 'with' | 'voice' | 'actor' | 'by'>>;

export function reportsHref(projectId: string, filter: CodedFilter): string {
  return `/projects/${projectId}/reports${filterQuery(filter)}`;
}

/** The quotes that a number counts. */
export function quotesHref(
  projectId: string,
  filter: CodedFilter,
  asked: Asked = {},
  page = 1,
): string {
  const more = { ...asked, page: page > 1 ? String(page) : null };
  return `/projects/${projectId}/reports/quotes${filterQuery(filter, more)}`;
}

/** A report as a file. */
export function reportCsvHref(
  projectId: string,
  filter: CodedFilter,
  report: (typeof REPORT_FILES)[number],
): string {
  return `/api/projects/${projectId}/reports${filterQuery(filter, { report })}`;
}
