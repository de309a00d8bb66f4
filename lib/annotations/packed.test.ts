import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packAnnotations, unpackAnnotations } from './packed';
import type { AnnotationDto, ArticleAnnotationsDto } from './schema';

const TEXT = 'a text that is quoted from, word by word';
const quote = (start: number, end: number) => TEXT.slice(start, end);

const name = fc.constantFrom('Ana Lyst', 'Ben Coder', 'Ana', 'Lyst Ben Coder');
const head: fc.Arbitrary<AnnotationDto> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('span', 'article', 'composite'),
  codingId: fc.constantFrom('coding-a', 'coding-b'),
  coderId: fc.constantFrom('a', 'b', 'a Ana'),
  coderName: name,
  revisionId: fc.uuid(),
  revisionNo: fc.integer({ min: 1, max: 9 }),
  authorId: fc.constantFrom('a', 'b'),
  authorName: name,
  layerKey: fc.constantFrom('attribution', 'claim'),
  codeKey: fc.constantFrom('source', 'cue', 'claim'),
  fragments: fc
    .array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 10 })), { maxLength: 3 })
    .map((all) =>
      all.map(([start, size]) => ({ start, end: start + size, quote: quote(start, start + size) })),
    ),
  members: fc.array(fc.record({ role: fc.constant('source'), annotationId: fc.uuid() }), {
    maxLength: 2,
  }),
  attributes: fc.constantFrom<AnnotationDto['attributes']>(
    {},
    { naming: 'named' },
    { kinds: ['a', 'b'] },
  ),
  confidence: fc.constantFrom(null, 1, 5),
  memo: fc.constantFrom(null, 'A memo', ''),
  reviewState: fc.constantFrom('unreviewed', 'accepted', 'disputed'),
  openThreads: fc.nat(2),
  changedAt: fc.constant('2026-11-24T12:00:00.000Z'),
});

it('comes out as it went in', () => {
  fc.assert(
    fc.property(fc.array(head, { maxLength: 20 }), (annotations) => {
      const dto: ArticleAnnotationsDto = {
        annotations,
        relations: [],
        codings: [],
        undo: { undo: null, redo: null },
      };
      const sent = JSON.parse(JSON.stringify(packAnnotations(dto)));
      expect(unpackAnnotations(sent, quote)).toEqual(dto);
    }),
  );
});
