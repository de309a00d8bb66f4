import { v7 as uuidv7 } from 'uuid';
import type { ProjectTx } from '@/lib/db/tx';
import type { Fragment } from '@/lib/text/fragments';
import type { AnnotationKind } from './rules';
import type { QuotedFragment, RelationSnapshot, Snapshot } from './snapshot';

/** One revision of one annotation, read. */
export interface StoredAnnotation {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly codingId: string;
  readonly articleVersionId: string;
  readonly coderId: string;
  readonly headNo: number;
  readonly revisionId: string;
  readonly revisionNo: number;
  readonly authorId: string;
  readonly snapshot: Snapshot;
}

/** One revision of one relation, read. */
export interface StoredRelation {
  readonly id: string;
  readonly codingId: string;
  readonly headNo: number;
  readonly revisionNo: number;
  readonly snapshot: RelationSnapshot;
}

/** Which revision to read; the head when `no` is null. */
export interface RevisionRef {
  readonly id: string;
  readonly no: number | null;
}

/** The text of an article version at some places, without reading the whole of it. */
export interface ArticleQuotes {
  /** In code points. */
  readonly length: number;
  /** In the order asked; cut off at the text's end. */
  readonly quotes: readonly string[];
}

/** Reads the words at code point offsets. Null for an unknown article version. */
export async function readQuotes(
  tx: ProjectTx,
  articleVersionId: string,
  fragments: readonly Fragment[],
): Promise<ArticleQuotes | null> {
  const [row] = await tx.sql<{ length: number; quotes: string[] }>(
    `WITH v AS MATERIALIZED (
       SELECT text || '' AS text, text_length FROM article_versions
        WHERE project_id = $1::uuid AND id = $2::uuid)
     SELECT v.text_length AS length, coalesce((
       SELECT jsonb_agg(substr(v.text, (f.value ->> 'start')::int + 1,
           greatest(0, (f.value ->> 'end')::int - (f.value ->> 'start')::int)) ORDER BY f.ordinality)
         FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY f), '[]') AS quotes
       FROM v`,
    tx.projectId,
    articleVersionId,
    JSON.stringify(fragments),
  );
  return row ?? null;
}

interface SnapshotRow extends Omit<StoredAnnotation, 'snapshot'>, Snapshot {}

/** Reads revisions with their fragments and members, in one statement. Unknown ones are left out. */
export async function loadAnnotations(
  tx: ProjectTx,
  refs: readonly RevisionRef[],
): Promise<Map<string, StoredAnnotation>> {
  if (refs.length === 0) return new Map();
  const rows = await tx.sql<SnapshotRow>(
    `SELECT a.id, a.kind::text AS kind, a.coding_id AS "codingId",
            a.article_version_id AS "articleVersionId", g.coder_id AS "coderId",
            a.head_no AS "headNo", r.id AS "revisionId", r.revision_no AS "revisionNo",
            r.author_id AS "authorId", r.codebook_version_id AS "codebookVersionId",
            r.code_id AS "codeId", c.key AS "codeKey", r.attributes, r.confidence, r.memo,
            r.deleted,
            coalesce((SELECT jsonb_agg(jsonb_build_object('start', f.start_offset, 'end',
                f.end_offset, 'quote', f.quote) ORDER BY f.ordinal) FROM fragments f
               WHERE f.project_id = r.project_id AND f.revision_id = r.id), '[]') AS fragments,
            coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'annotationId',
                m.annotation_id) ORDER BY m.ordinal) FROM revision_members m
               WHERE m.project_id = r.project_id AND m.revision_id = r.id), '[]') AS members
       FROM jsonb_to_recordset($2::jsonb) AS ref (id uuid, no int)
       JOIN annotations a ON a.project_id = $1::uuid AND a.id = ref.id
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN annotation_revisions r ON r.project_id = a.project_id AND r.annotation_id = a.id
        AND r.revision_no = coalesce(ref.no, a.head_no)
       JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id`,
    tx.projectId,
    JSON.stringify(refs),
  );
  return new Map(rows.map((row) => [row.id, fromRow(row)]));
}

function fromRow(row: SnapshotRow): StoredAnnotation {
  const { codebookVersionId, codeId, codeKey, attributes, confidence, memo, ...rest } = row;
  const { deleted, fragments, members, ...stored } = rest;
  const words = { codebookVersionId, codeId, codeKey, attributes, confidence, memo };
  return { ...stored, snapshot: { ...words, deleted, fragments, members } };
}

