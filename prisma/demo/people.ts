import type { Role } from '@/lib/auth/roles';

/** A person of the demo project; the addresses lead nowhere (RFC 2606). */
export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** The admin first: the project is theirs. */
export const demoPeople = {
  admin: { email: 'admin@demo.example', name: 'Ada Brandt', role: 'admin' },
  lead: { email: 'lead@demo.example', name: 'Lena Okafor', role: 'lead' },
  ana: { email: 'ana@demo.example', name: 'Ana Morel', role: 'analyst' },
  ben: { email: 'ben@demo.example', name: 'Ben Haddad', role: 'analyst' },
  reader: { email: 'reader@demo.example', name: 'Rui Tan', role: 'reader' },
} as const satisfies Record<string, DemoPerson>;

export type DemoPersonName = keyof typeof demoPeople;
export const DEMO_SLUG = 'demo';
