import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { loadCodebookVersion, loadPublishedCodebook } from '../queries';
import type { CodebookDocument } from '../schema';
import type { DraftDto, DraftRef, ExampleCandidate, Saved } from './schema';
import { lastOwnEdit, lockDraft, savedSince } from './store';

/** The draft as its page needs it. */
export interface DraftPage {
  readonly draft: DraftDto | null;
  /** The version that it is held against: the one in force. */
  readonly base: CodebookDocument;
}

/** The project's draft, if there is one. */
export function getDraft(actor: Actor): Promise<Result<DraftPage>> {
  return inProject<DraftPage>(actor, 'codebook.edit', async (tx, me) => {
    const current = await loadPublishedCodebook(tx);
    if (!current.ok) return current;
    const [row] = await tx.sql<{ id: string; startedBy: string | null; startedAt: Date }>(
      `SELECT d.id, u.name AS "startedBy", d.started_at AS "startedAt"
         FROM codebook_drafts d LEFT JOIN users u ON u.id = d.started_by
        WHERE d.project_id = $1::uuid AND d.codebook_id = $2::uuid`,
      tx.projectId,
      current.value.codebookId,
    );
    if (!row) return ok({ draft: null, base: current.value.document });
    const open = await lockDraft(tx, row.id);
    if (!open.ok) return open;
    const base = await loadCodebookVersion(tx, open.value.baseVersionId);
    if (base === undefined) throw new Error('a draft without its base version');
    return ok({
      base: base.document,
      draft: {
        draftId: row.id,
        baseVersionId: base.versionId,
        baseVersionNo: base.versionNo,
        baseIsOld: base.versionId !== current.value.versionId,
        revision: open.value.revision,
        startedBy: row.startedBy,
        startedAt: row.startedAt.toISOString(),
        canUndo: (await lastOwnEdit(tx, row.id, me)) !== undefined,
        draft: open.value.draft,
      },
    });
  });
}

/** The edits that a page has not seen. Error `not_found`: published or discarded meanwhile. */
export function getDraftEdits(actor: Actor, input: DraftRef): Promise<Result<Saved>> {
  return inProject(actor, 'codebook.edit', async (tx, me) => {
    const open = await lockDraft(tx, input.draftId);
    return open.ok ? ok(await savedSince(tx, me, open.value, input.seen)) : open;
  });
}

/** How far around a passage its sentence is looked for, in code points. */
const REACH = 400;
const MOST = 20;

interface CandidateRow {
  readonly annotationId: string;
  readonly articleTitle: string;
  readonly language: string | null;
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

/**
 * Annotations of a code that could stand as its examples, newest first: one's own, and those of
 * submitted codings, so that blind coding stays blind. `search` is looked for in the words and titles.
 */
export function findExamples(
  actor: Actor,
  codeKey: string,
  search: string,
): Promise<Result<ExampleCandidate[]>> {
  return inProject(actor, 'codebook.edit', async (tx, me) => {
    if (me.role === 'reader') return err('forbidden', 'Readers do not see codings here.');
    const rows = await tx.sql<CandidateRow>(
      `SELECT a.id AS "annotationId", v.title AS "articleTitle", v.language, f.quote,
              substr(v.text, greatest(1, f.start_offset + 1 - $5), least($5, f.start_offset)) AS before,
              substr(v.text, f.end_offset + 1, $5) AS after
         FROM codes c
         JOIN annotations a ON a.project_id = c.project_id AND a.code_id = c.id AND NOT a.deleted
         JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
          AND (g.state = 'submitted' OR g.coder_id IS NOT DISTINCT FROM $4::uuid)
         JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
         JOIN fragments f ON f.project_id = a.project_id AND f.revision_id = a.head_revision_id
          AND f.ordinal = 0
        WHERE c.project_id = $1::uuid AND c.key = $2 AND a.kind = 'span'
          AND a.review_state <> 'rejected'
          AND ($3 = '' OR strpos(lower(f.quote), lower($3)) > 0 OR strpos(lower(v.title), lower($3)) > 0)
        ORDER BY a.id DESC LIMIT ${MOST}`,
      tx.projectId,
      codeKey,
      search,
      me.userId,
      REACH,
    );
    return ok(
      rows.map(({ annotationId, articleTitle, language, before, quote, after }) => ({
        annotationId,
        articleTitle,
        language: language?.slice(0, 2) ?? 'en',
        text: inItsSentence(before, quote, after, language ?? 'en'),
      })),
    );
  });
}

/** The passage marked inside its sentence, line breaks as spaces. */
function inItsSentence(before: string, quote: string, after: string, language: string): string {
  const locale = Intl.Segmenter.supportedLocalesOf([language])[0] ?? 'en';
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
  const lastLine = before.split('\n').at(-1) ?? '';
  const firstLine = after.split('\n')[0] ?? '';
  const head = [...segmenter.segment(`${lastLine}${quote}`)];
  const opening = head.findLast((one) => one.index <= lastLine.length)?.index ?? 0;
  const whole = `${quote}${firstLine}`;
  const closing = [...segmenter.segment(whole)].find(
    (one) => one.index + one.segment.length >= quote.length,
  );
  const end = closing ? closing.index + closing.segment.length : whole.length;
  const marked = `${lastLine.slice(opening)}[[${quote}]]${whole.slice(quote.length, end)}`;
  return marked.replace(/\s+/g, ' ').trim().slice(0, 2000);
}
