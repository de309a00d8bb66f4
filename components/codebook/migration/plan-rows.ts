import type { CodeInUse, CodeStep, MigrationPlan } from '@/lib/migration/schema';

/** What the page says of one code; several rows may make one step of the plan. */
export interface PlanRow {
  /** `keep`, `again` (keep, but review anew), `person`, `split`, or `to`. */
  readonly action: 'keep' | 'again' | 'person' | 'split' | 'to';
  /** For `to`. */
  readonly to: string;
  /** For `split`: the attribute, and where each of its values goes. */
  readonly attribute: string;
  readonly cases: Readonly<Record<string, string>>;
  /** By attribute: by value, what it becomes; `''`: to a person, `-`: let go. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const LET_GO = '-';
const EMPTY = { to: '', attribute: '', cases: {}, values: {} } as const;

/** The page's rows for a plan. */
export function rowsOf(inUse: readonly CodeInUse[], plan: MigrationPlan): Record<string, PlanRow> {
  return Object.fromEntries(
    inUse.map(({ key }): [string, PlanRow] => {
      const step = plan.codes.find((one) =>
        one.kind === 'merge' ? one.from.includes(key) : one.from === key,
      );
      if (step === undefined) return [key, { ...EMPTY, action: 'person' }];
      if (step.kind === 'keep') {
        return [key, { ...EMPTY, action: step.review === 'keep' ? 'keep' : 'again' }];
      }
      if (step.kind === 'split') {
        const cases = Object.fromEntries(step.cases.map(({ value, to }) => [value, to]));
        return [key, { ...EMPTY, action: 'split', attribute: step.attribute ?? '', cases }];
      }
      return [
        key,
        step.to === null ? { ...EMPTY, action: 'person' } : { ...EMPTY, action: 'to', to: step.to },
      ];
    }),
  );
}

/**
 * The plan that the rows make: codes that go to one code together are merged. `relations` says what
 * becomes of relation types, by key; `''` is a person's.
 */
export function planOf(
  inUse: readonly CodeInUse[],
  rows: Readonly<Record<string, PlanRow>>,
  relations: Readonly<Record<string, string>>,
): MigrationPlan {
  const codes: CodeStep[] = [];
  const groups = new Map<string, string[]>();
  for (const { key } of inUse) {
    const row = rows[key];
    if (row === undefined) continue;
    if (row.action === 'keep' || row.action === 'again') {
      codes.push({ kind: 'keep', from: key, review: row.action === 'keep' ? 'keep' : 'again' });
    } else if (row.action === 'person') codes.push({ kind: 'retire', from: key, to: null });
    else if (row.action === 'split') {
      const cases = Object.entries(row.cases)
        .filter(([, to]) => to !== '')
        .map(([value, to]) => ({ value, to }));
      codes.push({ kind: 'split', from: key, attribute: row.attribute || null, cases });
    } else if (row.to === '') codes.push({ kind: 'retire', from: key, to: null });
    else {
      const group = groups.get(row.to) ?? [];
      groups.set(row.to, [...group, key]);
    }
  }
  for (const [to, from] of groups) {
    const [first] = from;
    if (from.length > 1) codes.push({ kind: 'merge', from, to });
    else if (first !== undefined) {
      const retired = inUse.find(({ key }) => key === first)?.state === 'retired';
      codes.push({ kind: retired ? 'retire' : 'rename', from: first, to });
    }
  }
  const attributes = inUse.flatMap(({ key }) =>
    Object.entries(rows[key]?.values ?? {}).map(([attribute, values]) => ({
      code: key,
      attribute,
      to: values[''] === LET_GO ? null : attribute,
      values: Object.entries(values)
        .filter(([from, to]) => from !== '' && to !== '')
        .map(([from, to]) => ({ from, to: to === LET_GO ? null : to })),
    })),
  );
  return {
    schema: 'sourcemark.migration/1',
    codes,
    attributes,
    relations: Object.entries(relations).map(([from, to]) => ({ from, to: to || null })),
  };
}
