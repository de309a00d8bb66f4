import { type CodedFilter, filterQuery } from '@/lib/register/filter';

const base = (projectId: string) => `/projects/${projectId}/claims`;

export function claimsHref(projectId: string, filter: CodedFilter): string {
  return `${base(projectId)}${filterQuery(filter)}`;
}

export function claimsCsvHref(projectId: string, filter: CodedFilter): string {
  return `/api/projects/${projectId}/claims${filterQuery(filter)}`;
}

/** What is asserted of a claim: one of the register, or a wording. */
export function assertionsHref(
  projectId: string,
  filter: CodedFilter,
  of: { readonly claimId: string | null; readonly key: string },
  page = 1,
): string {
  const at = page > 1 ? String(page) : null;
  return of.claimId === null
    ? `${base(projectId)}/assertions${filterQuery(filter, { key: of.key, page: at })}`
    : `${base(projectId)}/${of.claimId}${filterQuery(filter, { page: at })}`;
}

/** What is asserted in some voice. */
export function voiceHref(
  projectId: string,
  filter: CodedFilter,
  voice: 'all' | 'outlet' | 'quoted_source',
  page = 1,
): string {
  const at = page > 1 ? String(page) : null;
  return `${base(projectId)}/assertions${filterQuery(filter, { voice, page: at })}`;
}
