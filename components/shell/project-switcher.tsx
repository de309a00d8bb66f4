'use client';

import { Check, ChevronsUpDown, LayoutGrid } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { ShellProject } from './types';

/** The open project's name; opens the list of one's projects. */
export function ProjectSwitcher({
  projects,
  current,
}: {
  projects: ShellProject[];
  current: ShellProject | null;
}) {
  const t = useTranslations('shell');
  const tm = useTranslations('members');
  if (projects.length === 0) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          aria-label={current ? t('projectCalled', { name: current.name }) : t('chooseProject')}
          className="min-w-0 shrink px-2 md:ml-2"
        >
          <span className="max-w-[44vw] truncate sm:max-w-64">
            {current ? current.name : t('projects')}
          </span>
          <ChevronsUpDown aria-hidden className="text-muted-foreground" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-72">
        <DropdownMenuLabel>{t('yourProjects')}</DropdownMenuLabel>
        {projects.map((project) => (
          <DropdownMenuItem key={project.id} asChild>
            <Link
              href={`/projects/${project.id}/articles`}
              aria-current={project.id === current?.id ? 'true' : undefined}
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{project.name}</span>
                <span className="block text-muted-foreground text-xs">
                  {tm(`role.${project.role}`)}
                </span>
              </span>
              {project.id === current?.id ? <Check aria-hidden /> : null}
            </Link>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/">
            <LayoutGrid aria-hidden /> {t('allProjects')}
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
