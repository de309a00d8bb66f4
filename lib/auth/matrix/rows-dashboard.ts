import { page, type Row, route } from './row';

const PAGES = 'app/(workspace)/projects/[projectId]/dashboard';

const REPORTS = 'app/(workspace)/projects/[projectId]/reports';

/** How a project stands, and its reports. The pages open for each member; to whom they show nothing, queries refuse. */
export const DASHBOARD_ROWS: Readonly<Record<string, Row>> = {
  [`${PAGES}/page.tsx#default`]: page('project.read'),
  [`${PAGES}/codings/page.tsx#default`]: page('project.read'),
  [`${PAGES}/threads/page.tsx#default`]: page('project.read'),
  'app/api/projects/[projectId]/dashboard/route.ts#GET': route(
    'dashboard.read',
    () => new Request('http://localhost/'),
  ),
  [`${REPORTS}/page.tsx#default`]: page('project.read'),
  [`${REPORTS}/quotes/page.tsx#default`]: page('project.read'),
  'app/api/projects/[projectId]/reports/route.ts#GET': route(
    'project.read',
    () => new Request('http://localhost/?report=quotes'),
  ),
};
