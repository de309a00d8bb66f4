'use client';

import { ChevronDown, Menu } from 'lucide-react';
import Link from 'next/link';
import { useParams, usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import {
  Sheet,
  SheetContent,
  SheetDescription,
  SheetTitle,
  SheetTrigger,
} from '@/components/ui/sheet';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import { Brand } from './brand';
import { isCurrent, isRare, navItemsFor } from './nav-items';
import { ProjectSwitcher } from './project-switcher';
import { ShortcutHelpButton } from './shortcut-help';
import type { ShellProject, ShellUser } from './types';
import { UserMenu } from './user-menu';

/** The bar above every page of the workspace: where one is, where one can go, who one is. */
export function ShellHeader({ user, projects }: { user: ShellUser; projects: ShellProject[] }) {
  const t = useTranslations('shell');
  const params = useParams<{ projectId?: string }>();
  const current = projects.find((project) => project.id === params.projectId) ?? null;
  return (
    <header className="sticky top-0 z-40 border-b bg-background print:hidden">
      <div className="flex min-h-14 flex-wrap items-center gap-x-2 px-3 sm:px-5">
        {current ? <MobileNav project={current} /> : null}
        <Brand className={current ? 'max-md:hidden' : undefined} />
        <ProjectSwitcher projects={projects} current={current} />
        {current ? (
          <nav
            aria-label={t('project')}
            className="scroll-row order-last hidden w-full gap-0.5 pb-1.5 md:flex xl:order-none xl:ml-3 xl:w-auto xl:pb-0"
          >
            <NavLinks project={current} only="usual" />
            <MoreMenu project={current} />
          </nav>
        ) : null}
        <div className="ml-auto flex h-14 items-center">
          <ShortcutHelpButton />
          <ThemeToggle />
          <UserMenu user={user} />
        </div>
      </div>
    </header>
  );
}

interface NavLinksProps {
  project: ShellProject;
  /** Without the pages that are needed now and then. */
  only?: 'usual';
  onFollow?: () => void;
}

function NavLinks({ project, only, onFollow }: NavLinksProps) {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const items = navItemsFor(project.role).filter((item) => only === undefined || !isRare(item));
  return items.map(({ segment, icon: Icon }) => {
    const active = isCurrent(pathname, project.id, segment);
    return (
      <Link
        key={segment}
        href={`/projects/${project.id}/${segment}`}
        aria-current={active ? 'page' : undefined}
        onClick={onFollow}
        className={navLinkClass(active)}
      >
        <Icon aria-hidden className="size-4 md:hidden" />
        {t(`nav.${segment}`)}
      </Link>
    );
  });
}

function navLinkClass(active: boolean): string {
  return cn(
    'flex items-center gap-2 whitespace-nowrap rounded-md px-2.5 py-1.5 font-medium text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground focus-visible:outline-offset-[-2px]',
    'pointer-coarse:min-h-11',
    active && 'bg-primary-soft text-primary hover:bg-primary-soft hover:text-primary',
  );
}

/** The pages that are needed now and then. The button is named after the one that is open. */
function MoreMenu({ project }: { project: ShellProject }) {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const items = navItemsFor(project.role).filter(isRare);
  const open = items.find(({ segment }) => isCurrent(pathname, project.id, segment));
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className={cn(navLinkClass(open !== undefined), 'gap-1')}>
        {open ? t(`nav.${open.segment}`) : t('more')}
        <ChevronDown aria-hidden className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {items.map(({ segment, icon: Icon }) => (
          <DropdownMenuItem key={segment} asChild>
            <Link
              href={`/projects/${project.id}/${segment}`}
              aria-current={segment === open?.segment ? 'page' : undefined}
            >
              <Icon aria-hidden /> {t(`nav.${segment}`)}
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function MobileNav({ project }: { project: ShellProject }) {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('menu')} className="md:hidden">
          <Menu aria-hidden />
        </Button>
      </SheetTrigger>
      <SheetContent side="left">
        <SheetTitle>{project.name}</SheetTitle>
        <SheetDescription className="sr-only">{t('pagesOfProject')}</SheetDescription>
        <nav aria-label={t('project')} className="grid gap-1">
          <NavLinks project={project} onFollow={() => setOpen(false)} />
        </nav>
        <Link
          href="/"
          onClick={() => setOpen(false)}
          className="mt-auto text-primary text-sm underline underline-offset-4"
        >
          {t('allProjects')}
        </Link>
      </SheetContent>
    </Sheet>
  );
}
