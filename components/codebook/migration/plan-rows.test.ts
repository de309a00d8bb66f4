import { describe, expect, it } from 'vitest';
import { planSchema } from '@/lib/migration/schema';
import { type PlanRow, planOf } from './plan-rows';

const code = (key: string, state: 'same' | 'retired' | 'gone') => ({
  key,
  name: { en: key, fr: key },
  count: 1,
  state,
  attributes: [],
});
const row = (action: PlanRow['action'], to = ''): PlanRow => ({
  action,
  to,
  attribute: '',
  cases: {},
  values: {},
});

describe('the plan that the page makes', () => {
  it('merges codes that go to one code, and leaves what has no goal to a person', () => {
    const plan = planOf(
      [code('a', 'gone'), code('b', 'gone'), code('c', 'same'), code('d', 'retired')],
      { a: row('to', 'c'), b: row('to', 'c'), c: row('keep'), d: row('to') },
      {},
    );
    expect(planSchema.parse(plan).codes).toEqual([
      { kind: 'keep', from: 'c', review: 'keep' },
      { kind: 'retire', from: 'd', to: null },
      { kind: 'merge', from: ['a', 'b'], to: 'c' },
    ]);
  });

  it('says where the relations of a type go, or that they are a person’s', () => {
    const plan = planOf([], {}, { supports: 'supported_by', cites: '' });
    expect(planSchema.parse(plan).relations).toEqual([
      { from: 'supports', to: 'supported_by' },
      { from: 'cites', to: null },
    ]);
  });
});
