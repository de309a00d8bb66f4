import type { Role } from '@/lib/auth/roles';

/** What each role may do, in the words of the interface. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly label: string; readonly may: string }>> =
  {
    admin: { label: 'Admin', may: 'Everything, with members and settings' },
    lead: { label: 'Lead', may: 'Codebook, imports, coding and review' },
    analyst: { label: 'Analyst', may: 'Codes articles and reviews colleagues’ work' },
    reader: { label: 'Reader', may: 'Reads and downloads' },
  };
