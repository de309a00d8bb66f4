import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { type CodedFilter, codedFilterSchema } from '@/lib/register/filter';
import { readChoices } from '@/lib/register/filter-sql';
import { nameKey } from '@/lib/register/rules';
import { err, ok, type Result } from '@/lib/result/result';
import { MOST_ASSERTIONS, readAssertions } from './assertions';
import { readClaimLinks, readCodedLinks, readEvidence, readVerdicts } from './bearing';
import { toClaimReview } from './claim-review';
import { countClaims, isWorded, wordingOf } from './rules';
import {
  ASSERTIONS_PAGE,
  type Assertion,
  type AssertionsOf,
  type ClaimDto,
  type ClaimPage,
  type ClaimsReport,
} from './schema';
import { readClaims } from './store';

const READING = { snapshot: true, timeoutMs: 60_000 } as const;

/**
 * What is claimed, how often, where, in whose voice, and what the project holds of it. Counts what the
 * person may see.
 */
export function getClaimsReport(actor: Actor, filter: CodedFilter): Promise<Result<ClaimsReport>> {
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const rows = await readAssertions(tx, filter);
      const claims = await readClaims(tx);
      const verdicts = await standingRatings(tx);
      const everything = Object.values(filter).every((value) => value === null);
      return ok({
        filter,
        stats: countClaims(rows.slice(0, MOST_ASSERTIONS), claims, verdicts, everything),
        judged: claims.filter(({ id }) => verdicts.has(id)).length,
        isCapped: rows.length > MOST_ASSERTIONS,
        ...(await readChoices(tx)),
      });
    },
    READING,
  );
}

/**
 * One claim of the register, one wording that is in no entry (`key`), or assertions by their voice;
 * with the assertions that count for it, a page of them (from 1). Error `not_found`.
 */
export function getClaimPage(
  actor: Actor,
  which: AssertionsOf,
  filter: CodedFilter,
  page: number,
): Promise<Result<ClaimPage>> {
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const claims = await readClaims(tx);
      const [claim] = 'id' in which ? await readClaims(tx, { id: which.id }) : [];
      if ('id' in which && !claim) return err('not_found', 'There is no such claim.');
      const all = (await readAssertions(tx, filter)).slice(0, MOST_ASSERTIONS);
      const rows = 'voice' in which ? inVoice(all, which.voice) : worded(all, which, claim);
      const [first] = rows;
      if ('key' in which && !first) return err('not_found', 'Nobody claims this in such words.');
      const from = (page - 1) * ASSERTIONS_PAGE;
      const ids = claim ? await withMerged(tx, claim.id) : [];
      return ok({
        claim: claim ?? null,
        name: 'voice' in which ? null : (claim?.name ?? (first ? wordingOf(first) : '')),
        assertions: rows.slice(from, from + ASSERTIONS_PAGE),
        total: rows.length,
        stats: countClaims(rows, claims, new Map(), false),
        evidence: await readEvidence(
          tx,
          ids,
          rows.map(({ annotationId }) => annotationId),
        ),
        verdicts: await readVerdicts(tx, ids),
        links: await readClaimLinks(tx, ids),
        codedLinks: 'voice' in which ? [] : await readCodedLinks(tx, rows, claims),
        ratings: await usedRatings(tx),
        others: claims.filter(({ id }) => id !== claim?.id).map(({ id, name }) => ({ id, name })),
      });
    },
    READING,
  );
}

/** The verdict that stands on a claim, as ClaimReview of the project. Errors: `not_found`, `conflict` (none). */
export async function getClaimReview(
  actor: Actor,
  claimId: string,
): Promise<Result<Readonly<Record<string, unknown>>>> {
  if (!z.uuid().safeParse(claimId).success) return err('not_found', 'There is no such claim.');
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const [claim] = await readClaims(tx, { id: claimId });
      if (!claim) return err('not_found', 'There is no such claim.');
      const [project] = await tx.sql<{ name: string }>(
        'SELECT name FROM projects WHERE id = $1::uuid',
        tx.projectId,
      );
      const everything = codedFilterSchema.parse({});
      const assertions = worded(await readAssertions(tx, everything), { id: claimId }, claim);
      const verdicts = await readVerdicts(tx, await withMerged(tx, claimId));
      return toClaimReview({ claim, assertions, verdicts }, { name: project?.name ?? '' });
    },
    READING,
  );
}

function inVoice(
  rows: readonly Assertion[],
  voice: 'all' | 'outlet' | 'quoted_source',
): readonly Assertion[] {
  return voice === 'all' ? rows : rows.filter((row) => row.voice === voice);
}

function worded(
  rows: readonly Assertion[],
  which: { readonly id: string } | { readonly key: string },
  claim: ClaimDto | undefined,
): Assertion[] {
  const keys = 'key' in which ? [nameKey(which.key)] : (claim?.names ?? []).map(({ key }) => key);
  const wanted = new Set(keys);
  return rows.filter((row) => isWorded(row, wanted));
}

/** A claim and those that were merged into it, whose evidence and verdicts are told with its own. */
async function withMerged(tx: ProjectTx, id: string): Promise<string[]> {
  const merged = await tx.sql<{ id: string }>(
    'SELECT id::text AS id FROM claims WHERE project_id = $1::uuid AND merged_into = $2::uuid',
    tx.projectId,
    id,
  );
  return [id, ...merged.map((one) => one.id)];
}

/** The ratings that stand, by claim; those of a merged claim count for its goal if it is the later. */
async function standingRatings(tx: ProjectTx): Promise<Map<string, string>> {
  const rows = await tx.sql<{ id: string; rating: string | null }>(
    `SELECT DISTINCT ON (coalesce(c.merged_into, c.id)) coalesce(c.merged_into, c.id)::text AS id, v.rating
       FROM claim_verdicts v JOIN claims c ON c.project_id = v.project_id AND c.id = v.claim_id
      WHERE v.project_id = $1::uuid
      ORDER BY coalesce(c.merged_into, c.id), v.created_at DESC, v.verdict_no DESC`,
    tx.projectId,
  );
  return new Map(rows.flatMap(({ id, rating }) => (rating === null ? [] : [[id, rating]])));
}

async function usedRatings(tx: ProjectTx): Promise<string[]> {
  const rows = await tx.sql<{ rating: string }>(
    `SELECT rating FROM claim_verdicts WHERE project_id = $1::uuid AND rating IS NOT NULL
      GROUP BY rating ORDER BY count(*) DESC, rating LIMIT 50`,
    tx.projectId,
  );
  return rows.map(({ rating }) => rating);
}
