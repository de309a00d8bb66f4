import { seesColleagues } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import type { ProviderDto, SuggestionsDto } from './schema';
import { readSuggestions } from './store';

const HIDDEN: SuggestionsDto = {
  hidden: true,
  offered: [],
  decided: { accepted: 0, changed: 0, rejected: 0, stale: 0 },
  names: {},
};

/** What waits for the acting person on an article version; nothing, and told so, in blind coding. */
export async function getSuggestions(
  actor: Actor,
  articleVersionId: string,
): Promise<Result<SuggestionsDto>> {
  return inProject(actor, 'annotations.write', async (tx, me) => {
    const userId = me.userId;
    if (userId === null || !(await seesColleagues(tx, { articleVersionId }))) {
      return ok(HIDDEN);
    }
    return ok(await readSuggestions(tx, { articleVersionId, coderId: userId }));
  });
}

/** The project's providers on the network, by name; never their secrets. */
export async function getProviders(actor: Actor): Promise<Result<ProviderDto[]>> {
  return inProject(actor, 'suggestions.manage', async (tx) =>
    ok(
      await tx.prisma.suggestionProvider.findMany({
        where: { projectId: tx.projectId, removedAt: null },
        select: { id: true, name: true, url: true, headerName: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      }),
    ),
  );
}
