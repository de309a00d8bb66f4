import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import {
  addNameTo,
  entryNow,
  giveName,
  mergeEntries,
  removeNameFrom,
  splitEntry,
  standing,
} from '@/lib/register/names';
import { err, ok, type Result } from '@/lib/result/result';
import { findPlace } from './evidence-place';
import type {
  addEvidenceSchema,
  addWordingSchema,
  ClaimDto,
  changeClaimSchema,
  createClaimSchema,
  judgeClaimSchema,
  linkClaimsSchema,
  mergeClaimsSchema,
  removeEvidenceSchema,
  removeWordingSchema,
  splitClaimSchema,
  unlinkClaimsSchema,
} from './schema';
import { CLAIMS } from './store';

const WRITE = 'annotations.write';

/**
 * Puts a claim into the register, under one wording. Errors: `invalid_input` (without letters),
 * `conflict` (a wording of another claim), `forbidden`.
 */
export function createClaim(
  actor: Actor,
  { name }: Pick<z.output<typeof createClaimSchema>, 'name'>,
): Promise<Result<ClaimDto>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const id = await insertClaim(tx, me.userId, name);
    const named = await giveName(tx, CLAIMS, { id, names: [] }, name, null);
    if (!named.ok) return named;
    await appendEvent(tx, {
      type: 'claim.created',
      actorId: me.userId,
      payload: { registerId: id, name, before: null, after: { name } },
    });
    return entryNow(tx, CLAIMS, id);
  });
}

/** Changes the sentence or the note. Errors: `not_found`, `conflict`, `forbidden`. */
export function changeClaim(
  actor: Actor,
  { claimId, name, note }: z.output<typeof changeClaimSchema>,
): Promise<Result<ClaimDto>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const found = await standing(tx, CLAIMS, claimId);
    if (!found.ok) return found;
    const before = { name: found.value.name, note: found.value.note };
    const after = { name: name ?? before.name, note: note ?? before.note };
    if (after.name === before.name && after.note === before.note) return found;
    const named = await giveName(tx, CLAIMS, found.value, after.name, null);
    if (!named.ok) return named;
    await tx.sql(
      'UPDATE claims SET name = $3, note = $4 WHERE project_id = $1::uuid AND id = $2::uuid',
      tx.projectId,
      claimId,
      after.name,
      after.note,
    );
    await appendEvent(tx, {
      type: 'claim.changed',
      actorId: me.userId,
      payload: { registerId: claimId, name: after.name, before, after },
    });
    return entryNow(tx, CLAIMS, claimId);
  });
}

/** One more wording, in whatever language. Errors as `createClaim`, and `not_found`. */
export function addWording(
  actor: Actor,
  { claimId, name, language }: z.output<typeof addWordingSchema>,
): Promise<Result<ClaimDto>> {
  return inProject(actor, WRITE, (tx, me) =>
    addNameTo(tx, me, CLAIMS, claimId, { name, language }),
  );
}

/** Takes a wording away. `conflict`: the sentence that the claim goes by. */
export function removeWording(
  actor: Actor,
  { claimId, key }: z.output<typeof removeWordingSchema>,
): Promise<Result<ClaimDto>> {
  return inProject(actor, WRITE, (tx, me) => removeNameFrom(tx, me, CLAIMS, claimId, key));
}

/**
 * Two claims turn out to say the same: all wordings of the first become the other's. Its evidence and
 * verdicts stay its own and are told with the other's. Errors: `not_found`, `conflict`, `forbidden`.
 */
export function mergeClaims(
  actor: Actor,
  { fromId, intoId }: z.output<typeof mergeClaimsSchema>,
): Promise<Result<ClaimDto>> {
  return inProject(actor, WRITE, (tx, me) => mergeEntries(tx, me, CLAIMS, { fromId, intoId }));
}

/** Some wordings turn out to say something else: a claim is made of them. Errors as `mergeClaims`. */
export function splitClaim(
  actor: Actor,
  { claimId, keys }: z.output<typeof splitClaimSchema>,
): Promise<Result<ClaimDto>> {
  return inProject(actor, WRITE, (tx, me) =>
    splitEntry(tx, me, CLAIMS, { id: claimId, keys }, ({ name }) =>
      insertClaim(tx, me.userId, name),
    ),
  );
}

/** Says that one claim contradicts or updates another. Errors: `not_found`, `conflict`, `forbidden`. */
export function linkClaims(
  actor: Actor,
  { fromId, toId, kind }: Pick<z.output<typeof linkClaimsSchema>, 'fromId' | 'toId' | 'kind'>,
): Promise<Result<{ linkId: string }>> {
  return inProject(actor, WRITE, async (tx, me) => {
    if (fromId === toId) return err('conflict', 'A claim is not linked with itself.');
    const [low, high] = [fromId, toId].toSorted();
    const ends = [
      await standing(tx, CLAIMS, low ?? fromId),
      await standing(tx, CLAIMS, high ?? toId),
    ];
    for (const end of ends) if (!end.ok) return end;
    const [same] = await tx.sql(
      `SELECT 1 AS one FROM claim_links WHERE project_id = $1::uuid AND kind = $4 AND removed_at IS NULL
          AND (from_id = $2::uuid AND to_id = $3::uuid
            OR kind = 'contradicts' AND from_id = $3::uuid AND to_id = $2::uuid)`,
      tx.projectId,
      fromId,
      toId,
      kind,
    );
    if (same) return err('conflict', 'The two claims are linked so already.');
    const linkId = uuidv7();
    await tx.sql(
      `INSERT INTO claim_links (project_id, id, from_id, to_id, kind, created_by)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6::uuid)`,
      tx.projectId,
      linkId,
      fromId,
      toId,
      kind,
      me.userId,
    );
    await appendEvent(tx, {
      type: 'claim.linked',
      actorId: me.userId,
      payload: { linkId, registerId: fromId, otherId: toId, kind },
    });
    return ok({ linkId });
  });
}

