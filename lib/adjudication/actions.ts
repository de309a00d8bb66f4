'use server';

import type { z } from 'zod';
import { act } from '@/lib/auth/act';
import { openAppeal, resolveAppeal } from './appeal-commands';
import {
  autoMerge,
  confirmDecision,
  mergeBoundaries,
  rejectOutright,
  setTwoPersonRule,
  takeOne,
  undoDecision,
  writeNew,
} from './commands';
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
} from './schema';

// The doors from the browser. Arguments come from the network, whatever their type says: all are
// parsed. Each answer holds what changed, so that no page needs to be rendered again.

export async function takeOneAction(input: z.input<typeof takeOneSchema>) {
  return act(takeOneSchema, input, takeOne);
}

export async function mergeBoundariesAction(input: z.input<typeof mergeBoundariesSchema>) {
  return act(mergeBoundariesSchema, input, mergeBoundaries);
}

export async function writeNewAction(input: z.input<typeof writeNewSchema>) {
  return act(writeNewSchema, input, writeNew);
}

export async function rejectOutrightAction(input: z.input<typeof rejectOutrightSchema>) {
  return act(rejectOutrightSchema, input, rejectOutright);
}

export async function autoMergeAction(input: z.input<typeof autoMergeSchema>) {
  return act(autoMergeSchema, input, autoMerge);
}

export async function undoDecisionAction(input: z.input<typeof aboutDecisionSchema>) {
  return act(aboutDecisionSchema, input, undoDecision);
}

export async function confirmDecisionAction(input: z.input<typeof aboutDecisionSchema>) {
  return act(aboutDecisionSchema, input, confirmDecision);
}

export async function setTwoPersonRuleAction(input: z.input<typeof twoPersonSchema>) {
  return act(twoPersonSchema, input, setTwoPersonRule);
}

export async function openAppealAction(input: z.input<typeof openAppealSchema>) {
  return act(openAppealSchema, input, openAppeal);
}

export async function resolveAppealAction(input: z.input<typeof resolveAppealSchema>) {
  return act(resolveAppealSchema, input, resolveAppeal);
}
