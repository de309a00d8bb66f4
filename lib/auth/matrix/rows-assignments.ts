import {
  applyPlanSchema,
  articleBlindSchema,
  assignSchema,
  dueSchema,
  moveSchema,
  nextSchema,
  planSchema,
  reopenSchema,
  settingsSchema,
  withdrawSchema,
} from '@/lib/assignments/schema';
import { action, commandOf, page, type Row } from './row';

const manage = 'assignments.manage';
const dueOn = () => ({ dueOn: null });
const plan = () => ({ ...dueOn(), fingerprint: '0'.repeat(64) });

/** Commands of leads: name, schema, and what the smallest input lacks. */
const LEADS = [
  ['assignArticles', assignSchema, dueOn],
  ['applyPlan', applyPlanSchema, plan],
  ['moveAssignment', moveSchema, undefined],
  ['withdrawAssignments', withdrawSchema, undefined],
  ['setDue', dueSchema, dueOn],
  ['saveSettings', settingsSchema, () => ({ blind: 'open', queue: null })],
  ['setArticlesBlind', articleBlindSchema, () => ({ blind: null })],
] as const;

/** Doors of giving articles out. */
export const ASSIGNMENT_ROWS: Readonly<Record<string, Row>> = {
  // Each sees their own articles there; the board behind it refuses who does not lead.
  'app/(workspace)/projects/[projectId]/assignments/page.tsx#default': page('project.read'),
  ...Object.fromEntries(
    LEADS.flatMap(([name, schema, given]) => [
      [`lib/assignments/commands.ts#${name}`, commandOf(manage, schema, given)],
      [`lib/assignments/actions.ts#${name}Action`, action(manage, schema, given)],
    ]),
  ),
  'lib/assignments/actions.ts#previewPlanAction': action(manage, planSchema, dueOn),
  'lib/assignments/coder-commands.ts#reopenForCoder': commandOf(manage, reopenSchema),
  'lib/assignments/actions.ts#reopenForCoderAction': action(manage, reopenSchema),
  'lib/assignments/coder-commands.ts#takeNext': commandOf('annotations.write', nextSchema),
  'lib/assignments/actions.ts#takeNextAction': action('annotations.write', nextSchema),
};
