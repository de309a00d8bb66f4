import type { CodingsFilter, DashboardFilter } from '@/lib/dashboard/schema';
import type { SearchFilter } from '@/lib/search/schema';
import { searchHref } from '../search/search-href';

const base = (projectId: string) => `/projects/${projectId}/dashboard`;

function filled(given: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) if (value) params.set(name, value);
  return params.size > 0 ? `?${params}` : '';
}

/** Where the same figures are to be had as CSV. */
export function dashboardCsvHref(
  projectId: string,
  { publisher, from, to }: DashboardFilter,
): string {
  return `/api/projects/${projectId}/dashboard${filled({ publisher, from, to })}`;
}

/** The codings that a figure counts. */
export function codingsHref(projectId: string, filter: Partial<CodingsFilter>): string {
  const { coder = null, state = null, from = null, to = null, page = 1 } = filter;
  return `${base(projectId)}/codings${filled({ coder, state, from, to, page: page > 1 ? String(page) : null })}`;
}

export function threadsHref(projectId: string, page = 1): string {
  return `${base(projectId)}/threads${page > 1 ? `?page=${page}` : ''}`;
}

const EVERYTHING: SearchFilter = {
  q: '',
  language: null,
  publisher: null,
  from: null,
  to: null,
  code: [],
  layer: [],
  coder: [],
  state: [],
  attribute: null,
  value: null,
  by: 'coders',
  unsaid: null,
  where: 'anywhere',
  sort: 'relevance',
  view: 'list',
};

/** The annotations that a figure counts: those of coders that fit the dashboard's filter and more. */
export function annotationsHref(
  projectId: string,
  { publisher, from, to }: DashboardFilter,
  more: Partial<SearchFilter>,
): string {
  return searchHref(projectId, { ...EVERYTHING, publisher, from, to, ...more });
}
