import { FolderOpen } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { listProjects } from '@/lib/auth/queries';
import { requireUser } from '@/lib/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return { title: t('projects') };
}

export default async function ProjectsPage() {
  const [t, tm] = await Promise.all([getTranslations('shell'), getTranslations('members')]);
  const user = await requireUser();
  const projects = await listProjects(user.id);
  return (
    <Page>
      <PageHeader title={t('projects')} description={t('eachProject')} />
      {projects.length === 0 ? (
        <EmptyState icon={<FolderOpen />} title={t('noProject')} description={t('noProjectHelp')} />
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
                  <Badge tone="outline">{tm(`role.${project.role}`)}</Badge>
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
