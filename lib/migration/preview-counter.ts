import type { Outcome } from './rules';
import type { MigrationPlan, MigrationPreview, PersonReason } from './schema';

/** Adds up what a plan would do. */
export class PreviewCounter {
  codings = 0;
  private readonly codes = new Map<
    string,
    { to: Map<string, number>; kept: number; persons: Map<PersonReason, number> }
  >();
  private letGo = 0;
  private readonly relations = { moved: 0, persons: 0 };

  constructor(private readonly plan: MigrationPlan) {}

  add(from: string, outcome: Outcome): void {
    if (outcome.kind === 'stay') return;
    const line = this.codes.get(from) ?? { to: new Map(), kept: 0, persons: new Map() };
    this.codes.set(from, line);
    if (outcome.kind === 'person') {
      line.persons.set(outcome.reason, (line.persons.get(outcome.reason) ?? 0) + 1);
      return;
    }
    line.to.set(outcome.codeKey, (line.to.get(outcome.codeKey) ?? 0) + 1);
    if (outcome.keepsReview) line.kept += 1;
    this.letGo += outcome.letGo;
  }

  addRelation(kind: 'stay' | 'move' | 'person'): void {
    if (kind === 'move') this.relations.moved += 1;
    if (kind === 'person') this.relations.persons += 1;
  }

  preview(): MigrationPreview {
    const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);
    const codes = [...this.codes].map(([from, { to, kept, persons }]) => ({
      from,
      kind:
        this.plan.codes.find((step) =>
          step.kind === 'merge' ? step.from.includes(from) : step.from === from,
        )?.kind ?? ('none' as const),
      to: [...to].map(([key, count]) => ({ key, count })),
      reviewsKept: kept,
      persons: [...persons].map(([reason, count]) => ({ reason, count })),
    }));
    return {
      codes,
      relations: this.relations,
      valuesLetGo: this.letGo,
      moved: sum(codes.flatMap(({ to }) => to.map(({ count }) => count))),
      persons: sum(codes.flatMap(({ persons }) => persons.map(({ count }) => count))),
      codings: this.codings,
    };
  }
}
