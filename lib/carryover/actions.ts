'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { carryOver } from './commands';
import {
  type CarryReport,
  carryOverSchema,
  type SettleReport,
  settleSchema,
  type UndoCarryReport,
  undoCarrySchema,
} from './schema';
import { settleItem, undoCarryOver } from './settle-commands';

const refresh = ({ projectId }: { readonly projectId: string }) =>
  revalidatePath(`/projects/${projectId}`, 'layout');

export async function carryOverAction(input: unknown): Promise<Result<CarryReport>> {
  return act(carryOverSchema, input, carryOver, refresh);
}

export async function settleItemAction(input: unknown): Promise<Result<SettleReport>> {
  return act(settleSchema, input, settleItem, refresh);
}

export async function undoCarryOverAction(input: unknown): Promise<Result<UndoCarryReport>> {
  return act(undoCarrySchema, input, undoCarryOver, refresh);
}
