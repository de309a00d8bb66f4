import { type CodebookView, createCodebookView } from '@/components/reader/model/codebook-view';
import { needsDecision } from '@/lib/adjudication/rules/standing';
import type {
  AdjudicationItem,
  AdjudicationOutcome,
  AdjudicationView,
  LeftGold,
} from '@/lib/adjudication/schema';
import type { AnnotationDto, RelationDto } from '@/lib/annotations/schema';
import type { ArticleDto } from '@/lib/articles/schema';
import type { CodebookDocument } from '@/lib/codebook/schema';

/** Everything that the adjudication page is given. Plain JSON. */
export interface AdjudicationData {
  readonly projectId: string;
  readonly article: ArticleDto;
  readonly codebook: CodebookDocument;
  readonly view: AdjudicationView;
  /** An annotation whose place to show first (from a link). */
  readonly focusId: string | null;
}

/** What the page knows now: the items as they stand and the gold, over what never changes. */
export interface Board {
  readonly items: readonly AdjudicationItem[];
  readonly gold: ReadonlyMap<string, AnnotationDto>;
  readonly goldRelations: ReadonlyMap<string, RelationDto>;
  /** Gold whose place is gone. */
  readonly left: readonly LeftGold[];
  readonly undoable: string | null;
}

export function boardOf({ items, gold, goldRelations, left, undoable }: AdjudicationView): Board {
  return {
    items,
    gold: new Map(gold.map((one) => [one.id, one])),
    goldRelations: new Map(goldRelations.map((one) => [one.id, one])),
    left,
    undoable,
  };
}

/** The board after a command. */
export function withOutcome(board: Board, outcome: AdjudicationOutcome): Board {
  const changed = new Map(outcome.items.map((item) => [item.key, item]));
  const gold = new Map(board.gold);
  const goldRelations = new Map(board.goldRelations);
  for (const one of outcome.gold) gold.set(one.id, one);
  for (const one of outcome.goldRelations) goldRelations.set(one.id, one);
  for (const id of outcome.removedGoldIds) {
    gold.delete(id);
    goldRelations.delete(id);
  }
  return {
    items: board.items.map((item) => changed.get(item.key) ?? item),
    gold,
    goldRelations,
    left: board.left.filter(({ goldId }) => gold.has(goldId) || goldRelations.has(goldId)),
    undoable: outcome.undoable,
  };
}

/** The lookups that do not change while the page is open. */
export interface Lookups {
  readonly codebook: CodebookView;
  readonly heads: ReadonlyMap<string, AnnotationDto>;
  readonly relations: ReadonlyMap<string, RelationDto>;
  readonly coderName: (id: string) => string;
  /** By the order of the keys 1 to 8. */
  readonly coderIds: readonly string[];
}

export function lookupsOf({ codebook, view }: AdjudicationData, locale: string): Lookups {
  const names = new Map(view.coders.map(({ id, name }) => [id, name]));
  return {
    codebook: createCodebookView(codebook, locale),
    heads: new Map(view.annotations.map((head) => [head.id, head])),
    relations: new Map(view.relations.map((link) => [link.id, link])),
    coderName: (id) => names.get(id) ?? '',
    coderIds: view.coders.map(({ id }) => id),
  };
}

/** The next item from `from` on, in the direction, round the end; -1 when none fits. */
export function stepTo(
  items: readonly AdjudicationItem[],
  from: number,
  by: 1 | -1,
  openOnly: boolean,
): number {
  for (let i = 1; i <= items.length; i += 1) {
    const at = (from + by * i + items.length * 2) % items.length;
    const item = items[at];
    if (item && (!openOnly || needsDecision(item.state))) return at;
  }
  return -1;
}

/** The words of a place: of its first annotation, or of the passages that it joins. */
export function wordsOf(
  unitId: string | null,
  heads: ReadonlyMap<string, AnnotationDto>,
  relations: ReadonlyMap<string, RelationDto>,
): string {
  if (unitId === null) return '';
  const own = (id: string) =>
    (heads.get(id)?.fragments ?? []).map(({ quote }) => quote.replace(/\s+/g, ' ')).join(' … ');
  const head = heads.get(unitId);
  if (head) {
    return (
      own(unitId) ||
      head.members
        .map((member) => own(member.annotationId))
        .filter(Boolean)
        .join(' · ')
    );
  }
  const link = relations.get(unitId);
  if (!link) return '';
  const [from, to] = [link.fromAnnotationId, link.toAnnotationId].map((id) => own(id));
  return `${from || '…'} → ${to || link.far?.quote || '…'}`;
}
