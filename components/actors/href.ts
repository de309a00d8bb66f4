import type { SourcesFilter } from '@/lib/actors/schema';

const base = (projectId: string) => `/projects/${projectId}/sources`;

function query(filter: SourcesFilter, more: Readonly<Record<string, string | null>> = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...more })) {
    if (value) params.set(name, value);
  }
  return params.size > 0 ? `?${params}` : '';
}

export function sourcesHref(projectId: string, filter: SourcesFilter): string {
  return `${base(projectId)}${query(filter)}`;
}

export function sourcesCsvHref(projectId: string, filter: SourcesFilter): string {
  return `/api/projects/${projectId}/sources${query(filter)}`;
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
    ? `${base(projectId)}/quotes${query(filter, { key: by.key, page: at })}`
    : `${base(projectId)}/${by.actorId}${query(filter, { page: at })}`;
}

/** The quotes whose sources are named in some way. */
export function namingHref(
  projectId: string,
  filter: SourcesFilter,
  naming: 'all' | 'anonymous' | 'absent',
  page = 1,
): string {
  return `${base(projectId)}/quotes${query(filter, { naming, page: page > 1 ? String(page) : null })}`;
}
