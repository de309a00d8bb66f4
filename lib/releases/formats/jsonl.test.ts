import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJsonlWriter, JSONL_FILE } from './jsonl';
import { anyArticle, writeAll } from './testing/arbitrary-article';

test('each line has the stated keys and its fragments point at its text', () => {
  fc.assert(
    fc.property(fc.array(anyArticle, { minLength: 1, maxLength: 3 }), (articles) => {
      const written = writeAll(createJsonlWriter(), articles).get(JSONL_FILE) ?? '';
      expect(written.endsWith('\n')).toBe(true);
      const lines = written.slice(0, -1).split('\n');
      expect(lines).toHaveLength(articles.length);
      lines.forEach((line, i) => {
        const read = JSON.parse(line);
        const article = articles[i];
        expect(Object.keys(read)).toEqual([
          'id',
          'url',
          'title',
          'language',
          'text',
          'text_sha256',
          'metadata',
          'annotations',
          'relations',
        ]);
        expect(read.text).toBe(article?.text);
        const characters = Array.from(read.text as string);
        expect(read.annotations).toHaveLength(article?.annotations.length ?? -1);
        for (const annotation of read.annotations) {
          const slices = annotation.fragments.map(([s, e]: [number, number]) =>
            characters.slice(s, e).join(''),
          );
          expect(annotation.text).toBe(slices.join(' '));
          const source = article?.annotations.find(({ id }) => id === annotation.id);
          expect(annotation.attributes).toEqual(source?.attributes);
          expect(annotation.members).toEqual(
            source?.members.map(({ role, annotationId }) => ({ role, annotation: annotationId })),
          );
          expect(annotation.review).toEqual({
            state: 'unreviewed',
            reviewer: null,
            decided_at: null,
            reason: null,
          });
        }
      });
    }),
    { numRuns: 80 },
  );
});

test('an annotation carries the revisions before it and its own decisions', () => {
  const sampled = fc.sample(anyArticle, { numRuns: 40, seed: 7 });
  const article = sampled.find(({ annotations }) => annotations.length > 1);
  const [one, other] = article?.annotations ?? [];
  if (!article || !one || !other) throw new Error('no sample');
  const decision = (id: string, annotationId: string) => ({
    id,
    annotationId,
    revision: 1,
    kind: 'accept',
    reason: null,
    amendedRevision: null,
    reviewer: { id: 'p', name: 'P' },
    decidedAt: '2026-01-01T00:00:00Z',
  });
  const writer = createJsonlWriter();
  const decisions = [decision('1', one.id), decision('2', one.id), decision('3', other.id)];
  const annotations = [{ ...one, revision: 2 }, other];
  const earlier = [{ ...one, revision: 1, memo: 'as it was' }];
  const files = writeAll(writer, [{ ...article, annotations, earlier, relations: [], decisions }]);
  const read = JSON.parse(files.get(JSONL_FILE) ?? '').annotations;
  expect(read[0].earlier).toMatchObject([{ revision: 1, memo: 'as it was' }]);
  expect(read[0].decisions.map(({ id }: { id: string }) => id)).toEqual(['1', '2']);
  expect(read[1].earlier).toEqual([]);
  expect(read[1].decisions.map(({ id }: { id: string }) => id)).toEqual(['3']);
  expect(writer.report().losses).toEqual({});
});
