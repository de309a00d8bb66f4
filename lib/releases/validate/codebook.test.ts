import { describe, expect, it } from 'vitest';
import { codebookHash } from '@/lib/codebook/hash';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import { memoryFile } from '@/lib/ingest/testing';
import { CODEBOOK_FILE, codingFault, readStatedCodebook } from './codebook';
import { Faults } from './fault';

const sha256 = codebookHash(defaultCodebook);
const stated = { name: 'News', version: 1, sha256, versions_used: [1] };

async function read(text: string) {
  const faults = new Faults();
  const document = await readStatedCodebook(memoryFile(CODEBOOK_FILE, text), stated, faults);
  return { document, reasons: faults.listed.map(({ reason }) => reason) };
}

describe('the codebook of a release', () => {
  it('is taken when it is the stated one, in whatever order its keys stand', async () => {
    const turned = Object.fromEntries(Object.entries(defaultCodebook).toReversed());
    const { document, reasons } = await read(JSON.stringify(turned));
    expect(reasons).toEqual([]);
    expect(document?.codes.length).toBe(defaultCodebook.codes.length);
  });

  it('is refused when it is another one, none, or no JSON', async () => {
    const other = { ...defaultCodebook, name: 'Other' };
    expect((await read(JSON.stringify(other))).reasons.join()).toMatch(/another codebook/);
    expect((await read('{"schema":"x"}')).reasons.join()).toMatch(/It is no codebook: schema/);
    expect((await read('{')).reasons).toEqual(['It is no JSON.']);
    expect((await read('{')).document).toBeNull();
  });
});

describe('what the codebook would not have had', () => {
  const source = defaultCodebook.codes.find(({ key }) => key === 'source');
  const fine = {
    kind: 'span',
    layer: source?.layer ?? '',
    code: 'source',
    attributes: {},
    members: [],
  } as const;
  const fault = (more: Partial<Parameters<typeof codingFault>[1]>) =>
    codingFault(defaultCodebook, { ...fine, ...more });

  it('is nothing of an annotation that fits', () => expect(fault({})).toBeNull());
  it.each([
    ['a code', { code: 'sauce' }, /no code “sauce”/],
    ['a layer', { layer: 'framing' }, /is of the layer .*, not of “framing”/],
    ['a kind', { kind: 'article' }, /cannot be set on this kind: article/],
    ['a role', { members: [{ role: 'chef' }] }, /no role “chef”/],
    ['an attribute', { attributes: { colour: 'red' } }, /no attribute “colour”/],
    ['a value', { attributes: { anonymity: { a: 1 } } }, /no names with values/],
  ] as const)('is %s that it does not know', (_what, more, expected) => {
    expect(fault(more)).toMatch(expected);
  });
});
