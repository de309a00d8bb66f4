import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { ProjectTx } from '@/lib/db/tx';
import type { Fragment } from '@/lib/text/fragments';
import { createReanchorer } from '@/lib/text/reanchor';
import type { Offer, Offers, Question } from './provider';

const VERSION = '1';
/** The twins that share most, and the labels of theirs that are looked at. */
const MOST_TWINS = 5;
const MOST_LABELS = 500;

interface TwinLabel {
  readonly articleId: string;
  readonly codeKey: string;
  readonly coderId: string;
  readonly fragments: readonly Fragment[];
}

/** A twin's text with the labels that the asking person may see there. */
export interface LabelledTwin {
  readonly text: string;
  readonly labels: readonly TwinLabel[];
}

/**
 * Labels of articles that share words with this one (lib/wirecopy), where those words stand here too.
 * Only what the asking person may see: a blind coder is offered nothing of a colleague's.
 */
export async function offersFromTwins(tx: ProjectTx, { asked }: Question): Promise<Offers> {
  const twins = await tx.sql<{ articleId: string; text: string }>(
    `SELECT w.article_id::text AS "articleId", t.text
       FROM article_versions v
       JOIN wire_pairs p ON p.project_id = v.project_id AND v.article_id IN (p.low_id, p.high_id)
       JOIN wire_articles w ON w.project_id = p.project_id
        AND w.article_id = CASE WHEN p.low_id = v.article_id THEN p.high_id ELSE p.low_id END
       JOIN article_versions t ON t.project_id = w.project_id AND t.id = w.article_version_id
      WHERE v.project_id = $1::uuid AND v.id = $2::uuid
      ORDER BY p.shared DESC, w.article_id LIMIT ${MOST_TWINS}`,
    tx.projectId,
    asked.articleVersionId,
  );
  const labels = await tx.sql<TwinLabel>(
    `SELECT w.article_id::text AS "articleId", c.key AS "codeKey", g.coder_id::text AS "coderId",
            (SELECT jsonb_agg(jsonb_build_object('start', f.start_offset, 'end', f.end_offset)
                      ORDER BY f.ordinal) FROM fragments f
              WHERE f.project_id = a.project_id AND f.revision_id = a.head_revision_id) AS fragments
       FROM wire_articles w
       JOIN annotations a ON a.project_id = w.project_id AND a.article_version_id = w.article_version_id
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
      WHERE w.project_id = $1::uuid AND w.article_id = ANY ($2::uuid[]) AND a.kind = 'span'
        AND NOT a.deleted AND a.review_state <> 'rejected' AND ${visibleAnnotation('a')}
      ORDER BY a.id LIMIT ${MOST_LABELS}`,
    tx.projectId,
    twins.map(({ articleId }) => articleId),
  );
  const labelled = twins.map(({ articleId, text }) => ({
    text,
    labels: labels.filter((one) => one.articleId === articleId),
  }));
  return { version: VERSION, offers: labelsHere(asked.text, labelled), refusals: [] };
}

/**
 * The pure part: where the labelled words stand in the text. The same passage under the same code is
 * one offer, whoever labelled it. Words that are not here are not offered; those that are here
 * reworded say so.
 */
export function labelsHere(text: string, twins: readonly LabelledTwin[]): Offer[] {
  const offers = new Map<string, Offer & { readonly coders: Set<string> }>();
  for (const twin of twins) {
    if (twin.labels.length === 0) continue;
    const reanchor = createReanchorer(twin.text, text);
    for (const { codeKey, coderId, fragments } of twin.labels) {
      const found = reanchor(fragments);
      if (found.verdict === 'lost') continue;
      const key = JSON.stringify([codeKey, found.fragments]);
      const before = offers.get(key);
      const coders = (before?.coders ?? new Set<string>()).add(coderId);
      const score = Math.max(before?.score ?? 0, Math.round(found.score * 100) / 100);
      // The better verdict stands where two twins lead to one passage.
      const same = before?.reason.key === 'twin_same' || found.verdict !== 'changed';
      offers.set(key, {
        proposal: {
          kind: 'span',
          codeKey,
          attributes: {},
          fragments: found.fragments.map(({ start, end }) => ({ start, end })),
          parts: [],
        },
        score,
        reason: {
          key: same ? 'twin_same' : 'twin_changed',
          count: (before?.reason.count ?? 0) + 1,
          people: coders.size,
        },
        coders,
      });
    }
  }
  return [...offers.values()].map(({ proposal, score, reason }) => ({ proposal, score, reason }));
}
