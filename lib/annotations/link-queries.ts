import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { isoTime } from './heads';
import { FAR_END, FAR_END_FROM } from './relation-heads';
import type {
  CaptureTargetDto,
  captureTargetsSchema,
  FarEndDto,
  linkTargetsSchema,
} from './schema';

/** As many as a person looks through before typing another word. */
const OFFERED = 30;

/**
 * Annotations of other articles that an end of a link may be, newest first: those whose words,
 * attribute values or article's title hold every word of the query, whatever the case.
 */
export async function findLinkTargets(
  actor: Actor,
  input: z.output<typeof linkTargetsSchema>,
): Promise<Result<FarEndDto[]>> {
  return inProject(actor, 'project.read', async (tx) =>
    ok(
      await tx.sql<FarEndDto>(
        `SELECT ${FAR_END} FROM annotations a ${FAR_END_FROM}
          WHERE a.project_id = $1::uuid AND NOT a.deleted AND a.article_version_id <> $2::uuid
            AND a.code_id IN (
              SELECT id FROM codes WHERE project_id = $1::uuid AND key = ANY ($3::text[]))
            AND (SELECT coalesce(bool_and(w.quote ILIKE p.word OR v.title ILIKE p.word
                  OR r.attributes::text ILIKE p.word), true) FROM unnest($4::text[]) p (word))
          ORDER BY a.id DESC LIMIT ${OFFERED}`,
        tx.projectId,
        input.articleVersionId,
        [...input.codeKeys],
        patternsOf(input.query),
      ),
    ),
  );
}

/** Captures of the project that can be named as evidence, newest first; searched as above. */
export async function findCaptures(
  actor: Actor,
  input: z.output<typeof captureTargetsSchema>,
): Promise<Result<CaptureTargetDto[]>> {
  return inProject(actor, 'project.read', async (tx) =>
    ok(
      await tx.sql<CaptureTargetDto>(
        `SELECT encode(c.sha256, 'hex') AS sha256, c.url, c.source_name AS "sourceName", v.title,
                ${isoTime('c.retrieved_at')} AS "retrievedAt"
           FROM captures c
           LEFT JOIN LATERAL (
             SELECT v.title FROM article_versions v
              WHERE v.project_id = c.project_id AND v.capture_id = c.id LIMIT 1) v ON true
          WHERE c.project_id = $1::uuid
            AND (SELECT coalesce(bool_and(concat_ws(' ', c.url, c.source_name, v.title,
                  encode(c.sha256, 'hex')) ILIKE p.word), true) FROM unnest($2::text[]) p (word))
          ORDER BY c.id DESC LIMIT ${OFFERED}`,
        tx.projectId,
        patternsOf(input.query),
      ),
    ),
  );
}

/** Each word as a pattern of LIKE that stands for itself. */
function patternsOf(query: string): string[] {
  return query
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 10)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
