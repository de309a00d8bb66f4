import type { QueueFilter } from '@/lib/articles/schema';

/** The filter as it stands in an address; what is usual is left out. */
export function queueParams(filter: QueueFilter, more: Record<string, string> = {}): string {
  const params = new URLSearchParams();
  if (filter.q !== '') params.set('q', filter.q);
  if (filter.state !== null) params.set('state', filter.state);
  if (filter.progress !== null) params.set('progress', filter.progress);
  if (filter.language !== null) params.set('language', filter.language);
  if (filter.sort !== 'newest') params.set('sort', filter.sort);
  for (const [key, value] of Object.entries(more)) params.set(key, value);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The address of the queue with this filter, at a page. */
export function queueHref(projectId: string, filter: QueueFilter, cursor?: string): string {
  return `/projects/${projectId}/articles${queueParams(filter, cursor ? { cursor } : {})}`;
}

/** The address that leads to the next article to code under this filter. */
export function nextHref(projectId: string, filter: QueueFilter): string {
  return `/projects/${projectId}/articles/next${queueParams(filter)}`;
}
