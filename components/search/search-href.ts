import type { SearchFilter } from '@/lib/search/schema';

/** The address of a search. What is not said, or is as by default, is left out. */
export function searchHref(projectId: string, filter: SearchFilter, cursor?: string): string {
  const query = new URLSearchParams();
  const { q, language, publisher, from, to, attribute, value, by, unsaid } = filter;
  for (const [key, said] of Object.entries({
    q,
    language,
    publisher,
    from,
    to,
    attribute,
    value,
    by,
    unsaid,
  })) {
    if (said) query.set(key, said);
  }
  for (const key of ['code', 'layer', 'coder', 'state'] as const) {
    for (const one of filter[key]) query.append(key, one);
  }
  if (filter.where !== 'anywhere') query.set('where', filter.where);
  if (filter.sort !== 'relevance') query.set('sort', filter.sort);
  if (filter.view !== 'list') query.set('view', filter.view);
  if (cursor) query.set('cursor', cursor);
  const said = query.toString();
  return `/projects/${projectId}/search${said ? `?${said}` : ''}`;
}

/** The address of an article, open at a place (code points) where one is given. */
export function placeHref(
  projectId: string,
  found: { readonly articleId: string; readonly versionNo: number },
  place?: { readonly start: number; readonly end: number },
): string {
  const at = place ? `&at=${place.start}-${place.end}` : '';
  return `/projects/${projectId}/articles/${found.articleId}?version=${found.versionNo}${at}`;
}
