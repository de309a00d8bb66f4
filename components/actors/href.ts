import type { SourcesFilter } from '@/lib/actors/schema';
import { filterQuery } from '@/lib/register/filter';

const base = (projectId: string) => `/projects/${projectId}/sources`;

export function sourcesHref(projectId: string, filter: SourcesFilter): string {
  return `${base(projectId)}${filterQuery(filter)}`;
}

export function sourcesCsvHref(projectId: string, filter: SourcesFilter): string {
  return `/api/projects/${projectId}/sources${filterQuery(filter)}`;
}

/** The quotes of somebody: an actor of the register, or a name. */
export function quotesHref(
  projectId: string,
  filter: SourcesFilter,
  by: { readonly actorId: string | null; readonly key: string },
  page = 1,
): string {
  const at = page > 1 ? String(page) : null;
  return by.actorId === null
    ? `${base(projectId)}/quotes${filterQuery(filter, { key: by.key, page: at })}`
    : `${base(projectId)}/${by.actorId}${filterQuery(filter, { page: at })}`;
}

/** The quotes whose sources are named in some way. */
export function namingHref(
  projectId: string,
  filter: SourcesFilter,
  naming: 'all' | 'anonymous' | 'absent',
  page = 1,
): string {
  return `${base(projectId)}/quotes${filterQuery(filter, { naming, page: page > 1 ? String(page) : null })}`;
}
