import { findCode } from '@/lib/codebook/rules';
import type { CodebookDocument } from '@/lib/codebook/schema';
import type { codeState } from './rules';
import type { CodeStep, MigrationPlan } from './schema';

/** What is wrong with a plan: codes or types that the target lacks, or two steps for one code. */
export function planProblems(plan: MigrationPlan, to: CodebookDocument): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const step of plan.codes) {
    for (const key of step.kind === 'merge' ? step.from : [step.from]) {
      if (seen.has(key)) problems.push(`“${key}” has two steps.`);
      seen.add(key);
    }
    const goals =
      step.kind === 'split'
        ? step.cases.map((one) => one.to)
        : step.kind === 'keep'
          ? [step.from]
          : [step.to];
    for (const key of goals) {
      const code = key === null ? undefined : findCode(to, key);
      if (key !== null && (code === undefined || code.retired)) {
        problems.push(`The version in force has no code “${key}” to go to.`);
      }
    }
  }
  for (const { to: key } of plan.relations) {
    if (key !== null && !to.relationTypes.some((type) => type.key === key)) {
      problems.push(`The version in force has no relation type “${key}”.`);
    }
  }
  return problems;
}

/**
 * A plan to begin with: what is the same or only worded otherwise stays; changed meanings stay but
 * ask for review again; renamed keys follow the draft; the rest goes to a person.
 */
export function proposePlan(
  inUse: readonly { readonly key: string; readonly state: ReturnType<typeof codeState> }[],
  renames: Readonly<Record<string, string>>,
  to: CodebookDocument,
): MigrationPlan {
  const codes = inUse.map(({ key, state }): CodeStep => {
    const renamed = renames[key];
    if (state === 'same' || state === 'wording') return { kind: 'keep', from: key, review: 'keep' };
    if (state === 'meaning') return { kind: 'keep', from: key, review: 'again' };
    if (renamed !== undefined && findCode(to, renamed) !== undefined) {
      return { kind: 'rename', from: key, to: renamed };
    }
    return { kind: 'retire', from: key, to: null };
  });
  return { schema: 'sourcemark.migration/1', codes, attributes: [], relations: [] };
}
