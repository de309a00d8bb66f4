import type { BoardView } from '@/lib/assignments/schema';

/** Address of a view of the board; what is as usual is left out. */
export function boardHref(
  projectId: string,
  { view, coder, page }: { view: BoardView; coder: string | null; page: number },
): string {
  const params = new URLSearchParams();
  if (view !== 'all') params.set('view', view);
  if (coder !== null) params.set('coder', coder);
  if (page > 1) params.set('page', String(page));
  const query = params.toString();
  return `/projects/${projectId}/assignments${query === '' ? '' : `?${query}`}`;
}
