'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { changeName, deactivateUser, signOutEverywhere } from './account-commands';
import {
  acceptInvitation,
  changeRole,
  inviteMember,
  removeMember,
  revokeInvitation,
} from './commands';
import { changePassword, makeResetLink, resetPassword } from './password-commands';
import type { Role } from './roles';
import {
  acceptInvitationSchema,
  changeNameSchema,
  changePasswordSchema,
  changeRoleSchema,
  inviteSchema,
  memberSchema,
  type NewInvitation,
  type NewResetLink,
  resetPasswordSchema,
  revokeInvitationSchema,
} from './schema';
import { getActor, getUser } from './session';

// Arguments of an action come from the network, whatever their type says: all are parsed.

export async function inviteMemberAction(input: unknown): Promise<Result<NewInvitation>> {
  const parsed = parse(inviteSchema, input);
  if (!parsed.ok) return plain(parsed);
  const actor = await getActor(parsed.value.projectId);
  if (!actor.ok) return plain(actor);
  return done(parsed.value.projectId, await inviteMember(actor.value, parsed.value));
}

export async function revokeInvitationAction(
  input: unknown,
): Promise<Result<{ invitationId: string }>> {
  const parsed = parse(revokeInvitationSchema, input);
  if (!parsed.ok) return plain(parsed);
  const actor = await getActor(parsed.value.projectId);
  if (!actor.ok) return plain(actor);
  return done(parsed.value.projectId, await revokeInvitation(actor.value, parsed.value));
}

export async function changeRoleAction(
  input: unknown,
): Promise<Result<{ userId: string; role: Role }>> {
  const parsed = parse(changeRoleSchema, input);
  if (!parsed.ok) return plain(parsed);
  const actor = await getActor(parsed.value.projectId);
  if (!actor.ok) return plain(actor);
  return done(parsed.value.projectId, await changeRole(actor.value, parsed.value));
}

export async function removeMemberAction(input: unknown): Promise<Result<{ userId: string }>> {
  const parsed = parse(memberSchema, input);
  if (!parsed.ok) return plain(parsed);
  const actor = await getActor(parsed.value.projectId);
  if (!actor.ok) return plain(actor);
  return done(parsed.value.projectId, await removeMember(actor.value, parsed.value));
}

export async function deactivateUserAction(input: unknown): Promise<Result<{ userId: string }>> {
  const parsed = parse(memberSchema, input);
  if (!parsed.ok) return plain(parsed);
  const actor = await getActor(parsed.value.projectId);
  if (!actor.ok) return plain(actor);
  return done(parsed.value.projectId, await deactivateUser(actor.value, parsed.value));
}

export async function makeResetLinkAction(input: unknown): Promise<Result<NewResetLink>> {
  const parsed = parse(memberSchema, input);
  if (!parsed.ok) return plain(parsed);
  const actor = await getActor(parsed.value.projectId);
  if (!actor.ok) return plain(actor);
  return plain(await makeResetLink(actor.value, parsed.value));
}

/** For anyone who holds the link; the token is the permission. */
export async function resetPasswordAction(input: unknown): Promise<Result<{ email: string }>> {
  const parsed = parse(resetPasswordSchema, input);
  return parsed.ok ? plain(await resetPassword(parsed.value)) : parsed;
}

/** For anyone who holds the link; the token is the permission. */
export async function acceptInvitationAction(
  input: unknown,
): Promise<Result<{ projectId: string; userId: string; email: string }>> {
  const parsed = parse(acceptInvitationSchema, input);
  if (!parsed.ok) return plain(parsed);
  const user = await getUser();
  return plain(await acceptInvitation({ ...parsed.value, signedInUserId: user?.id ?? null }));
}

export async function changePasswordAction(input: unknown): Promise<Result<{ email: string }>> {
  const parsed = parse(changePasswordSchema, input);
  if (!parsed.ok) return plain(parsed);
  const user = await getUser();
  if (!user) return plain(signedOut());
  return plain(await changePassword(user.id, parsed.value));
}

export async function signOutEverywhereAction(): Promise<Result<{ userId: string }>> {
  const user = await getUser();
  if (!user) return plain(signedOut());
  return plain(await signOutEverywhere(user.id));
}

export async function changeNameAction(input: unknown): Promise<Result<{ name: string }>> {
  const parsed = parse(changeNameSchema, input);
  if (!parsed.ok) return plain(parsed);
  const user = await getUser();
  if (!user) return plain(signedOut());
  const result = await changeName(user.id, parsed.value);
  if (result.ok) revalidatePath('/', 'layout');
  return plain(result);
}

function parse<S extends z.ZodType>(schema: S, input: unknown): Result<z.output<S>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.');
  return err('invalid_input', issue?.message ?? 'This is not valid.', field ? { field } : {});
}

function signedOut() {
  return err('not_signed_in', 'Your session has ended. Sign in again.');
}

function done<T>(projectId: string, result: Result<T>): Promise<Result<T>> {
  if (result.ok) revalidatePath(`/projects/${projectId}/members`);
  return plain(result);
}
