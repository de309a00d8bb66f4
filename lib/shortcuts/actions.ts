'use server';

import { revalidatePath } from 'next/cache';
import { getUser } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { isActionId } from './catalogue';
import { resetShortcuts, setShortcut } from './commands';
import { type OwnKeys, setShortcutSchema } from './schema';

// Arguments of an action come from the network, whatever their type says: all are parsed.

export async function setShortcutAction(input: unknown): Promise<Result<OwnKeys>> {
  const parsed = setShortcutSchema.safeParse(input);
  if (!parsed.success || !isActionId(parsed.data.actionId)) {
    return plain(
      err('invalid_input', parsed.error?.issues[0]?.message ?? 'There is no such action.'),
    );
  }
  const { actionId, keys } = parsed.data;
  const user = await getUser();
  if (!user) return plain(signedOut());
  const result = await setShortcut(user.id, { actionId, keys });
  if (result.ok) revalidatePath('/', 'layout');
  return plain(result);
}

export async function resetShortcutsAction(): Promise<Result<OwnKeys>> {
  const user = await getUser();
  if (!user) return plain(signedOut());
  const result = await resetShortcuts(user.id);
  if (result.ok) revalidatePath('/', 'layout');
  return plain(result);
}

function signedOut() {
  return err('not_signed_in', 'Your session has ended. Sign in again.');
}
