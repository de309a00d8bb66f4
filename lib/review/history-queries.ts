import { getAnnotationRevisions } from '@/lib/annotations/queries';
import { loadAnnotations, type StoredAnnotation } from '@/lib/annotations/store';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { readHistory } from '@/lib/provenance/queries';
import { EVERY_EVENT } from '@/lib/provenance/schema';
import { err, ok, type Result } from '@/lib/result/result';
import { readDecisions, readThreads } from './reads';
import {
  type AnnotationHistoryDto,
  type ArticleHistoryDto,
  linkEventSchema,
  type MemberDto,
} from './schema';

/** Everything that ever happened to one annotation, deleted or not. Error: `not_found`. */
export async function getAnnotationHistory(
  actor: Actor,
  annotationId: string,
): Promise<Result<AnnotationHistoryDto>> {
  const revisions = await getAnnotationRevisions(actor, annotationId);
  if (!revisions.ok) return revisions;
  return inProject(actor, 'history.read', async (tx) => {
    const [row] = await tx.sql<
      Omit<AnnotationHistoryDto, 'article' | 'revisions' | 'decisions' | 'threads' | 'members'> &
        AnnotationHistoryDto['article']
    >(
      `SELECT a.id, a.kind::text AS kind, a.deleted, a.review_state::text AS "reviewState",
              a.head_revision_id AS "headRevisionId", g.coder_id AS "coderId",
              u.name AS "coderName", v.article_id AS "articleId", v.version_no AS "versionNo",
              v.title, v.language, v.direction::text AS direction
         FROM annotations a
         JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
         JOIN users u ON u.id = g.coder_id
         JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
        WHERE a.project_id = $1::uuid AND a.id = $2::uuid`,
      tx.projectId,
      annotationId,
    );
    if (!row) return err('not_found', 'There is no such annotation.');
    const { articleId, versionNo, title, language, direction, ...annotation } = row;
    const annotationIds = [annotationId];
    return ok({
      ...annotation,
      article: { articleId, versionNo, title, language, direction },
      revisions: revisions.value,
      decisions: await readDecisions(tx, { annotationIds }),
      threads: await readThreads(tx, { annotationIds }),
      members: await readMembers(
        tx,
        revisions.value.flatMap(({ members }) => members.map((member) => member.annotationId)),
      ),
    });
  });
}

/**
 * Annotations by id in a few words, deleted ones too, as they are now. What has no words of its own
 * (an attribution) is told by those of its members.
 */
export async function readMembers(
  tx: ProjectTx,
  ids: readonly string[],
): Promise<Record<string, MemberDto>> {
  const refs = (of: readonly string[]) => [...new Set(of)].map((id) => ({ id, no: null }));
  const found = await loadAnnotations(tx, refs(ids));
  const inner = await loadAnnotations(
    tx,
    refs([...found.values()].flatMap(({ snapshot }) => snapshot.members.map(memberId))),
  );
  const words = (one: StoredAnnotation | undefined) =>
    (one?.snapshot.fragments ?? []).map(({ quote }) => quote).join(' … ');
  return Object.fromEntries(
    [...found].map(([id, one]) => {
      const parts = one.snapshot.members.map((member) => words(inner.get(member.annotationId)));
      const quote = words(one) || parts.filter(Boolean).join(' — ');
      return [id, { codeKey: one.snapshot.codeKey, quote }];
    }),
  );
}

function memberId({ annotationId }: { readonly annotationId: string }): string {
  return annotationId;
}

/** The ends of a link, as an event about it tells them. */
function linkEnds(payload: unknown): string[] {
  const ends = linkEventSchema.safeParse(payload).data;
  return [ends?.before, ends?.after].flatMap((one) =>
    one ? [one.fromAnnotationId, one.toAnnotationId] : [],
  );
}

const EVENTS_A_PAGE = 100;

/** A page of what happened to an article and its annotations, newest first. Error: `not_found`. */
export async function getArticleHistory(
  actor: Actor,
  articleId: string,
  before: number | null,
): Promise<Result<ArticleHistoryDto>> {
  const history = await readHistory(actor, { ...EVERY_EVENT, articleId }, before, EVENTS_A_PAGE);
  if (!history.ok) return history;
  const { events, next } = history.value;
  return inProject(actor, 'history.read', async (tx) => {
    const versions = await tx.prisma.articleVersion.findMany({
      where: { projectId: tx.projectId, articleId },
      orderBy: { versionNo: 'desc' },
      select: {
        versionNo: true,
        createdAt: true,
        title: true,
        language: true,
        direction: true,
        textSha256: true,
        capture: { select: { sourceName: true } },
        import: { select: { format: true, starter: { select: { name: true } } } },
      },
    });
    const [latest] = versions;
    if (!latest) return err('not_found', 'There is no such article in this project.');
    return ok({
      articleId,
      title: latest.title,
      language: latest.language,
      direction: latest.direction,
      origins: versions.map((version) => ({
        versionNo: version.versionNo,
        storedAt: version.createdAt.toISOString(),
        format: version.import?.format ?? null,
        sourceName: version.capture.sourceName,
        importedBy: version.import?.starter?.name ?? null,
        textSha256: Buffer.from(version.textSha256).toString('hex'),
      })),
      events,
      next,
      annotations: await readMembers(
        tx,
        events.flatMap(({ annotationId, payload }) => [
          ...(annotationId ? [annotationId] : []),
          ...linkEnds(payload),
        ]),
      ),
    });
  });
}
