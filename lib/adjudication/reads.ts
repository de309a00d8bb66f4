import { isoTime, readHeads } from '@/lib/annotations/heads';
import { readRelations } from '@/lib/annotations/relation-heads';
import type { AnnotationDto, RelationDto } from '@/lib/annotations/schema';
import type { ProjectTx } from '@/lib/db/tx';
import { compareCodings } from './rules/compare';
import { GOLD_ID } from './rules/gold';
import { type DecisionFacts, standingDecisions, stateOf } from './rules/standing';
import type { ComparedCoding } from './rules/units';
import type { AdjudicationDto, AdjudicationItem, LeftGold } from './schema';

/** A decision that makes or refuses gold, with what it was made about. */
export interface StoredDecision extends DecisionFacts, Omit<AdjudicationDto, keyof DecisionFacts> {
  readonly goldRevisionNo: number | null;
}

/** The comparison of one text as it stands. */
export interface Comparison {
  readonly articleVersionId: string;
  readonly articleId: string;
  readonly coders: readonly { readonly id: string; readonly name: string }[];
  readonly annotations: readonly AnnotationDto[];
  readonly relations: readonly RelationDto[];
  readonly gold: readonly AnnotationDto[];
  readonly goldRelations: readonly RelationDto[];
  readonly items: readonly AdjudicationItem[];
  /** Oldest first, those taken back too. */
  readonly decisions: readonly StoredDecision[];
  readonly twoPersons: boolean;
}

/**
 * Compares the submitted codings of an article version and lays the decisions beside them. Null for
 * an unknown article version. The number of statements does not grow with the annotations.
 */
export async function readComparison(
  tx: ProjectTx,
  articleVersionId: string,
): Promise<Comparison | null> {
  const [place] = await tx.sql<{ articleId: string; twoPersons: boolean; symmetric: string[] }>(
    `SELECT v.article_id AS "articleId", p.two_person_adjudication AS "twoPersons",
            coalesce((SELECT jsonb_agg(DISTINCT t.key) FROM relation_types t
               WHERE t.project_id = p.id AND t.symmetric), '[]') AS symmetric
       FROM article_versions v JOIN projects p ON p.id = v.project_id
      WHERE v.project_id = $1::uuid AND v.id = $2::uuid`,
    tx.projectId,
    articleVersionId,
  );
  if (!place) return null;
  const codings = await tx.sql<{ id: string; coderId: string; coderName: string }>(
    `SELECT g.id, g.coder_id AS "coderId", u.name AS "coderName"
       FROM codings g JOIN users u ON u.id = g.coder_id
      WHERE g.project_id = $1::uuid AND g.article_version_id = $2::uuid
        AND g.state = 'submitted' AND g.kind = 'coder' ORDER BY u.name, g.coder_id`,
    tx.projectId,
    articleVersionId,
  );
  const heads = await readHeads(tx, { articleVersionId });
  const links = await readRelations(tx, { articleVersionId }, articleVersionId);
  const compared = new Set(codings.map(({ id }) => id));
  const annotations = heads.filter((head) => compared.has(head.codingId));
  const relations = links.filter((link) => compared.has(link.codingId));
  const items = compareCodings(
    codings.map((coding) => ofCoding(coding, annotations, relations)),
    {
      symmetric: new Set(place.symmetric),
    },
  );
  const decisions = await readDecisions(tx, articleVersionId);
  const standing = standingDecisions(items, decisions);
  return {
    articleVersionId,
    articleId: place.articleId,
    coders: codings.map(({ coderId, coderName }) => ({ id: coderId, name: coderName })),
    annotations,
    relations,
    gold: heads.filter((head) => head.coderId === GOLD_ID),
    goldRelations: links.filter((link) => link.coderId === GOLD_ID),
    items: items.map((item) => {
      const decision = standing.get(item.key);
      const state = stateOf(item, decision, place.twoPersons);
      return { ...item, state, decision: decision ? told(decision) : null };
    }),
    decisions,
    twoPersons: place.twoPersons,
  };
}

function ofCoding(
  { id, coderId }: { readonly id: string; readonly coderId: string },
  annotations: readonly AnnotationDto[],
  relations: readonly RelationDto[],
): ComparedCoding {
  return {
    coderId,
    annotations: annotations.filter((head) => head.codingId === id),
    relations: relations.filter((link) => link.codingId === id),
  };
}

function told({
  sourceIds: _s,
  undone: _u,
  confirmed: _c,
  goldRevisionNo: _g,
  ...decision
}: StoredDecision): AdjudicationDto {
  return decision;
}

async function readDecisions(tx: ProjectTx, articleVersionId: string): Promise<StoredDecision[]> {
  return tx.sql<StoredDecision>(
    `SELECT d.id, d.kind::text AS kind, d.basis, d.cause::text AS cause, d.note,
            coalesce(d.gold_annotation_id, d.gold_relation_id) AS "goldId",
            coalesce(r.revision_no, d.gold_relation_no) AS "goldRevisionNo",
            d.decider_id AS "deciderId", u.name AS "deciderName",
            ${isoTime('d.decided_at')} AS "decidedAt", cu.name AS "confirmedBy",
            c.id IS NOT NULL AS confirmed,
            EXISTS (SELECT 1 FROM adjudication_decisions x WHERE x.project_id = d.project_id
               AND x.target_id = d.id AND x.kind = 'undo') AS undone,
            coalesce((SELECT jsonb_agg(coalesce(s.annotation_id, s.relation_id) ORDER BY s.ordinal)
               FROM adjudication_sources s
              WHERE s.project_id = d.project_id AND s.decision_id = d.id), '[]') AS "sourceIds"
       FROM adjudication_decisions d
       JOIN users u ON u.id = d.decider_id
       LEFT JOIN annotation_revisions r ON r.project_id = d.project_id AND r.id = d.gold_revision_id
       LEFT JOIN adjudication_decisions c ON c.project_id = d.project_id AND c.target_id = d.id
        AND c.kind = 'confirm'
       LEFT JOIN users cu ON cu.id = c.decider_id
      WHERE d.project_id = $1::uuid AND d.article_version_id = $2::uuid
        AND d.kind NOT IN ('undo', 'confirm') ORDER BY d.decided_at, d.id`,
    tx.projectId,
    articleVersionId,
  );
}

/** Gold that no place of the comparison stands for any more, with what made it; the oldest first. */
export function leftGold({ gold, goldRelations, items, decisions }: Comparison): LeftGold[] {
  const placed = new Set(items.map(({ decision }) => decision?.goldId));
  const there = new Set([...gold, ...goldRelations].map(({ id }) => id));
  const made = new Map<string, string>();
  for (const { id, goldId, undone } of decisions) {
    if (goldId !== null && !undone && there.has(goldId) && !placed.has(goldId))
      made.set(goldId, id);
  }
  return [...made].map(([goldId, decisionId]) => ({ goldId, decisionId }));
}

/** The acting person's latest decision that stands; null: nothing to take back. */
export function undoableOf({ decisions }: Comparison, userId: string | null): string | null {
  return (
    decisions.findLast((one) => !one.undone && one.deciderId === userId && one.kind !== 'auto')
      ?.id ?? null
  );
}
