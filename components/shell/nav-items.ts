import {
  BadgeCheck,
  BookMarked,
  ChartColumn,
  ClipboardList,
  Download,
  FileText,
  GraduationCap,
  History,
  Inbox,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Megaphone,
  Newspaper,
  Scale,
  Search,
  SquareCheckBig,
  Upload,
  Users,
} from 'lucide-react';
import { can, type Permission, type Role } from '@/lib/auth/roles';

interface NavItem {
  segment: string;
  icon: LucideIcon;
  /** Only for those who may. */
  needs?: Permission;
  /** Needed now and then: on wide screens in the menu behind the others. */
  rare?: true;
}

/** The pages of a project, in the order of the work. */
export const NAV_ITEMS = [
  { segment: 'dashboard', icon: LayoutDashboard, needs: 'dashboard.read' },
  { segment: 'articles', icon: FileText },
  { segment: 'assignments', icon: ClipboardList },
  { segment: 'search', icon: Search },
  { segment: 'review', icon: SquareCheckBig },
  { segment: 'agreement', icon: Scale, needs: 'agreement.read' },
  { segment: 'my-work', icon: Inbox },
  { segment: 'codebook', icon: BookMarked },
  { segment: 'reports', icon: ChartColumn, rare: true },
  { segment: 'sources', icon: Megaphone, rare: true },
  { segment: 'claims', icon: BadgeCheck, rare: true },
  { segment: 'wire-copy', icon: Newspaper, rare: true },
  { segment: 'training', icon: GraduationCap, needs: 'annotations.write', rare: true },
  { segment: 'imports', icon: Upload, rare: true },
  { segment: 'releases', icon: Download, rare: true },
  { segment: 'api', icon: KeyRound, rare: true },
  { segment: 'history', icon: History, rare: true },
  { segment: 'members', icon: Users, rare: true },
] as const satisfies readonly NavItem[];

/** The pages that a role is shown. */
export function navItemsFor(role: Role) {
  return NAV_ITEMS.filter((item) => !('needs' in item) || can(role, item.needs));
}

/** Whether a page's link may stand in the menu behind the others. */
export function isRare(item: (typeof NAV_ITEMS)[number]): boolean {
  return 'rare' in item;
}

/** Whether `pathname` lies within the project page `segment`. */
export function isCurrent(pathname: string, projectId: string, segment: string): boolean {
  const base = `/projects/${projectId}/${segment}`;
  return pathname === base || pathname.startsWith(`${base}/`);
}
