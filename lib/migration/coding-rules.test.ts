import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import { findCode } from '@/lib/codebook/rules';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { migrateCoding } from './coding-rules';
import { planProblems, proposePlan } from './plan-rules';
import { codeState, type Ground, type MigratingAnnotation, type MigratingRelation } from './rules';
import type { CodeStep } from './schema';

const [OLD, NEW] = ['old', 'new'];
const spans = ['source', 'cue', 'content', 'claim', 'evidence', 'economic', 'political'];

/** The next version: some codes retired, a relation type gone. */
function next(retired: readonly string[], withoutRelations: boolean): CodebookDocument {
  return {
    ...defaultCodebook,
    codes: defaultCodebook.codes.map((code) =>
      retired.includes(code.key) ? { ...code, retired: true } : code,
    ),
    relationTypes: withoutRelations ? [] : defaultCodebook.relationTypes,
  };
}

function span(id: number, codeKey: string): MigratingAnnotation {
  return { id: `s${id}`, kind: 'span', codeKey, versionId: OLD, attributes: {}, members: [] };
}

const scene = fc.record({
  codes: fc.array(fc.constantFrom(...spans), { minLength: 1, maxLength: 12 }),
  members: fc.array(fc.array(fc.nat(11), { maxLength: 4 }), { maxLength: 4 }),
  links: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 6 }),
  retired: fc.subarray(spans),
  goals: fc.array(fc.constantFrom('', 'keep', ...spans), { minLength: 8, maxLength: 8 }),
  withoutRelations: fc.boolean(),
});

describe('migrateCoding', () => {
  it('never leaves a state that the codebook forbids, and loses nothing', () => {
    fc.assert(
      fc.property(scene, ({ codes, members, links, retired, goals, withoutRelations }) => {
        const document = next(retired, withoutRelations);
        const steps = [...spans, 'attribution'].flatMap((from, index): CodeStep[] => {
          const goal = goals[index] ?? '';
          if (from === 'attribution' || goal === 'keep')
            return [{ kind: 'keep', from, review: 'keep' }];
          if (goal === '') return [{ kind: 'retire', from, to: null }];
          return retired.includes(goal) ? [] : [{ kind: 'rename', from, to: goal }];
        });
        const plan = {
          schema: 'sourcemark.migration/1' as const,
          codes: steps,
          attributes: [],
          relations: [],
        };
        const ground: Ground = {
          plan,
          to: { versionId: NEW, document },
          older: new Map([[OLD, defaultCodebook]]),
        };
        const all = codes.map((code, index) => span(index, code));
        const roles = findCode(defaultCodebook, 'attribution')?.roles ?? [];
        const composites = members.map(
          (list, index): MigratingAnnotation => ({
            id: `c${index}`,
            kind: 'composite',
            codeKey: 'attribution',
            versionId: OLD,
            attributes: {},
            // Legal to begin with: each member in the role that its code has.
            members: [...new Set(list)].flatMap((at) => {
              const one = all[at % all.length];
              const role = roles.find((item) => one && item.codes.includes(one.codeKey));
              return one && role ? [{ role: role.role, annotationId: one.id }] : [];
            }),
          }),
        );
        const relations = links.flatMap(([a, b], index): MigratingRelation[] => {
          const [from, to] = [all[a % all.length], all[b % all.length]];
          const type = defaultCodebook.relationTypes.find(
            (one) => from && to && one.from.includes(from.codeKey) && one.to.includes(to.codeKey),
          );
          return from && to && type && from.id !== to.id
            ? [{ id: `r${index}`, typeKey: type.key, versionId: OLD, from: from.id, to: to.id }]
            : [];
        });
        const outcome = migrateCoding(ground, [...all, ...composites], relations);
        expect(outcome.annotations.size).toBe(all.length + composites.length);
        expect(outcome.relations.size).toBe(relations.length);
        const then = (id: string) => {
          const found = outcome.annotations.get(id);
          if (found?.kind === 'move') return { key: found.codeKey, document };
          const one = [...all, ...composites].find((item) => item.id === id);
          return { key: one?.codeKey ?? '', document: defaultCodebook };
        };
        for (const [id, found] of outcome.annotations) {
          if (found.kind !== 'move') continue;
          const code = findCode(document, found.codeKey);
          expect(code && !code.retired, `${id} ${found.codeKey}`).toBe(true);
        }
        for (const composite of composites) {
          const own = then(composite.id);
          const allowed = findCode(own.document, own.key)?.roles ?? [];
          for (const { role, annotationId } of composite.members) {
            const rule = allowed.find((item) => item.role === role);
            expect(rule?.codes, composite.id).toContain(then(annotationId).key);
          }
        }
        for (const relation of relations) {
          const found = outcome.relations.get(relation.id);
          const [typeKey, types] =
            found?.kind === 'move'
              ? [found.typeKey, document.relationTypes]
              : [relation.typeKey, defaultCodebook.relationTypes];
          const type = types.find((one) => one.key === typeKey);
          expect(type?.from).toContain(then(relation.from).key);
          expect(type?.to).toContain(then(relation.to).key);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a proposed plan', () => {
  it('keeps what is the same, asks for review where the meaning changed, lists the rest', () => {
    const changed: CodebookDocument = {
      ...defaultCodebook,
      codes: defaultCodebook.codes
        .filter(({ key }) => key !== 'morality')
        .map((code) => {
          if (code.key === 'cue') return { ...code, name: { en: 'Signal', fr: 'Signe' } };
          if (code.key === 'content') return { ...code, definition: { en: 'Other', fr: 'Autre' } };
          if (code.key === 'claim') return { ...code, retired: true };
          return code.key === 'source' ? { ...code, shortcut: null } : code;
        }),
    };
    const keys = ['source', 'cue', 'content', 'claim', 'morality'];
    const inUse = keys.map((key) => ({ key, state: codeState(defaultCodebook, changed, key) }));
    expect(inUse.map(({ state }) => state)).toEqual([
      'same',
      'wording',
      'meaning',
      'retired',
      'gone',
    ]);
    const plan = proposePlan(inUse, { morality: 'political' }, changed);
    expect(plan.codes).toEqual([
      { kind: 'keep', from: 'source', review: 'keep' },
      { kind: 'keep', from: 'cue', review: 'keep' },
      { kind: 'keep', from: 'content', review: 'again' },
      { kind: 'retire', from: 'claim', to: null },
      { kind: 'rename', from: 'morality', to: 'political' },
    ]);
    expect(planProblems(plan, changed)).toEqual([]);
    const twice = { ...plan, codes: [...plan.codes, ...plan.codes.slice(0, 1)] };
    expect(planProblems(twice, changed)).toEqual(['“source” has two steps.']);
  });
});
