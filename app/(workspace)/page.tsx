import { FolderOpen } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { listProjects } from '@/lib/auth/queries';
import { requireUser } from '@/lib/auth/session';

export const metadata: Metadata = { title: 'Projects' };

export default async function ProjectsPage() {
  const user = await requireUser();
  const projects = await listProjects(user.id);
  return (
    <Page>
      <PageHeader
        title="Projects"
        description="Each project has its own team, articles and codebook."
      />
      {projects.length === 0 ? (
        <EmptyState
          icon={<FolderOpen />}
          title="You are not in a project yet"
          description="Ask an admin of a project to invite you, or whoever runs this installation to create one."
        />
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2">
          {projects.map((project) => (
            <li key={project.id}>
              <Link
                href={`/projects/${project.id}/articles`}
                className="block h-full rounded-xl border bg-card p-5 shadow-raised transition-colors hover:border-input hover:bg-accent/40"
              >
                <span className="flex items-start justify-between gap-3">
                  <span className="font-semibold font-serif text-lg leading-snug">
                    {project.name}
                  </span>
                  <Badge tone="outline">{project.role}</Badge>
                </span>
                {project.description ? (
                  <span className="mt-1.5 line-clamp-3 block text-muted-foreground text-sm">
                    {project.description}
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
