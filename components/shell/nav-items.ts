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

export interface NavItem {
  segment: string;
  label: string;
  icon: LucideIcon;
}

/** The pages of a project, in the order of the work. */
export const NAV_ITEMS: readonly NavItem[] = [
  { segment: 'articles', label: 'Articles', icon: FileText },
  { segment: 'search', label: 'Search', icon: Search },
  { segment: 'review', label: 'Review', icon: SquareCheckBig },
  { segment: 'my-work', label: 'My work', icon: Inbox },
  { segment: 'codebook', label: 'Codebook', icon: BookMarked },
  { segment: 'imports', label: 'Imports', icon: Upload },
  { segment: 'releases', label: 'Exports', icon: Download },
  { segment: 'history', label: 'History', icon: History },
  { segment: 'members', label: 'Members', icon: Users },
];

/** Whether `pathname` lies within the project page `segment`. */
export function isCurrent(pathname: string, projectId: string, segment: string): boolean {
  const base = `/projects/${projectId}/${segment}`;
  return pathname === base || pathname.startsWith(`${base}/`);
}
