import type { Role } from '@/lib/auth/roles';

export interface ShellUser {
  id: string;
  name: string;
  email: string;
}

export interface ShellProject {
  id: string;
  name: string;
  role: Role;
}
