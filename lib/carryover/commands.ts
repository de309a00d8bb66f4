import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { type OpenCoding, openCoding, startIfNeeded } from '@/lib/annotations/in-coding';
import { checkOpen } from '@/lib/annotations/rules';
import { seesColleagues } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/roles';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { appendEvents, type NewEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { createOffsetMap } from '@/lib/text/offsets';
import { createReanchorer } from '@/lib/text/reanchor';
import { isSure, judgeCoding } from './rules';
import type { CarryReport, carryOverSchema } from './schema';
import { insertItems, readCoding, readLinks, readText, type TextRow } from './store';
import { type Goal, type Going, writeAnnotations, writeLinks } from './write';

interface Candidate {
  readonly codingId: string;
  readonly coderId: string;
  readonly coderName: string;
  readonly carried: boolean;
}

/**
 * Carries codings of an earlier version over to the article's newest one: what says the same words is
 * written at once as new annotations that name their origin, what changed or is lost waits for a
 * person. The earlier version keeps its own. Each coding whole, in a transaction of its own. A coder
 * carries her own; leads all that they see. Errors: `not_found`, `forbidden`, `conflict` (there is no
 * later version; the later coding is submitted), those of `inProject`.
 */
export async function carryOver(
  actor: Actor,
  input: z.output<typeof carryOverSchema>,
): Promise<Result<CarryReport>> {
  const found = await inProject(actor, 'annotations.write', (tx, me) => candidates(tx, me, input));
  if (!found.ok) return found;
  const codings: CarryReport['codings'][number][] = [];
  const closed: string[] = [];
  for (const candidate of found.value.filter(({ carried }) => !carried)) {
    const done = await inProject(
      actor,
      'annotations.write',
      async (tx, me) => {
        const again = await candidates(tx, me, { ...input, coderId: candidate.coderId });
        if (!again.ok) return again;
        // Somebody else was quicker: then it is done.
        if (again.value[0]?.carried !== false || me.userId === null) return ok(null);
        return carryOne(tx, me.userId, candidate, input);
      },
      // Checked above with the person's own eyes; what is written is the coder's.
      { timeoutMs: 120_000, sight: 'whole' },
    );
    // Among many, one that is handed in does not keep the others back.
    if (!done.ok && done.error.code === 'conflict' && input.coderId === null) {
      closed.push(candidate.coderName);
    } else if (!done.ok) return done;
    else if (done.value) codings.push(done.value);
  }
  return ok({ codings, closed, before: found.value.length - codings.length - closed.length });
}

/** The codings that the person may carry over, with whether they have been. */
async function candidates(
  tx: ProjectTx,
  me: Me,
  { articleId, fromVersionNo, coderId }: z.output<typeof carryOverSchema>,
): Promise<Result<Candidate[]>> {
  if (me.userId === null) return err('forbidden', 'A member carries annotations over.');
  const [from, to] = [
    await readText(tx, articleId, fromVersionNo),
    await readText(tx, articleId, null),
  ];
  if (!from || !to) return err('not_found', 'There is no such version of the article.');
  if (to.id === from.id) return err('conflict', 'There is no later version of this article.');
  if (coderId !== me.userId) {
    if (!can(me.role, 'assignments.manage')) {
      return err('forbidden', 'You carry over your own coding; leads carry over those of others.');
    }
    if (!(await seesColleagues(tx, { articleVersionId: from.id }))) {
      return err('forbidden', 'You code this article blind: hand in your own coding first.');
    }
  }
  const rows = await tx.sql<Candidate>(
    `SELECT g.id AS "codingId", g.coder_id AS "coderId", u.name AS "coderName",
            EXISTS (SELECT 1 FROM carry_overs c JOIN codings t
                ON t.project_id = c.project_id AND t.id = c.coding_id
               WHERE c.project_id = g.project_id AND c.from_coding_id = g.id
                 AND c.undone_at IS NULL AND t.article_version_id = $3::uuid) AS carried
       FROM codings g JOIN users u ON u.id = g.coder_id
      WHERE g.project_id = $1::uuid AND g.article_version_id = $2::uuid AND g.kind = 'coder'
        AND ($4::uuid IS NULL OR g.coder_id = $4::uuid)
        AND EXISTS (SELECT 1 FROM annotations a WHERE a.project_id = g.project_id
          AND a.coding_id = g.id AND NOT a.deleted)
      ORDER BY g.id`,
    tx.projectId,
    from.id,
    to.id,
    coderId,
  );
  return ok(rows);
}

