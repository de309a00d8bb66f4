import { describe, expect, it } from 'vitest';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import { endsOf, linkOptions, optionsBetween } from './link-options';

const types = defaultCodebook.relationTypes;
const keys = (options: ReturnType<typeof linkOptions>) => options.map(({ key }) => key);

describe('the links of a code', () => {
  it('run both ways, a symmetric one once', () => {
    expect(keys(linkOptions(types, 'claim'))).toEqual([
      'asserted_in:out',
      'supported_by:out',
      'refuted_by:out',
      'put_in_context_by:out',
      'same_as:out',
      'contradicts:out',
      'updates:out',
      'updates:in',
    ]);
    expect(keys(linkOptions(types, 'evidence'))).toEqual([
      'supported_by:in',
      'refuted_by:in',
      'put_in_context_by:in',
    ]);
    expect(linkOptions(types, 'cue')).toEqual([]);
  });

  it('between two codes are those that both allow', () => {
    expect(keys(optionsBetween(types, 'content', 'claim'))).toEqual(['asserted_in:in']);
    expect(optionsBetween(types, 'claim', 'source')).toEqual([]);
    const [option] = optionsBetween(types, 'content', 'claim');
    expect(option && endsOf(option, 'content', 'claim')).toEqual(['claim', 'content']);
  });
});
