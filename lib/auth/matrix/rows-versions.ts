import { carryOverSchema, settleSchema, undoCarrySchema } from '@/lib/carryover/schema';
import { action, commandOf, page, type Row, type Scene } from './row';

const here = ({ articleId }: Scene) => ({ articleId });

/** Doors of later versions and of carrying codings over to them. */
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
};
