import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { ProviderDto, removeProviderSchema, saveProviderSchema } from './schema';
import { seal } from './seal';

/** Most providers of one project: each is asked whenever somebody asks. */
const MOST_PROVIDERS = 10;

/**
 * Names a provider on the network, or changes one. A new address or header needs the secret anew, so
 * that nobody can send a stored one elsewhere. Errors: `invalid_input`, `not_found`, `conflict`.
 */
export async function saveProvider(
  actor: Actor,
  input: z.output<typeof saveProviderSchema>,
): Promise<Result<ProviderDto>> {
  return inProject(actor, 'suggestions.manage', async (tx, me) => {
    const id = input.providerId ?? uuidv7();
    const known = await tx.prisma.suggestionProvider.findMany({
      where: { projectId: tx.projectId, removedAt: null },
      select: { id: true, name: true, url: true, headerName: true },
    });
    const before = known.find((one) => one.id === id) ?? null;
    if (input.providerId !== undefined && !before) {
      return err('not_found', 'There is no such provider.');
    }
    if (!before && known.length >= MOST_PROVIDERS) {
      return err('conflict', `A project has at most ${MOST_PROVIDERS} providers.`);
    }
    const { name, url, headerName, secret } = input;
    const moved = before?.url !== url || before?.headerName !== headerName;
    if (headerName !== null && secret === undefined && moved) {
      return err('invalid_input', 'Give the secret anew with another address or header.', {
        field: 'secret',
      });
    }
    const sealed =
      headerName === null
        ? { secretSealed: null }
        : secret === undefined
          ? {}
          : { secretSealed: seal(secret, `${tx.projectId}/${id}`) };
    const values = { name, url, headerName, ...sealed, updatedAt: new Date() };
    if (before) {
      await tx.prisma.suggestionProvider.updateMany({
        where: { projectId: tx.projectId, id },
        data: values,
      });
    } else {
      await tx.prisma.suggestionProvider.createMany({
        data: [{ ...values, projectId: tx.projectId, id, createdBy: me.userId }],
      });
    }
    const after = { id, name, url, headerName };
    await appendEvent(tx, {
      type: 'suggestion_provider.saved',
      actorId: me.userId,
      payload: { before, after, secret: secret === undefined ? 'kept' : 'new' },
    });
    return ok(after);
  });
}

/** Stops asking a provider; what it offered stays told. Error: `not_found`. */
export async function removeProvider(
  actor: Actor,
  input: z.output<typeof removeProviderSchema>,
): Promise<Result<void>> {
  return inProject(actor, 'suggestions.manage', async (tx, me) => {
    const { count } = await tx.prisma.suggestionProvider.updateMany({
      where: { projectId: tx.projectId, id: input.providerId, removedAt: null },
      data: { removedAt: new Date(), headerName: null, secretSealed: null },
    });
    if (count === 0) return err('not_found', 'There is no such provider.');
    await appendEvent(tx, {
      type: 'suggestion_provider.removed',
      actorId: me.userId,
      payload: { id: input.providerId },
    });
    return ok(undefined);
  });
}
