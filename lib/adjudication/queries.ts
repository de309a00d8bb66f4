import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { leftGold, readComparison, undoableOf } from './reads';
import type { AdjudicationView } from './schema';

/** Everything that adjudicating one article version needs, of one moment. Error: `not_found`. */
export function getAdjudication(
  actor: Actor,
  articleVersionId: string,
): Promise<Result<AdjudicationView>> {
  return inProject(
    actor,
    'adjudication.decide',
    async (tx, { userId }) => {
      const comparison = await readComparison(tx, articleVersionId);
      if (!comparison) return err('not_found', 'There is no such article.');
      const { coders, items, annotations, relations, gold, goldRelations, twoPersons } = comparison;
      const undoable = undoableOf(comparison, userId);
      return ok({
        coders,
        items,
        annotations,
        relations,
        gold,
        goldRelations,
        left: leftGold(comparison),
        twoPersons,
        undoable,
      });
    },
    { snapshot: true },
  );
}