/** Takes a link between two claims away; the history keeps it. Errors: `not_found`, `forbidden`. */
export function unlinkClaims(
  actor: Actor,
  { linkId }: Pick<z.output<typeof unlinkClaimsSchema>, 'linkId'>,
): Promise<Result<void>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const [link] = await tx.sql<{ from_id: string; to_id: string; kind: string }>(
      `UPDATE claim_links SET removed_at = now(), removed_by = $3::uuid
        WHERE project_id = $1::uuid AND id = $2::uuid AND removed_at IS NULL
        RETURNING from_id::text, to_id::text, kind`,
      tx.projectId,
      linkId,
      me.userId,
    );
    if (!link) return err('not_found', 'There is no such link.');
    await appendEvent(tx, {
      type: 'claim.unlinked',
      actorId: me.userId,
      payload: { linkId, registerId: link.from_id, otherId: link.to_id, kind: link.kind },
    });
    return ok(undefined);
  });
}

/**
 * Puts evidence to a claim: an address on the web, a capture by its SHA-256, or a passage by its
 * address in the project. Errors: `not_found`, `invalid_input` (none of these), `forbidden`.
 */
export function addEvidence(
  actor: Actor,
  { claimId, reference, stance, title, accessedOn, note }: z.output<typeof addEvidenceSchema>,
): Promise<Result<{ evidenceId: string }>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const found = await standing(tx, CLAIMS, claimId);
    if (!found.ok) return found;
    const place = await findPlace(tx, reference);
    if (!place.ok) return place;
    const { annotationId, captureId, url } = place.value;
    const evidenceId = uuidv7();
    await tx.sql(
      `INSERT INTO claim_evidence (project_id, id, claim_id, stance, annotation_id, capture_id, url,
         title, accessed_on, note, added_by)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::uuid, $6::uuid, $7, $8, $9::date, $10, $11::uuid)`,
      tx.projectId,
      evidenceId,
      claimId,
      stance,
      annotationId,
      captureId,
      url,
      title,
      accessedOn,
      note,
      me.userId,
    );
    await appendEvent(tx, {
      type: 'claim.evidence_added',
      actorId: me.userId,
      payload: {
        evidenceId,
        registerId: claimId,
        name: found.value.name,
        before: null,
        after: { stance, annotationId, captureId, url, title, accessedOn, note },
      },
    });
    return ok({ evidenceId });
  });
}

/** Takes evidence from a claim; the history keeps it. Errors: `not_found`, `forbidden`. */
export function removeEvidence(
  actor: Actor,
  { evidenceId }: Pick<z.output<typeof removeEvidenceSchema>, 'evidenceId'>,
): Promise<Result<void>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const [gone] = await tx.sql<{ claim_id: string; name: string }>(
      `UPDATE claim_evidence e SET removed_at = now(), removed_by = $3::uuid FROM claims c
        WHERE e.project_id = $1::uuid AND e.id = $2::uuid AND e.removed_at IS NULL
          AND c.project_id = e.project_id AND c.id = e.claim_id
        RETURNING e.claim_id::text, c.name`,
      tx.projectId,
      evidenceId,
      me.userId,
    );
    if (!gone) return err('not_found', 'There is no such evidence.');
    await appendEvent(tx, {
      type: 'claim.evidence_removed',
      actorId: me.userId,
      payload: { evidenceId, registerId: gone.claim_id, name: gone.name },
    });
    return ok(undefined);
  });
}

/**
 * Says what the project holds of a claim; without a rating, takes that back. Earlier verdicts stay.
 * Errors: `not_found`, `conflict` (nothing to take back), `forbidden`.
 */
export function judgeClaim(
  actor: Actor,
  { claimId, projectId: _, ...verdict }: z.output<typeof judgeClaimSchema>,
): Promise<Result<{ verdictId: string }>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const found = await standing(tx, CLAIMS, claimId);
    if (!found.ok) return found;
    const [before] = await tx.sql<{ verdict_no: number; rating: string | null }>(
      `SELECT verdict_no, rating FROM claim_verdicts
        WHERE project_id = $1::uuid AND claim_id = $2::uuid ORDER BY verdict_no DESC LIMIT 1`,
      tx.projectId,
      claimId,
    );
    if (verdict.rating === null && (before?.rating ?? null) === null) {
      return err('conflict', 'There is no verdict to take back.');
    }
    const verdictId = uuidv7();
    await tx.sql(
      `INSERT INTO claim_verdicts (project_id, id, claim_id, verdict_no, rating, value, worst, best,
         explanation, review_url, decided_by)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4::int, $5, $6::float8, $7::float8, $8::float8, $9, $10, $11::uuid)`,
      tx.projectId,
      verdictId,
      claimId,
      (before?.verdict_no ?? 0) + 1,
      verdict.rating,
      verdict.value,
      verdict.worst,
      verdict.best,
      verdict.explanation,
      verdict.reviewUrl,
      me.userId,
    );
    await appendEvent(tx, {
      type: 'claim.judged',
      actorId: me.userId,
      payload: {
        verdictId,
        registerId: claimId,
        name: found.value.name,
        before: before?.rating ?? null,
        after: verdict,
      },
    });
    return ok({ verdictId });
  });
}

async function insertClaim(tx: ProjectTx, createdBy: string | null, name: string): Promise<string> {
  const id = uuidv7();
  await tx.sql(
    'INSERT INTO claims (project_id, id, name, created_by) VALUES ($1::uuid, $2::uuid, $3, $4::uuid)',
    tx.projectId,
    id,
    name,
    createdBy,
  );
  return id;
}
