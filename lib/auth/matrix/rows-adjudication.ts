import {
  aboutDecisionSchema,
  autoMergeSchema,
  mergeBoundariesSchema,
  openAppealSchema,
  rejectOutrightSchema,
  resolveAppealSchema,
  takeOneSchema,
  twoPersonSchema,
  writeNewSchema,
} from '@/lib/adjudication/schema';
import { action, commandOf, page, type Row, type Scene } from './row';

const here = ({ articleVersionId }: Scene) => ({ articleVersionId });

/** Adjudicating: command and its schema; the action is named after it. */
const DECIDE = [
  ['takeOne', takeOneSchema],
  ['mergeBoundaries', mergeBoundariesSchema],
  ['writeNew', writeNewSchema],
  ['rejectOutright', rejectOutrightSchema],
  ['autoMerge', autoMergeSchema],
  ['undoDecision', aboutDecisionSchema],
  ['confirmDecision', aboutDecisionSchema],
] as const;

/** Doors of adjudication. */
export const ADJUDICATION_ROWS: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(
    DECIDE.flatMap(([name, schema]) => [
      [`lib/adjudication/commands.ts#${name}`, commandOf('adjudication.decide', schema, here)],
      [`lib/adjudication/actions.ts#${name}Action`, action('adjudication.decide', schema, here)],
    ]),
  ),
  ...Object.fromEntries(
    ['adjudicate', 'causes', 'appeals', '[articleId]/adjudicate'].map((name) => [
      `app/(workspace)/projects/[projectId]/review/${name}/page.tsx#default`,
      page('project.read', ({ articleId }) => ({ articleId })),
    ]),
  ),
  'lib/adjudication/appeal-commands.ts#openAppeal': commandOf(
    'annotations.write',
    openAppealSchema,
  ),
  'lib/adjudication/actions.ts#openAppealAction': action('annotations.write', openAppealSchema),
  'lib/adjudication/appeal-commands.ts#resolveAppeal': commandOf(
    'adjudication.decide',
    resolveAppealSchema,
  ),
  'lib/adjudication/actions.ts#resolveAppealAction': action(
    'adjudication.decide',
    resolveAppealSchema,
  ),
  'app/(workspace)/projects/[projectId]/my-work/final/page.tsx#default': page('project.read'),
  'lib/adjudication/commands.ts#setTwoPersonRule': commandOf('project.settings', twoPersonSchema),
  'lib/adjudication/actions.ts#setTwoPersonRuleAction': action('project.settings', twoPersonSchema),
};
