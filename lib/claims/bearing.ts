import { evidenceWords } from '@/lib/annotations/evidence';
import { isoTime } from '@/lib/annotations/heads';
import type { Attributes } from '@/lib/annotations/schema';
import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { ProjectTx } from '@/lib/db/tx';
import { nameKey } from '@/lib/register/rules';
import { headWords } from './assertions';
import { byWording, wordingOf } from './rules';
import type {
  Assertion,
  ClaimDto,
  ClaimLink,
  CodedLink,
  Evidence,
  Stance,
  Verdict,
} from './schema';

/** What bears on claims of the register and on their assertions in texts: evidence, links, verdicts. */

interface RegisterRow {
  readonly id: string;
  readonly stance: Stance;
  readonly annotation: string | null;
  readonly article: string | null;
  readonly version: number | null;
  readonly article_title: string | null;
  readonly words: string | null;
  readonly sha256: string | null;
  readonly source_name: string | null;
  readonly url: string | null;
  readonly title: string;
  readonly accessed: string | null;
  readonly note: string;
  readonly by: string | null;
}

/** Evidence of the register and of codings, the register's first. A passage that one may not see is left out. */
export async function readEvidence(
  tx: ProjectTx,
  claimIds: readonly string[],
  annotationIds: readonly string[],
): Promise<Evidence[]> {
  const registered = await tx.sql<RegisterRow>(
    `SELECT e.id::text, e.stance, a.id::text AS annotation, v.article_id::text AS article,
            v.version_no AS version, v.title AS article_title, ${headWords('a')} AS words,
            encode(c.sha256, 'hex') AS sha256, c.source_name, coalesce(e.url, c.url) AS url, e.title,
            e.accessed_on::text AS accessed, e.note, u.name AS by
       FROM claim_evidence e
       LEFT JOIN annotations a ON a.project_id = e.project_id AND a.id = e.annotation_id
         AND ${visibleAnnotation('a')}
       LEFT JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
       LEFT JOIN captures c ON c.project_id = e.project_id AND c.id = e.capture_id
       LEFT JOIN users u ON u.id = e.added_by
      WHERE e.project_id = $1::uuid AND e.claim_id = ANY ($2::uuid[]) AND e.removed_at IS NULL
        AND (e.annotation_id IS NULL OR a.id IS NOT NULL)
      ORDER BY e.id`,
    tx.projectId,
    [...claimIds],
  );
  return [...registered.map(ofRegister), ...(await readCodedEvidence(tx, annotationIds))];
}

function ofRegister(row: RegisterRow): Evidence {
  const { annotation, article, version } = row;
  const isSpan = annotation !== null && article !== null && version !== null;
  return {
    id: row.id,
    from: 'register',
    stance: row.stance,
    kind: isSpan ? 'span' : row.sha256 === null ? 'link' : 'capture',
    title: row.title || (row.article_title ?? row.source_name ?? ''),
    words: row.words ?? '',
    url: row.url,
    sha256: row.sha256,
    place: isSpan ? { articleId: article, versionNo: version, annotationId: annotation } : null,
    accessedOn: row.accessed,
    note: row.note,
    by: row.by,
  };
}

const STANCE_OF: Readonly<Record<string, Stance>> = {
  supported_by: 'supports',
  refuted_by: 'refutes',
  put_in_context_by: 'context',
};

interface CodedRow {
  readonly id: string;
  readonly type: string;
  readonly annotation: string;
  readonly article: string;
  readonly version: number;
  readonly title: string;
  readonly words: string | null;
  readonly attributes: Attributes;
  readonly coder: string;
}

async function readCodedEvidence(
  tx: ProjectTx,
  annotationIds: readonly string[],
): Promise<Evidence[]> {
  const rows = await tx.sql<CodedRow>(
    `SELECT l.id::text, t.key AS type, o.id::text AS annotation, v.article_id::text AS article,
            v.version_no AS version, v.title, ${headWords('o')} AS words, er.attributes, u.name AS coder
       FROM relation_revisions rr
       JOIN relations l ON l.project_id = rr.project_id AND l.head_revision_id = rr.id AND NOT l.deleted
       JOIN relation_types t ON t.project_id = rr.project_id AND t.id = rr.relation_type_id
       JOIN annotations o ON o.project_id = rr.project_id AND o.id = rr.to_annotation_id
         AND ${visibleAnnotation('o')}
       JOIN annotation_revisions er ON er.project_id = o.project_id AND er.id = o.head_revision_id
       JOIN article_versions v ON v.project_id = o.project_id AND v.id = o.article_version_id
       JOIN codings g ON g.project_id = l.project_id AND g.id = l.coding_id
       JOIN users u ON u.id = g.coder_id
      WHERE rr.project_id = $1::uuid AND rr.from_annotation_id = ANY ($2::uuid[])
        AND t.key = ANY ($3::text[]) ORDER BY l.id`,
    tx.projectId,
    [...annotationIds],
    Object.keys(STANCE_OF),
  );
  return rows.map((row) => {
    const kind = row.attributes.evidence_kind;
    const outside = evidenceWords(row.attributes);
    const reference = row.attributes.evidence_reference;
    const isCapture = kind === 'capture' && typeof reference === 'string';
    return {
      id: row.id,
      from: 'coding',
      stance: STANCE_OF[row.type] ?? 'context',
      kind: isCapture ? 'capture' : outside.href === null ? 'span' : 'link',
      title: outside.href === null && !isCapture ? row.title : outside.words,
      words: row.words ?? '',
      url: outside.href,
      sha256: isCapture ? reference : null,
      place: { articleId: row.article, versionNo: row.version, annotationId: row.annotation },
      accessedOn: null,
      note: '',
      by: row.coder,
    };
  });
}

