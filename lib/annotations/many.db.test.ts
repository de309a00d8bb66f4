import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { ok } from '@/lib/result/result';
import { codebookInUse } from './codebook-in-use';
import { createAnnotation } from './commands/create';
import { getArticleAnnotations } from './queries';
import { insertRevisions, type NewRevision } from './store';
import { makeWorld, marking, only, unwrap } from './testing';

const db = await testDatabase();

const SENTENCE = 'The minister said that nobody knew 😀. ';
const COUNT = 10_000;
/** The database looks each quote up in the text, so a shorter text makes a quicker test. */
const SENTENCES = 100;

it('stores and reads ten thousand annotations of one article by a handful of statements', async () => {
  const text = `${SENTENCE.repeat(SENTENCES)}End.`;
  const length = [...SENTENCE].length;
  const world = await makeWorld(db, text);
  const first = unwrap(
    await createAnnotation(world.ana, marking(world, 'source', { start: 0, end: 12 })),
  );
  const { codingId } = only(first);
  const stored = await inProject(world.ana, 'annotations.write', async (tx) => {
    const codebook = unwrap(await codebookInUse(tx));
    const codeId = codebook.codes.get('content')?.id ?? '';
    const revisions = Array.from({ length: COUNT }, (_, index): NewRevision => {
      const start = (index % SENTENCES) * length;
      return {
        annotationId: uuidv7(),
        kind: 'span',
        codingId,
        articleVersionId: world.articleVersionId,
        revisionNo: 1,
        authorId: world.ana.userId,
        snapshot: {
          codebookVersionId: codebook.versionId,
          codeId,
          codeKey: 'content',
          attributes: { quotation: 'indirect' },
          confidence: null,
          memo: null,
          deleted: false,
          fragments: [
            { start, end: start + 3, quote: 'The' },
            { start: start + 35, end: start + 36, quote: '😀' },
          ],
          members: [],
        },
      };
    });
    return ok(await insertRevisions(tx, revisions));
  });
  expect(unwrap(stored).size).toBe(COUNT);

  const all = unwrap(await getArticleAnnotations(world.ben, world.articleVersionId));
  expect(all.annotations).toHaveLength(COUNT + 1);
  const starts = all.annotations.map((one) => one.fragments[0]?.start ?? -1);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  expect(all.annotations.at(-1)?.fragments).toHaveLength(2);
});
