import { describe, expect, it } from 'vitest';
import { packAnnotations } from '@/lib/annotations/packed';
import type { AnnotationDto, CodingDto } from '@/lib/annotations/schema';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import type { Translate } from '@/lib/i18n/translate';
import type { LiveDelta } from '@/lib/presence/schema';
import type { DraftQueue, QueueSnapshot } from '../queue/draft-queue';
import type { Command } from './command';
import type { ReaderData } from './reader-data';
import { ReaderModel } from './reader-model';

const TEXT = 'The harbour stays shut. Nobody was warned.';
const CODING: CodingDto = {
  id: 'coding-me',
  coderId: 'me',
  coderName: 'Me',
  state: 'in_progress',
  submittedAt: null,
};

const head = (id: string, coderId: string, revisionNo: number, memo: string): AnnotationDto => ({
  id,
  kind: 'span',
  codingId: `coding-${coderId}`,
  coderId,
  coderName: coderId,
  revisionId: `${id}-${revisionNo}`,
  revisionNo,
  authorId: coderId,
  authorName: coderId,
  layerKey: 'attribution',
  codeKey: 'source',
  fragments: [{ start: 0, end: 11, quote: 'The harbour' }],
  members: [],
  attributes: {},
  confidence: null,
  memo,
  reviewState: 'unreviewed',
  openThreads: 0,
  changedAt: '2026-11-24T09:00:00.000Z',
});

const NOTHING: LiveDelta = {
  seq: 9,
  annotations: [],
  relations: [],
  gone: [],
  goneRelations: [],
  codings: [],
};

/** A page with one annotation of each person; `waiting` are commands that were not sent yet. */
function open(waiting: readonly Command[] = []): ReaderModel {
  const annotations = {
    annotations: [head('mine', 'me', 2, 'two'), head('theirs', 'ben', 1, 'one')],
    relations: [],
    codings: [CODING],
    undo: { undo: null, redo: null },
  };
  const article = {
    versionId: 'version',
    text: TEXT,
    canonicaliser: 'sourcemark/1',
    language: 'en',
    direction: 'ltr',
  };
  // Only what the model reads of an article.
  const data = {
    projectId: 'project',
    article,
    codebook: defaultCodebook,
    codebookVersionNo: 1,
    me: { id: 'me', name: 'Me' },
    mayAnnotate: true,
    annotations: packAnnotations(annotations),
    nextHref: null,
    ownKeys: {},
    focusId: null,
  } as unknown as ReaderData;
  const said = ((key: string) => key) as unknown as Translate<'reader'>;
  const model = new ReaderModel(data, said, 'en');
  const snapshot = {
    waiting: waiting.map((command, seq) => ({ seq, command })),
    refused: [],
    offline: true,
    signedOut: false,
    lasting: true,
  } as unknown as QueueSnapshot;
  const queue = { snapshot: () => snapshot, onEvent: () => () => undefined };
  model.attach(queue as unknown as DraftQueue);
  return model;
}

const unsent = (memo: string): Command => ({
  name: 'changeAnnotation',
  input: {
    projectId: 'project',
    articleVersionId: 'version',
    idempotencyKey: 'key-of-the-draft',
    annotationId: 'mine',
    expectedNo: 2,
    memo,
  },
});

describe('what comes in from elsewhere', () => {
  it('is shown: new, changed and gone', () => {
    const model = open();
    model.receive({
      ...NOTHING,
      annotations: [head('theirs', 'ben', 2, 'changed'), head('new', 'ben', 1, 'new')],
      gone: [{ id: 'mine', revisionNo: 3 }],
    });
    expect(model.store.get('theirs')?.memo).toBe('changed');
    expect(model.store.get('new')?.memo).toBe('new');
    expect(model.store.get('mine')).toBeUndefined();
  });

  it('is passed over when it is older than what is known', () => {
    const model = open();
    model.receive({
      ...NOTHING,
      annotations: [head('mine', 'me', 1, 'an old state')],
      gone: [
        { id: 'mine', revisionNo: 1 },
        { id: 'never seen', revisionNo: 4 },
      ],
    });
    expect(model.store.get('mine')?.memo).toBe('two');
  });

  it('leaves unsent work on top', () => {
    const model = open([unsent('typed offline')]);
    expect(model.store.get('mine')?.memo).toBe('typed offline');
    model.receive({ ...NOTHING, annotations: [head('mine', 'me', 2, 'two')] });
    expect(model.store.get('mine')?.memo).toBe('typed offline');
    expect(model.store.confirmedHead('mine')?.memo).toBe('two');
  });

  it('leaves the coding’s state alone while work is unsent', () => {
    const submitted = { ...CODING, state: 'submitted' as const };
    const busy = open([unsent('typed offline')]);
    busy.receive({ ...NOTHING, codings: [submitted] });
    expect(busy.coding.get().state).toBe('in_progress');
    const idle = open();
    idle.receive({ ...NOTHING, codings: [submitted] });
    expect(idle.coding.get().state).toBe('submitted');
    expect(idle.codings.get()).toEqual([submitted]);
  });
});