async function carryOne(
  tx: ProjectTx,
  actorId: string,
  { codingId: fromCodingId, coderId, coderName }: Candidate,
  { articleId, fromVersionNo }: z.output<typeof carryOverSchema>,
): Promise<Result<CarryReport['codings'][number]>> {
  const [from, to] = [
    await readText(tx, articleId, fromVersionNo),
    await readText(tx, articleId, null),
  ];
  const coding = to && (await openCoding(tx, coderId, to.id));
  if (!from || !to || !coding) return err('not_found', 'There is no such version of the article.');
  const open = checkOpen(coding.state);
  if (!open.ok) return open;
  const carryOverId = uuidv7();
  await tx.sql(
    `INSERT INTO carry_overs (project_id, id, from_coding_id, coding_id, carried_by)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid)`,
    tx.projectId,
    carryOverId,
    fromCodingId,
    coding.codingId,
    actorId,
  );
  const goal: Goal = {
    coding,
    carryOverId,
    fromVersionNo,
    actorId,
    later: createOffsetMap(to.text),
    became: new Map(),
  };
  const written = await writeSure(goal, fromCodingId, from, to);
  if (!written.ok) return written;
  const { events, counts } = written.value;
  const started = await startOf(coding, actorId);
  await appendEvents(tx, [
    ...started,
    ...events,
    {
      type: 'coding.carried_over',
      actorId,
      articleId,
      payload: {
        carryOverId,
        fromCodingId,
        codingId: coding.codingId,
        coderId,
        articleVersionId: to.id,
        from: { versionNo: from.versionNo },
        versionNo: to.versionNo,
        ...counts,
      },
    },
  ]);
  return ok({ carryOverId, coderName, ...counts });
}

async function startOf(coding: OpenCoding, actorId: string): Promise<NewEvent[]> {
  const started = await startIfNeeded(coding);
  if (!started) return [];
  const { codingId, articleVersionId, articleId } = coding;
  return [
    { ...started, actorId, articleId, payload: { codingId, articleVersionId, ...started.payload } },
  ];
}

/** Writes what needs no person, and lists every annotation with its verdict. */
async function writeSure(
  goal: Goal,
  fromCodingId: string,
  from: TextRow,
  to: TextRow,
): Promise<
  Result<{
    readonly events: NewEvent[];
    readonly counts: {
      readonly written: number;
      readonly waiting: number;
      readonly relations: number;
    };
  }>
> {
  const { tx } = goal.coding;
  const annotations = await readCoding(tx, fromCodingId);
  const judged = judgeCoding(
    annotations.map(({ id, kind, snapshot }) => ({ id, kind, ...snapshot })),
    createReanchorer(from.text, to.text),
    from.text === to.text,
  );
  const going = annotations.flatMap((source): Going[] => {
    const one = judged.get(source.id);
    return one && isSure(one) ? [{ source, ...one }] : [];
  });
  const written = await writeAnnotations(goal, going);
  if (!written.ok) return written;
  await insertItems(
    tx,
    goal.coding.codingId,
    annotations.flatMap((source) => {
      const one = judged.get(source.id);
      if (!one) return [];
      const annotationId = goal.became.get(source.id) ?? null;
      return {
        id: uuidv7(),
        carryOverId: goal.carryOverId,
        sourceId: source.id,
        sourceRevisionId: source.revisionId,
        verdict: one.verdict,
        score: one.score,
        runnerUp: one.runnerUp,
        proposal: one.fragments,
        near: one.near,
        state: annotationId === null ? ('waiting' as const) : ('written' as const),
        annotationId,
      };
    }),
  );
  const sources = new Set(annotations.map(({ id }) => id));
  const links = await writeLinks(goal, await readLinks(tx, fromCodingId), sources);
  if (!links.ok) return links;
  const count = goal.became.size;
  return ok({
    events: [...written.value, ...links.value],
    counts: {
      written: count,
      waiting: annotations.length - count,
      relations: links.value.length,
    },
  });
}
