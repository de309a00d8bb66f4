import {
  aboutDecisionSchema,
  autoMergeSchema,
  mergeBoundariesSchema,
  rejectOutrightSchema,
  takeOneSchema,
  twoPersonSchema,
  writeNewSchema,
} from '@/lib/adjudication/schema';
import { action, commandOf, type Row, type Scene } from './row';

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
  'lib/adjudication/commands.ts#setTwoPersonRule': commandOf('project.settings', twoPersonSchema),
  'lib/adjudication/actions.ts#setTwoPersonRuleAction': action('project.settings', twoPersonSchema),
};
