import { v7 as uuidv7 } from 'uuid';
import { readQuotes } from '@/lib/annotations/store';
import type { ProjectTx } from '@/lib/db/tx';
import type { Fragment } from '@/lib/text/fragments';
import { fingerprintOf, startOf } from './proposal';
import type { Offer } from './providers/provider';
import {
  type Proposal,
  proposalSchema,
  reasonSchema,
  type SuggestionDto,
  type SuggestionsDto,
} from './schema';

export type SuggestionOutcome = keyof SuggestionsDto['decided'];

/** One suggestion as it is stored. */
export interface StoredSuggestion {
  readonly id: string;
  readonly origin: string;
  readonly originVersion: string;
  readonly score: number;
  readonly proposal: Proposal;
  /** Null while it is offered. */
  readonly outcome: SuggestionOutcome | null;
}

/** Whose suggestions on which text. */
interface Desk {
  readonly articleVersionId: string;
  readonly coderId: string;
}

interface Row {
  id: string;
  origin: string;
  originVersion: string;
  score: number;
  reason: unknown;
  proposal: unknown;
  outcome: SuggestionOutcome | null;
}

const COLUMNS = `s.id, s.origin, s.origin_version AS "originVersion", s.score, s.reason, s.proposal,
  d.outcome::text AS outcome`;

/** One suggestion, locked against a second decision; null when it was offered to somebody else. */
export async function lockSuggestion(
  tx: ProjectTx,
  desk: Desk,
  id: string,
): Promise<StoredSuggestion | null> {
  // Suggestions are append-only and cannot be locked as rows.
  await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 8))::text AS locked', id);
  const [row] = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM suggestions s
       LEFT JOIN suggestion_decisions d ON d.project_id = s.project_id AND d.suggestion_id = s.id
      WHERE s.project_id = $1::uuid AND s.id = $2::uuid AND s.coder_id = $3::uuid
        AND s.article_version_id = $4::uuid`,
    tx.projectId,
    id,
    desk.coderId,
    desk.articleVersionId,
  );
  return row ? { ...row, proposal: proposalSchema.parse(row.proposal) } : null;
}

export async function insertDecision(
  tx: ProjectTx,
  decision: {
    readonly suggestionId: string;
    readonly deciderId: string;
    readonly outcome: SuggestionOutcome;
    readonly annotationId: string | null;
  },
): Promise<void> {
  await tx.sql(
    `INSERT INTO suggestion_decisions (project_id, id, suggestion_id, decider_id, outcome,
       annotation_id)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::suggestion_outcome, $6::uuid)`,
    tx.projectId,
    uuidv7(),
    decision.suggestionId,
    decision.deciderId,
    decision.outcome,
    decision.annotationId,
  );
}

/**
 * Offers what is new to this person: nothing of one fingerprint twice, from whatever provider.
 * Answers how many were added.
 */
export async function insertOffers(
  tx: ProjectTx,
  desk: Desk,
  origin: { readonly key: string; readonly version: string },
  offers: readonly Offer[],
): Promise<number> {
  if (offers.length === 0) return 0;
  const rows = offers.map(({ proposal, score, reason }) => ({
    id: uuidv7(),
    score,
    reason,
    kind: proposal.kind,
    code: proposal.codeKey,
    proposal,
    fingerprint: fingerprintOf(proposal),
    start: startOf(proposal),
  }));
  const added = await tx.sql(
    `INSERT INTO suggestions (project_id, id, article_version_id, coder_id, origin, origin_version,
       score, reason, kind, code_key, proposal, fingerprint, start_offset)
     SELECT DISTINCT ON (x.fingerprint) $1::uuid, x.id, $2::uuid, $3::uuid, $4, $5, x.score, x.reason,
            x.kind::annotation_kind, x.code, x.proposal, x.fingerprint, x.start
       FROM jsonb_to_recordset($6::jsonb) AS x (id uuid, score float8, reason jsonb, kind text,
         code text, proposal jsonb, fingerprint text, start int)
      WHERE NOT EXISTS (SELECT 1 FROM suggestions s
        LEFT JOIN suggestion_decisions d ON d.project_id = s.project_id AND d.suggestion_id = s.id
        WHERE s.project_id = $1::uuid AND s.article_version_id = $2::uuid
          AND s.coder_id = $3::uuid AND s.fingerprint = x.fingerprint
          AND (s.origin = $4 OR d.outcome IS DISTINCT FROM 'stale'))
      ORDER BY x.fingerprint, x.score DESC
     ON CONFLICT DO NOTHING RETURNING 1 AS added`,
    tx.projectId,
    desk.articleVersionId,
    desk.coderId,
    origin.key,
    origin.version,
    JSON.stringify(rows),
  );
  return added.length;
}

/** What an earlier version of a provider offered and the present one does not, waits no longer. */
export async function retireOffers(
  tx: ProjectTx,
  desk: Desk,
  origin: { readonly key: string; readonly version: string },
  offers: readonly Offer[],
): Promise<void> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT s.id FROM suggestions s
      WHERE s.project_id = $1::uuid AND s.article_version_id = $2::uuid AND s.coder_id = $3::uuid
        AND s.origin = $4 AND s.fingerprint <> ALL ($5::text[]) AND NOT EXISTS (
          SELECT 1 FROM suggestion_decisions d
           WHERE d.project_id = s.project_id AND d.suggestion_id = s.id)`,
    tx.projectId,
    desk.articleVersionId,
    desk.coderId,
    origin.key,
    offers.map(({ proposal }) => fingerprintOf(proposal)),
  );
  for (const { id } of rows) {
    await insertDecision(tx, {
      suggestionId: id,
      deciderId: desk.coderId,
      outcome: 'stale',
      annotationId: null,
    });
  }
}

