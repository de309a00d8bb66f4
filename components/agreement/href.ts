import type { Question, Which } from '@/lib/reliability/schema';

/** The address of a question, and of the disagreements behind one of its figures. */
export function agreementHref(projectId: string, question: Question, which: Which = {}): string {
  const params = questionParams(question);
  for (const [name, value] of Object.entries(which)) if (value) params.set(name, value);
  const anchor = Object.values(which).some(Boolean) ? '#disagreements' : '';
  return `/projects/${projectId}/agreement?${params}${anchor}`;
}

/** Where the same figures are to be had as CSV. */
export function agreementCsvHref(projectId: string, question: Question): string {
  return `/api/projects/${projectId}/agreement?${questionParams(question)}`;
}

function questionParams({ measure, unit, scope }: Question): URLSearchParams {
  const params = new URLSearchParams({ measure, unit });
  for (const layer of scope.layers) params.append('layer', layer);
  for (const code of scope.codes) params.append('code', code);
  for (const coder of scope.coders) params.append('coder', coder);
  for (const article of scope.articles) params.append('article', article);
  return params;
}
