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

test('decisions and revisions before the latest of an annotation are counted as lost', () => {
  const [article] = fc.sample(anyArticle, { numRuns: 1, seed: 7 });
  if (!article) throw new Error('no sample');
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
  const decisions = [decision('1', 'a'), decision('2', 'a'), decision('3', 'b')];
  const annotations = article.annotations.map((one) => ({ ...one, revision: 3 }));
  writeAll(writer, [{ ...article, annotations, decisions }]);
  expect(writer.report().losses).toEqual({
    earlier_decisions: 1,
    ...(annotations.length > 0 ? { earlier_revisions: 2 * annotations.length } : {}),
  });
});
