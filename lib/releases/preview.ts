import type { ProjectTx } from '@/lib/db/tx';
import type { ArticleFilter } from './frozen/schema';
import { isNarrowed } from './rules';
import type { ExportFilter, ExportPreview } from './schema';
import { filterParams, keptIds } from './sql';

const EVERY_ARTICLE = { publishers: [], from: null, to: null };

/** The versions `v` that a filter of articles keeps: publishers `$7`, days of publication in UTC `$8`, `$9`. */
const WANTED = `(cardinality($7::text[]) = 0 OR v.publisher = ANY ($7::text[]))
  AND ($8::date IS NULL OR v.published_at >= $8::date AT TIME ZONE 'UTC')
  AND ($9::date IS NULL OR v.published_at < ($9::date + 1) AT TIME ZONE 'UTC')`;

type CountRow = Readonly<Record<string, bigint | number | null>>;

/**
 * Counts what an export would hold and what each format would lose of it, in the database, with the
 * reasons of `formats/writer.ts`. What a writer meets only as it writes (a composite without any
 * text) is not foreseen here. `articles` narrows the articles, as a release may; its floor of agreement is
 * measured only when a release is frozen.
 */
export async function previewCounts(
  tx: ProjectTx,
  filter: ExportFilter,
  articles: Pick<ArticleFilter, 'publishers' | 'from' | 'to'> = EVERY_ARTICLE,
): Promise<ExportPreview> {
  const params = filterParams(filter);
  const [row] = await tx.sql<CountRow>(
    `WITH ${keptIds(`a.article_version_id IN (SELECT v.id FROM article_versions v
       WHERE v.project_id = $1::uuid AND ${WANTED})`)}, heads AS MATERIALIZED (
       SELECT a.id, a.kind, a.article_version_id, a.review_state, a.head_no, r.fragment_count, r.member_count,
              r.attributes <> '{}' OR r.confidence IS NOT NULL AS says, r.memo IS NOT NULL AS noted,
              g.coder_id
         FROM chosen
         JOIN annotations a ON a.project_id = $1::uuid AND a.id = chosen.id
         JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
         JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
     ), chosen_coders AS (
       SELECT id FROM users WHERE cardinality($4::text[]) = 0 OR name = ANY ($4::text[])
         OR email = ANY ($4::text[]) OR id::text = ANY ($4::text[])
     ), versions AS MATERIALIZED (
       SELECT v.id FROM article_versions v WHERE v.project_id = $1::uuid AND ${WANTED} AND CASE
         WHEN $6::boolean THEN v.id IN (SELECT article_version_id FROM heads)
         WHEN cardinality($4::text[]) > 0 THEN EXISTS (SELECT 1 FROM codings g
           WHERE g.project_id = v.project_id AND g.article_version_id = v.id
             AND g.coder_id IN (SELECT id FROM chosen_coders))
         ELSE true END
     ), links AS MATERIALIZED (
       SELECT f.id AS from_id, t.id AS to_id,
              g.article_version_id = f.article_version_id
                AND g.article_version_id = t.article_version_id
                AND f.kind <> 'article' AND t.kind <> 'article' AS in_one_text,
              f.coder_id = t.coder_id AS of_one_coder,
              r.memo IS NOT NULL OR r.attributes <> '{}' AS says_more
         FROM relations n
         JOIN relation_revisions r ON r.project_id = n.project_id AND r.id = n.head_revision_id
         JOIN codings g ON g.project_id = n.project_id AND g.id = n.coding_id
         LEFT JOIN heads f ON f.id = r.from_annotation_id
         LEFT JOIN heads t ON t.id = r.to_annotation_id
        WHERE n.project_id = $1::uuid AND NOT n.deleted AND (f.id IS NOT NULL OR t.id IS NOT NULL)
          AND g.article_version_id IN (SELECT id FROM versions)
     )
     SELECT (SELECT count(*) FROM versions) AS articles,
       (SELECT count(*) FROM codings g WHERE g.project_id = $1::uuid AND g.kind <> 'training'
          AND g.article_version_id IN (SELECT id FROM versions)
          AND g.coder_id IN (SELECT id FROM chosen_coders)) AS codings,
       count(*) AS annotations,
       sum(head_no) AS revisions,
       sum(head_no - 1) AS earlier_revisions,
       count(*) FILTER (WHERE fragment_count > 1) AS discontinuous,
       count(*) FILTER (WHERE kind = 'composite') AS attributions,
       sum(member_count) AS members,
       (SELECT count(*) FROM links WHERE from_id IS NOT NULL AND to_id IS NOT NULL) AS relations,
       (SELECT count(*) FROM heads JOIN review_decisions d
          ON d.project_id = $1::uuid AND d.annotation_id = heads.id) AS decisions,
       count(*) FILTER (WHERE kind = 'article') AS article_label,
       count(*) FILTER (WHERE kind <> 'article' AND review_state <> 'unreviewed') AS review_state,
       count(*) FILTER (WHERE kind <> 'article') AS revision_number_and_time,
       count(*) FILTER (WHERE kind = 'span' AND review_state <> 'unreviewed') AS span_reviews,
       count(*) FILTER (WHERE kind = 'span') AS spans,
       count(*) FILTER (WHERE kind = 'span' AND says) AS span_attributes,
       count(*) FILTER (WHERE kind = 'span' AND noted) AS span_memos,
       count(*) FILTER (WHERE kind = 'article' AND noted) AS label_memos,
       count(*) FILTER (WHERE kind = 'article' AND says) AS label_attributes,
       count(*) FILTER (WHERE kind = 'article' AND review_state <> 'unreviewed') AS label_reviews,
       count(*) FILTER (WHERE kind = 'span' AND fragment_count > 1) AS span_pieces,
       (SELECT count(*) FROM links f WHERE from_id IS NOT NULL AND to_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM heads a, heads b WHERE a.id = f.from_id AND b.id = f.to_id
            AND a.kind = 'span' AND b.kind = 'span' AND a.coder_id = b.coder_id
            AND a.article_version_id = b.article_version_id)) AS not_between_spans,
       (SELECT count(*) FROM links WHERE from_id IS NULL OR to_id IS NULL) AS cut,
       (SELECT count(*) FROM links WHERE from_id IS NOT NULL AND to_id IS NOT NULL
          AND NOT in_one_text) AS apart,
       (SELECT count(*) FROM links WHERE in_one_text AND NOT of_one_coder) AS across,
       (SELECT count(*) FROM links WHERE in_one_text AND of_one_coder AND says_more) AS says_more,
       (SELECT count(*) FROM links f WHERE says_more AND EXISTS (SELECT 1 FROM heads a, heads b
          WHERE a.id = f.from_id AND b.id = f.to_id AND a.kind = 'span' AND b.kind = 'span'
            AND a.coder_id = b.coder_id AND a.article_version_id = b.article_version_id)) AS linked_more
     FROM heads`,
    tx.projectId,
    ...params,
    isNarrowed(filter),
    [...articles.publishers],
    articles.from,
    articles.to,
  );
  const n = (name: string) => Number(row?.[name] ?? 0);
  /** What formats of bare passages leave out. */
  const bare = {
    article_label: n('article_label'),
    composite_not_carried: n('attributions'),
    earlier_revisions: n('earlier_revisions'),
    fragments_apart: n('span_pieces'),
    review_state: n('span_reviews'),
    revision_number_and_time: n('spans'),
    relation_end_not_exported: n('cut'),
  };
  const barest = {
    ...bare,
    attributes_not_carried: n('span_attributes'),
    memo_not_carried: n('span_memos'),
    relation_not_carried: n('relations'),
  };
  const linked = { ...bare, relation_end_not_exported: n('cut') + n('not_between_spans') };
  const { fragments_apart: _, ...whole } = linked;
  const { article_label: __, ...labelled } = linked;
  return {
    counts: Object.fromEntries(COUNTED.map((name) => [name, n(name)])),
    losses: {
      jsonl: met({ relation_end_not_exported: n('cut') }),
      csv: met({ relation_end_not_exported: n('cut') }),
      parquet: met({ relation_end_not_exported: n('cut') }),
      brat: met({
        article_label: n('article_label'),
        article_metadata: n('articles'),
        earlier_revisions: n('earlier_revisions'),
        relation_across_coders: n('across'),
        relation_end_not_exported: n('cut') + n('apart'),
        relation_memo: n('says_more'),
        review_state: n('review_state'),
        revision_number_and_time: n('revision_number_and_time'),
      }),
      webannotation: met({
        article_metadata: n('articles'),
        article_text: n('articles'),
        earlier_revisions: n('earlier_revisions'),
        relation_end_not_exported: n('cut'),
      }),
      doccano: met({ ...linked, attributes_not_carried: n('span_attributes') }),
      labelstudio: met(linked),
      casjson: met(whole),
      webannotsv: met({ ...whole, article_metadata: n('articles') }),
      refi: met({
        ...labelled,
        article_metadata: n('articles'),
        attributes_not_carried: n('span_attributes') + n('label_attributes'),
        memo_not_carried: n('label_memos'),
        relation_memo: n('linked_more'),
        review_state: n('span_reviews') + n('label_reviews'),
        revision_number_and_time: n('spans') + n('article_label'),
      }),
      spacy: met(barest),
      conll: met({ ...barest, article_metadata: n('articles') }),
      ptc: met({ ...barest, article_metadata: n('articles') }),
    },
  };
}

const COUNTED = [
  'articles',
  'codings',
  'annotations',
  'revisions',
  'discontinuous',
  'attributions',
  'members',
  'relations',
  'decisions',
];

function met(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