/** Verdicts of claims, the newest first. */
export function readVerdicts(tx: ProjectTx, claimIds: readonly string[]): Promise<Verdict[]> {
  return tx.sql<Verdict>(
    `SELECT v.id::text, v.rating, v.value, v.worst, v.best, v.explanation, v.review_url AS "reviewUrl",
            u.name AS "decidedBy", ${isoTime('v.created_at')} AS at
       FROM claim_verdicts v LEFT JOIN users u ON u.id = v.decided_by
      WHERE v.project_id = $1::uuid AND v.claim_id = ANY ($2::uuid[])
      ORDER BY v.created_at DESC, v.verdict_no DESC`,
    tx.projectId,
    [...claimIds],
  );
}

/** What the register says that claims are to others; an end that was merged is told as its goal. */
export function readClaimLinks(tx: ProjectTx, claimIds: readonly string[]): Promise<ClaimLink[]> {
  return tx.sql<ClaimLink>(
    `SELECT l.id::text, l.kind, g.id::text AS "claimId", g.name,
            CASE WHEN l.from_id = ANY ($2::uuid[]) THEN 'out' ELSE 'in' END AS direction
       FROM claim_links l
       JOIN claims o ON o.project_id = l.project_id
         AND o.id = CASE WHEN l.from_id = ANY ($2::uuid[]) THEN l.to_id ELSE l.from_id END
       JOIN claims g ON g.project_id = o.project_id AND g.id = coalesce(o.merged_into, o.id)
      WHERE l.project_id = $1::uuid AND l.removed_at IS NULL
        AND (l.from_id = ANY ($2::uuid[])) <> (l.to_id = ANY ($2::uuid[]))
      ORDER BY l.id`,
    tx.projectId,
    [...claimIds],
  );
}

interface CodedLinkRow {
  readonly kind: CodedLink['kind'];
  readonly direction: 'out' | 'in';
  readonly normalised: string | null;
  readonly words: string;
}

/** What coders linked these assertions with, by the claim that the other end is. */
export async function readCodedLinks(
  tx: ProjectTx,
  rows: readonly Assertion[],
  claims: readonly ClaimDto[],
): Promise<CodedLink[]> {
  const ids = rows.map(({ annotationId }) => annotationId);
  const found = await tx.sql<CodedLinkRow>(
    `SELECT t.key AS kind, e.direction, r.attributes ->> 'normalised_text' AS normalised,
            coalesce(${headWords('o')}, '') AS words
       FROM (SELECT rr.*, 'out' AS direction, rr.to_annotation_id AS other FROM relation_revisions rr
              WHERE rr.project_id = $1::uuid AND rr.from_annotation_id = ANY ($2::uuid[])
             UNION ALL
             SELECT rr.*, 'in', rr.from_annotation_id FROM relation_revisions rr
              WHERE rr.project_id = $1::uuid AND rr.to_annotation_id = ANY ($2::uuid[])) e
       JOIN relations l ON l.project_id = e.project_id AND l.head_revision_id = e.id AND NOT l.deleted
       JOIN relation_types t ON t.project_id = e.project_id AND t.id = e.relation_type_id
         AND t.key IN ('same_as', 'contradicts', 'updates')
       JOIN annotations o ON o.project_id = e.project_id AND o.id = e.other AND ${visibleAnnotation('o')}
       JOIN annotation_revisions r ON r.project_id = o.project_id AND r.id = o.head_revision_id
      WHERE o.id <> ALL ($2::uuid[])`,
    tx.projectId,
    ids,
  );
  const known = byWording(claims);
  const links = new Map<string, CodedLink>();
  for (const row of found) {
    const wording = wordingOf(row);
    const claim = known.get(nameKey(wording));
    // Only an update has a direction.
    const direction = row.kind === 'updates' ? row.direction : 'out';
    const id = `${row.kind} ${direction} ${claim?.id ?? nameKey(wording)}`;
    links.set(id, {
      kind: row.kind,
      direction,
      claimId: claim?.id ?? null,
      name: claim?.name ?? wording,
      count: (links.get(id)?.count ?? 0) + 1,
    });
  }
  return [...links.values()];
}
