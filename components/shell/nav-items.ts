import {
  BookMarked,
  Download,
  FileText,
  History,
  Inbox,
  type LucideIcon,
  Search,
  SquareCheckBig,
  Upload,
  Users,
} from 'lucide-react';

interface NavItem {
  segment: string;
  icon: LucideIcon;
}

/** The pages of a project, in the order of the work. */
export const NAV_ITEMS = [
  { segment: 'articles', icon: FileText },
  { segment: 'search', icon: Search },
  { segment: 'review', icon: SquareCheckBig },
  { segment: 'my-work', icon: Inbox },
  { segment: 'codebook', icon: BookMarked },
  { segment: 'imports', icon: Upload },
  { segment: 'releases', icon: Download },
  { segment: 'history', icon: History },
  { segment: 'members', icon: Users },
] as const satisfies readonly NavItem[];

/** Whether `pathname` lies within the project page `segment`. */
export function isCurrent(pathname: string, projectId: string, segment: string): boolean {
  const base = `/projects/${projectId}/${segment}`;
  return pathname === base || pathname.startsWith(`${base}/`);
}
