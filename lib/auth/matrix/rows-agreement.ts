import { page, type Row, route } from './row';

/** Agreement between coders. */
export const AGREEMENT_ROWS: Readonly<Record<string, Row>> = {
  // The page opens for each member; to whom it shows nothing, its queries refuse.
  'app/(workspace)/projects/[projectId]/agreement/page.tsx#default': page('project.read'),
  'app/api/projects/[projectId]/agreement/route.ts#GET': route(
    'agreement.read',
    () => new Request('http://localhost/?measure=u_alpha'),
  ),
};