/** A revision to write. Revision 1 makes the annotation too. */
export interface NewRevision {
  readonly annotationId: string;
  readonly kind: AnnotationKind;
  readonly codingId: string;
  readonly articleVersionId: string;
  readonly revisionNo: number;
  readonly authorId: string;
  readonly snapshot: Snapshot;
  /** The codebook migration that writes it; `keepsReview` where it says the same as before. */
  readonly migration?: { readonly id: string; readonly keepsReview: boolean };
  /** The revision's own id, when the caller needs to know it beforehand. */
  readonly revisionId?: string;
}

/**
 * Writes revisions whole (with fragments and members) in one statement, as the database's checks
 * ask. Checks no permission: callers do. Answers the revision id of each annotation written; one
 * that is missing lost a race for its revision number (or its id is taken), and the caller must then
 * roll back. Spans go in an earlier call than the composites that hold them.
 */
export async function insertRevisions(
  tx: ProjectTx,
  revisions: readonly NewRevision[],
): Promise<Map<string, string>> {
  if (revisions.length === 0) return new Map();
  // In order of id, so that two writers of the same annotations wait for each other and don't lock up.
  const input = revisions
    .map(({ snapshot, revisionId, migration, ...revision }) => ({
      ...revision,
      ...snapshot,
      fragments: snapshot.fragments.map((fragment, ordinal) => ({ ...fragment, ordinal })),
      members: snapshot.members.map((member, ordinal) => ({ ...member, ordinal })),
      id: revisionId ?? uuidv7(),
      migrationId: migration?.id ?? null,
      keepsReview: migration?.keepsReview ?? false,
    }))
    .sort((a, b) => (a.annotationId < b.annotationId ? -1 : 1));
  const rows = await tx.sql<{ annotationId: string; id: string }>(
    `WITH input AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS x (id uuid, "annotationId" uuid, kind text,
         "codingId" uuid, "articleVersionId" uuid, "revisionNo" int, "authorId" uuid,
         "codebookVersionId" uuid, "codeId" uuid, attributes jsonb, confidence int, memo text,
         deleted boolean, fragments jsonb, members jsonb, "migrationId" uuid,
         "keepsReview" boolean)),
     identity AS (
       INSERT INTO annotations (project_id, id, coding_id, article_version_id, kind)
       SELECT $1::uuid, "annotationId", "codingId", "articleVersionId", kind::annotation_kind
         FROM input WHERE "revisionNo" = 1 ORDER BY "annotationId"
       ON CONFLICT DO NOTHING),
     revision AS (
       INSERT INTO annotation_revisions (project_id, id, annotation_id, article_version_id,
         revision_no, codebook_version_id, code_id, attributes, confidence, memo, deleted,
         fragment_count, member_count, author_id, migration_id, keeps_review)
       SELECT $1::uuid, id, "annotationId", "articleVersionId", "revisionNo", "codebookVersionId",
              "codeId", attributes, confidence, memo, deleted, jsonb_array_length(fragments),
              jsonb_array_length(members), "authorId", "migrationId", "keepsReview"
         FROM input ORDER BY "annotationId"
       ON CONFLICT (project_id, annotation_id, revision_no) DO NOTHING
       RETURNING id, annotation_id),
     fragment AS (
       INSERT INTO fragments (project_id, revision_id, ordinal, article_version_id, start_offset,
         end_offset, quote)
       SELECT $1::uuid, i.id, f.ordinal, i."articleVersionId", f.start, f."end", f.quote
         FROM revision r JOIN input i ON i.id = r.id
        CROSS JOIN LATERAL jsonb_to_recordset(i.fragments) AS f (ordinal int, start int, "end" int,
          quote text)),
     member AS (
       INSERT INTO revision_members (project_id, revision_id, ordinal, role, annotation_id)
       SELECT $1::uuid, i.id, m.ordinal, m.role, m."annotationId"
         FROM revision r JOIN input i ON i.id = r.id
        CROSS JOIN LATERAL jsonb_to_recordset(i.members) AS m (ordinal int, role text,
          "annotationId" uuid))
     SELECT annotation_id AS "annotationId", id FROM revision`,
    tx.projectId,
    JSON.stringify(input),
  );
  return new Map(rows.map((row) => [row.annotationId, row.id]));
}

/** Writes one revision; answers its id, or null when another writer took the number first. */
export async function insertRevision(tx: ProjectTx, revision: NewRevision): Promise<string | null> {
  const written = await insertRevisions(tx, [revision]);
  return written.get(revision.annotationId) ?? null;
}

/** A fragment with its words, from the quotes read for it. */
export function withQuotes(
  fragments: readonly Fragment[],
  quotes: readonly string[],
): QuotedFragment[] {
  return fragments.map(({ start, end }, index) => ({ start, end, quote: quotes[index] ?? '' }));
}