/** Everything a person sees of an article version's suggestions. Two statements and the quotes. */
export async function readSuggestions(tx: ProjectTx, desk: Desk): Promise<SuggestionsDto> {
  const rows = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM suggestions s
       LEFT JOIN suggestion_decisions d ON d.project_id = s.project_id AND d.suggestion_id = s.id
      WHERE s.project_id = $1::uuid AND s.article_version_id = $2::uuid AND s.coder_id = $3::uuid
      ORDER BY s.start_offset, s.score DESC, s.id`,
    tx.projectId,
    desk.articleVersionId,
    desk.coderId,
  );
  const names = await tx.sql<{ id: string; name: string }>(
    'SELECT id, name FROM suggestion_providers WHERE project_id = $1::uuid',
    tx.projectId,
  );
  const decided = { accepted: 0, changed: 0, rejected: 0, stale: 0 };
  for (const { outcome } of rows) if (outcome) decided[outcome] += 1;
  const open = rows
    .filter(({ outcome }) => outcome === null)
    .map((row) => ({ ...row, proposal: proposalSchema.parse(row.proposal) }));
  return {
    hidden: false,
    offered: await quoted(tx, desk.articleVersionId, open),
    decided,
    names: Object.fromEntries(names.map(({ id, name }) => [id, name])),
  };
}

async function quoted(
  tx: ProjectTx,
  articleVersionId: string,
  rows: readonly (Omit<Row, 'proposal'> & { readonly proposal: Proposal })[],
): Promise<SuggestionDto[]> {
  const places = rows.flatMap(({ proposal }) => [
    ...proposal.fragments,
    ...proposal.parts.flatMap((part) => part.fragments),
  ]);
  const read = places.length > 0 ? await readQuotes(tx, articleVersionId, places) : null;
  let next = 0;
  const withQuote = (fragments: readonly Fragment[]) =>
    fragments.map(({ start, end }) => {
      const quote = read?.quotes[next] ?? '';
      next += 1;
      return { start, end, quote };
    });
  return rows.map(({ id, origin, originVersion, score, reason, proposal }) => ({
    id,
    origin,
    originVersion,
    score,
    reason: reasonSchema.catch({}).parse(reason),
    proposal: {
      ...proposal,
      fragments: withQuote(proposal.fragments),
      parts: proposal.parts.map((part) => ({ ...part, fragments: withQuote(part.fragments) })),
    },
  }));
}
