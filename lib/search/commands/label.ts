import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { type CodebookInUse, codebookInUse } from '@/lib/annotations/codebook-in-use';
import {
  appendCodingEvent,
  type CodingEvent,
  describeChange,
  type OpenCoding,
  openCoding,
  writeEffect,
} from '@/lib/annotations/in-coding';
import type { AnnotationMove } from '@/lib/annotations/moves';
import { checkValues, usableCode } from '@/lib/annotations/rules';
import type { AnnotationChange } from '@/lib/annotations/schema';
import { readQuotes, withQuotes } from '@/lib/annotations/store';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { type BatchOperation, keepBatch } from '../batches';
import { byVersion, placeStates } from '../places';
import { oncePerKey } from '../receipts';
import type { LabelledPlaces, labelPlacesSchema, Place } from '../schema';

type Input = z.output<typeof labelPlacesSchema>;

/** One act may write in hundreds of codings. */
const TIMEOUT_MS = 120_000;

interface Written {
  readonly coding: OpenCoding;
  readonly moves: readonly AnnotationMove[];
  readonly operationId: string;
  readonly events: readonly CodingEvent[];
}

/**
 * Labels many places with one code, in the acting person's own codings, as one act: one
 * transaction, an operation in each coding (so that its undo takes them back there), and one batch
 * that {@link undoLabels} takes back whole. Passed over and counted: places that have the code
 * already, codings that are handed in, places that the text does not have. Errors: `invalid_input`
 * (code, values), `conflict` (nothing is left to label; key used for another command), those of
 * `inProject`.
 */
export async function labelPlaces(actor: Actor, input: Input): Promise<Result<LabelledPlaces>> {
  return inProject(
    actor,
    'annotations.write',
    async (tx, me) => {
      const { userId } = me;
      if (userId === null) return err('forbidden', 'Only a signed-in member codes.');
      const once = { userId, key: input.idempotencyKey, command: 'labels.apply' };
      return oncePerKey(tx, once, async () => {
        const codebook = await codebookInUse(tx);
        if (!codebook.ok) return codebook;
        const code = usableCode(codebook.value, input.codeKey, 'span');
        if (!code.ok) return code;
        const values = checkValues(codebook.value, code.value, input.attributes);
        if (!values.ok) return values;
        const skipped = { labelled: 0, submitted: 0, gone: 0 };
        const written: Written[] = [];
        for (const [articleVersionId, places] of byVersion(input.places)) {
          const coding = await openCoding(tx, userId, articleVersionId);
          // Looked at under the coding's lock: what a colleague's tab does meanwhile is seen.
          const states = await placeStates(tx, userId, input.codeKey, places);
          for (const { state } of states) if (state !== 'new') skipped[state] += 1;
          const fresh = states.filter(({ state }) => state === 'new');
          if (!coding || fresh.length === 0) continue;
          const done = await labelIn(coding, codebook.value, input, fresh);
          if (!done.ok) return done;
          written.push(done.value);
        }
        if (written.length === 0) return nothingLeft(skipped);
        const batchId = uuidv7();
        const operations: BatchOperation[] = written.map(({ coding, operationId }) => ({
          codingId: coding.codingId,
          articleVersionId: coding.articleVersionId,
          operationId,
        }));
        await keepBatch(tx, userId, { id: batchId, codeKey: input.codeKey, operations });
        const value: LabelledPlaces = {
          batchId,
          created: written.reduce((sum, { moves }) => sum + moves.length, 0),
          articles: written.length,
          skipped,
          change: await changeOf(written),
        };
        return ok({ value, finish: () => tell(written, batchId) });
      });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function labelIn(
  coding: OpenCoding,
  codebook: CodebookInUse,
  input: Input,
  places: readonly Pick<Place, 'start' | 'end'>[],
): Promise<Result<Written>> {
  const codeId = codebook.codes.get(input.codeKey)?.id;
  if (!codeId) throw new Error(`code ${input.codeKey} has no id`);
  const text = await readQuotes(coding.tx, coding.articleVersionId, places);
  if (!text) return err('not_found', 'There is no such article.');
  const fragments = withQuotes(places, text.quotes);
  const moves = fragments.map((fragment): AnnotationMove => {
    const { codeKey, attributes } = input;
    const words = { codebookVersionId: codebook.versionId, codeId, codeKey, attributes };
    return {
      type: 'annotation',
      id: uuidv7(),
      kind: 'span',
      before: null,
      after: {
        ...words,
        confidence: null,
        memo: null,
        deleted: false,
        fragments: [fragment],
        members: [],
      },
    };
  });
  const label = `Label ${moves.length} places ${input.codeKey}`;
  const written = await writeEffect(coding, { label, moves });
  if (!written.ok) return written;
  const { operationId, events } = written.value;
  if (operationId === null) throw new Error('labelling wrote no operation');
  return ok({ coding, moves, operationId, events });
}

function nothingLeft(skipped: LabelledPlaces['skipped']): Result<never> {
  if (skipped.submitted > 0 && skipped.labelled === 0) {
    return err('conflict', 'You have submitted these codings. Reopen them to label in them.');
  }
  return err('conflict', 'Nothing is left to label: these places have the code already.');
}

async function changeOf(written: readonly Written[]): Promise<AnnotationChange | null> {
  const [only, ...others] = written;
  return only && others.length === 0 ? describeChange(only.coding, only) : null;
}

async function tell(written: readonly Written[], batchId: string): Promise<void> {
  for (const { coding, events } of written) {
    for (const event of events) {
      await appendCodingEvent(coding, { ...event, payload: { ...event.payload, batchId } });
    }
  }
}
