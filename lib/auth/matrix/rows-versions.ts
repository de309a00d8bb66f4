import { extractAgainSchema } from '@/lib/captures/schema';
import { carryOverSchema, settleSchema, undoCarrySchema } from '@/lib/carryover/schema';
import { action, commandOf, page, type Row, route, type Scene } from './row';

const here = ({ articleId }: Scene) => ({ articleId });

/** Doors of later versions, of carrying codings over to them, and of where a text comes from. */
export const VERSION_ROWS: Readonly<Record<string, Row>> = {
  'lib/carryover/commands.ts#carryOver': commandOf('annotations.write', carryOverSchema, here),
  'lib/carryover/actions.ts#carryOverAction': action('annotations.write', carryOverSchema, here),
  'lib/carryover/settle-commands.ts#settleItem': commandOf('annotations.write', settleSchema),
  'lib/carryover/actions.ts#settleItemAction': action('annotations.write', settleSchema),
  'lib/carryover/settle-commands.ts#undoCarryOver': commandOf('annotations.write', undoCarrySchema),
  'lib/carryover/actions.ts#undoCarryOverAction': action('annotations.write', undoCarrySchema),
  'app/(workspace)/projects/[projectId]/articles/[articleId]/versions/page.tsx#default': page(
    'project.read',
    here,
  ),
  'app/(workspace)/projects/[projectId]/articles/[articleId]/carry-over/page.tsx#default': page(
    'project.read',
    here,
  ),
  'app/(workspace)/projects/[projectId]/carry-over/page.tsx#default': page('project.read'),
  'lib/captures/commands.ts#extractAgain': commandOf('articles.import', extractAgainSchema, here),
  'lib/captures/actions.ts#extractAgainAction': action('articles.import', extractAgainSchema, here),
  'app/api/projects/[projectId]/captures/[captureId]/route.ts#GET': route(
    'history.read',
    () => new Request('http://localhost/'),
    () => ({ captureId: '00000000-0000-4000-8000-000000000000' }),
  ),
  'app/api/projects/[projectId]/provenance/route.ts#GET': route(
    'history.read',
    ({ articleId }) => new Request(`http://localhost/?of=article&id=${articleId}`),
  ),
  'app/(workspace)/projects/[projectId]/provenance/page.tsx#default': page('history.read'),
};
