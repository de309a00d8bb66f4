import type { ReactNode } from 'react';
import { ShellHeader } from '@/components/shell/shell-header';
import { SkipLink } from '@/components/ui/skip-link';
import { listProjects } from '@/lib/auth/queries';
import { requireUser } from '@/lib/auth/session';

/** Everything behind the door. Each page checks again: layouts are not rendered on every move. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  const projects = await listProjects(user.id);
  return (
    <>
      <SkipLink />
      <ShellHeader
        user={user}
        projects={projects.map(({ id, name, role }) => ({ id, name, role }))}
      />
      <main id="main" tabIndex={-1} className="outline-none">
        {children}
      </main>
    </>
  );
}
