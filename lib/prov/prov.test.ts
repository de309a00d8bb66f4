import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProvDraft } from './draft';
import { writeProvJson } from './json';
import { name, type ProvDocument, text, whole } from './model';
import { writeProvN } from './notation';
import { readProvJson, readProvN } from './prov-testing';
import { findFaults } from './rules';

const PREFIXES = {
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  ex: 'urn:example:',
};

/** Bytes, an extraction, a revision and its successor; a person and an import. */
function sample(quote = 'Fees will rise'): ProvDocument {
  const draft = new ProvDraft(PREFIXES);
  draft.entity('ex:bytes', 'ex:Capture', { 'ex:size': whole(12) });
  draft.entity('ex:v1', 'ex:Version');
  draft.entity('ex:r1', 'ex:Revision', { 'prov:label': text(quote) });
  draft.entity('ex:r2', 'ex:Revision', { 'ex:kind': [name('ex:One'), name('ex:Two')] });
  draft.activity('ex:import', 'ex:Import', '2026-01-01T00:00:00.000Z', '2026-01-01T00:01:00.000Z');
  draft.activity('ex:e1', 'ex:Coding', '2026-01-02T00:00:00.000Z', '2026-01-02T00:00:00.000Z');
  draft.activity('ex:e2', 'ex:Coding', '2026-01-03T00:00:00.000Z', '2026-01-03T00:00:00.000Z');
  draft.agent('ex:ana', 'prov:Person');
  draft.relate('wasGeneratedBy', ['ex:v1', 'ex:import', null]);
  draft.relate('wasDerivedFrom', ['ex:v1', 'ex:bytes']);
  draft.relate('wasGeneratedBy', ['ex:r1', 'ex:e1', '2026-01-02T00:00:00.000Z']);
  draft.relate('used', ['ex:e1', 'ex:v1', null]);
  draft.relate('wasAssociatedWith', ['ex:e1', 'ex:ana', null]);
  draft.relate('wasAttributedTo', ['ex:r1', 'ex:ana']);
  draft.relate('wasGeneratedBy', ['ex:r2', 'ex:e2', '2026-01-03T00:00:00.000Z']);
  draft.relate('used', ['ex:e2', 'ex:r1', null]);
  draft.relate('wasDerivedFrom', ['ex:r2', 'ex:r1'], 'prov:Revision');
  return draft.finish();
}

describe('a document', () => {
  it('is valid, and says the same as PROV-JSON and as PROV-N', () => {
    expect(findFaults(sample())).toEqual([]);
    expect(readProvJson(writeProvJson(sample()))).toEqual(sample());
    expect(readProvN(writeProvN(sample()))).toEqual(sample());
  });

  it('carries any words', () => {
    const carried = (quote: string) => {
      const document = sample(quote);
      expect(readProvJson(writeProvJson(document))).toEqual(document);
      expect(readProvN(writeProvN(document))).toEqual(document);
    };
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), carried));
    for (const quote of ['a "b" \\ c', 'two\nlines\tand\r', "it's", '😀', '\b\f']) carried(quote);
  });
});

describe('what is wrong is found:', () => {
  const broken: readonly [string, (document: ProvDocument) => ProvDocument][] = [
    ['key', (d) => ({ ...d, entities: [...d.entities, ...d.entities.slice(0, 1)] })],
    ['prefix', (d) => ({ ...d, prefixes: { prov: PREFIXES.prov } })],
    ['typing', (d) => ({ ...d, entities: [...d.entities, { id: 'ex:e1', attributes: {} }] })],
    ['end', (d) => ({ ...d, agents: [] })],
    ['end', (d) => with_(d, 'used', { activity: 'ex:e1', entity: null, time: null })],
    [
      'unique-generation',
      (d) => with_(d, 'wasGeneratedBy', { entity: 'ex:r1', activity: 'ex:e2', time: null }),
    ],
    [
      'start-precedes-end',
      (d) => ({
        ...d,
        activities: d.activities.map((one) =>
          one.id === 'ex:import' ? { ...one, endTime: '2025-01-01T00:00:00.000Z' } : one,
        ),
      }),
    ],
    [
      'time',
      (d) => ({ ...d, activities: d.activities.map((one) => ({ ...one, endTime: 'soon' })) }),
    ],
    [
      'within-activity',
      (d) =>
        with_(d, 'used', { activity: 'ex:e2', entity: 'ex:v1', time: '2026-02-01T00:00:00.000Z' }),
    ],
    [
      'generation-precedes-usage',
      (d) => with_(d, 'used', { activity: 'ex:e1', entity: 'ex:r2', time: null }),
    ],
    [
      'derivation-generation',
      (d) => with_(d, 'wasDerivedFrom', { generatedEntity: 'ex:r1', usedEntity: 'ex:r2' }),
    ],
    [
      'acyclic',
      (d) => with_(d, 'wasDerivedFrom', { generatedEntity: 'ex:bytes', usedEntity: 'ex:v1' }),
    ],
  ];

  it.each(broken)('%s', (rule, breakIt) => {
    expect(findFaults(breakIt(sample())).map((fault) => fault.rule)).toContain(rule);
  });

  it('a long chain is walked to its end', () => {
    const draft = new ProvDraft(PREFIXES);
    for (let n = 0; n <= 50_000; n += 1) draft.entity(`ex:n${n}`, 'ex:Thing');
    for (let n = 0; n < 50_000; n += 1)
      draft.relate('wasDerivedFrom', [`ex:n${n}`, `ex:n${n + 1}`]);
    expect(findFaults(draft.finish())).toEqual([]);
    draft.relate('wasDerivedFrom', ['ex:n50000', 'ex:n0']);
    expect(findFaults(draft.finish())).toHaveLength(1);
  });
});

function with_(
  document: ProvDocument,
  kind: ProvDocument['relations'][number]['kind'],
  parts: Record<string, string | null>,
): ProvDocument {
  return { ...document, relations: [...document.relations, { kind, parts, attributes: {} }] };
}
