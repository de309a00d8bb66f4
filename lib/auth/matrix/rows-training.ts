import {
  againSchema,
  scoreSchema,
  traineeSchema,
  trainingSettingsSchema,
} from '@/lib/training/schema';
import { action, commandOf, EVERYONE, page, type Row } from './row';
import { NOBODY } from './sample';

const manage = 'assignments.manage';
const codes = 'annotations.write';
const PAGES = 'app/(workspace)/projects/[projectId]/training';
const rules = () => ({ measure: 'f1_exact', threshold: 0.5, attemptsAllowed: null });
const admitted = () => ({ state: 'admitted', reason: 'known' });

/** Doors of training. */
export const TRAINING_ROWS: Readonly<Record<string, Row>> = {
  // Each sees their own way there; the board behind it refuses who does not lead.
  [`${PAGES}/page.tsx#default`]: page('project.read'),
  // A score is its trainee's and the leads' to see: this one is nobody's.
  [`${PAGES}/[attemptId]/page.tsx#default`]: {
    ...page('project.read', () => ({ attemptId: NOBODY })),
    expected: {
      ...Object.fromEntries(EVERYONE.map((persona) => [persona, 'no such project'])),
      nobody: 'signed out',
    },
  },
  'lib/training/commands.ts#saveTraining': commandOf(manage, trainingSettingsSchema, rules),
  'lib/training/actions.ts#saveTrainingAction': action(manage, trainingSettingsSchema, rules),
  'lib/training/commands.ts#setTrainees': commandOf(manage, traineeSchema, admitted),
  'lib/training/actions.ts#setTraineesAction': action(manage, traineeSchema, admitted),
  'lib/training/trainee-commands.ts#scoreAttempt': commandOf(codes, scoreSchema),
  'lib/training/actions.ts#scoreAttemptAction': action(codes, scoreSchema),
  'lib/training/trainee-commands.ts#tryAgain': commandOf(codes, againSchema),
  'lib/training/actions.ts#tryAgainAction': action(codes, againSchema),
};
