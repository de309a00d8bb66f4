import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { inTx, type Seeded, writeDecision, writeRevision } from './guards-testing';

export const FORBIDDEN = '42501'; // insufficient_privilege: the right was never given
export const RESTRICT = '23001'; // restrict_violation, raised by the triggers
export const CHECK = '23514'; // check_violation

/** The SQLSTATE that refuses `work`, or "accepted". */
export async function sqlstate(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (cause) {
    return (cause as pg.DatabaseError).code ?? String(cause);
  }
  return 'accepted';
}

/** Writes at least one row into each table of the project. */
export async function fillProject(pool: pg.Pool, at: Seeded): Promise<Seeded> {
  await inTx(pool, at, async (client) => {
    const first = await writeRevision(client, at);
    const second = await writeRevision(client, at, { fragments: [{ start: 0, end: 5 }] });
    await writeRevision(client, at, {
      kind: 'composite',
      code: at.codes.attribution,
      fragments: [],
      members: [{ role: 'source', annotationId: first.annotationId }],
    });
    await writeDecision(client, at, first);
    const [relation, thread, importId, suggestion] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const [draft, migration, adjudication] = [uuidv7(), uuidv7(), uuidv7()];
    const [later, laterCoding, carryOver, actor] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const [feed, claim, otherClaim] = [uuidv7(), uuidv7(), uuidv7()];
    const release = uuidv7();
    const token = uuidv7();
    const webhook = uuidv7();
    const statements: [string, unknown[]][] = [
      [
        `INSERT INTO relations (project_id, id, coding_id) VALUES ($1, $2, $3)`,
        [relation, at.coding],
      ],
      [
        `INSERT INTO relation_revisions (project_id, id, relation_id, revision_no, relation_type_id,
           from_annotation_id, to_annotation_id, author_id) VALUES ($1, $2, $3, 1, $4, $5, $6, $7)`,
        [uuidv7(), relation, at.relationType, first.annotationId, second.annotationId, at.coder],
      ],
      [
        `INSERT INTO threads (project_id, id, kind, article_id, opened_by) VALUES ($1, $2, 'note', $3, $4)`,
        [thread, at.article, at.coder],
      ],
      [
        `INSERT INTO comments (project_id, id, thread_id, author_id, body) VALUES ($1, $2, $3, $4, 'Hm')`,
        [uuidv7(), thread, at.coder],
      ],
      [
        `INSERT INTO imports (project_id, id, format, source_name) VALUES ($1, $2, 'plain', 'a')`,
        [importId],
      ],
      [
        `INSERT INTO import_rejections (project_id, import_id, position, kind, file, reason)
           VALUES ($1, $2, 0, 'article', 'a', 'bad')`,
        [importId],
      ],
      [
        `INSERT INTO invitations (project_id, id, email, role, token_hash, expires_at)
           VALUES ($1, $2, 'a@b.c', 'analyst', $3, now())`,
        [uuidv7(), uuidv7()],
      ],
      [
        `INSERT INTO operations (project_id, id, coding_id, user_id, position, label, changes)
           VALUES ($1, $2, $3, $4, 1, 'x', '[]')`,
        [uuidv7(), at.coding, at.coder],
      ],
      [
        `INSERT INTO receipts (project_id, user_id, key, command, result) VALUES ($1, $2, 'k', 'c', '{}')`,
        [at.coder],
      ],
      [
        `INSERT INTO suggestions (project_id, id, article_version_id, coder_id, origin, origin_version,
           score, kind, code_key, proposal, fingerprint, start_offset)
           VALUES ($1, $2, $3, $4, 'rules', '1', 0.5, 'span', 'source', '{}', 'f', 0)`,
        [suggestion, at.version, at.coder],
      ],
      [
        `INSERT INTO suggestion_decisions (project_id, id, suggestion_id, decider_id, outcome)
           VALUES ($1, $2, $3, $4, 'rejected')`,
        [uuidv7(), suggestion, at.coder],
      ],
      [
        `INSERT INTO suggestion_providers (project_id, id, name, url)
           VALUES ($1, $2, 'Mine', 'https://provider.example/')`,
        [uuidv7()],
      ],
      [
        `INSERT INTO label_batches (project_id, id, user_id, label, operations) VALUES ($1, $2, $3, 'x', '[]')`,
        [uuidv7(), at.coder],
      ],
      [
        `INSERT INTO assignments (project_id, id, article_id, coder_id, origin)
           VALUES ($1, $2, $3, $4, 'hand')`,
        [uuidv7(), at.article, at.coder],
      ],
      [`INSERT INTO assignment_settings (project_id) VALUES ($1)`, []],
      [
        `INSERT INTO claims (project_id, id, name) VALUES ($1, $2, 'It rose.'), ($1, $3, 'It fell.')`,
        [claim, otherClaim],
      ],
      [
        `INSERT INTO claim_names (project_id, name_key, claim_id, name) VALUES ($1, 'it rose', $2, 'It rose.')`,
        [claim],
      ],
      [
        `INSERT INTO claim_links (project_id, id, from_id, to_id, kind) VALUES ($1, $2, $3, $4, 'contradicts')`,
        [uuidv7(), claim, otherClaim],
      ],
      [
        `INSERT INTO claim_evidence (project_id, id, claim_id, stance, url)
         VALUES ($1, $2, $3, 'supports', 'https://x.example/')`,
        [uuidv7(), claim],
      ],
      [
        `INSERT INTO claim_verdicts (project_id, id, claim_id, verdict_no, rating) VALUES ($1, $2, $3, 1, 'True')`,
        [uuidv7(), claim],
      ],
      [
        `INSERT INTO releases (project_id, id, release_no, name, spec, pseudonym_key)
         VALUES ($1, $2, 1, 'R', '{}', 'k')`,
        [release],
      ],
      [
        `INSERT INTO release_articles (project_id, release_id, position, article_version_id, document)
         VALUES ($1, $2, 1, $3, '{}')`,
        [release, at.version],
      ],
      [
        `INSERT INTO release_splits (project_id, release_id, position, split) VALUES ($1, $2, 1, 'train')`,
        [release],
      ],
      [
        `INSERT INTO api_tokens (project_id, id, owner_id, name, token_sha256, hint, scopes, expires_at)
         VALUES ($1, $2::uuid, $3, 't', encode(sha256($2::uuid::text::bytea), 'hex'), 'abcd', '{read}', now() + interval '1 day')`,
        [token, at.coder],
      ],
      [
        `INSERT INTO api_answers (project_id, token_id, key, fingerprint) VALUES ($1, $2, 'k', 'f')`,
        [token],
      ],
      [
        `INSERT INTO webhooks (project_id, id, url, kinds, owner_id) VALUES ($1, $2, 'https://x.example/', '{}', $3)`,
        [webhook, at.coder],
      ],
      [
        `INSERT INTO webhook_deliveries (project_id, id, webhook_id, message_id, first_seq, last_seq, events, attempt, took_ms)
         VALUES ($1, $2, $3, 'm', 1, 1, 1, 1, 1)`,
        [uuidv7(), webhook],
      ],
      [
        `INSERT INTO feeds (project_id, id, url, interval_minutes) VALUES ($1, $2, 'https://x.example/', 60)`,
        [feed],
      ],
      [
        `INSERT INTO feed_items (project_id, feed_id, url) VALUES ($1, $2, 'https://x.example/1')`,
        [feed],
      ],
      [`INSERT INTO actors (project_id, id, name) VALUES ($1, $2, 'Vesta')`, [actor]],
      [
        `INSERT INTO actor_names (project_id, name_key, actor_id, name) VALUES ($1, 'vesta', $2, 'Vesta')`,
        [actor],
      ],
      [
        `INSERT INTO wire_articles (project_id, article_id, article_version_id, shingles)
         SELECT project_id, article_id, id, 1 FROM article_versions WHERE project_id = $1 AND article_id = $2`,
        [at.article],
      ],
      [`INSERT INTO wire_keys (project_id, key, article_id) VALUES ($1, 1, $2)`, [at.article]],
      [
        `INSERT INTO wire_pairs (project_id, low_id, high_id, shared, low_shingles, high_shingles)
         SELECT project_id, min(id::text)::uuid, max(id::text)::uuid, 1, 1, 1 FROM articles
          WHERE project_id = $1 GROUP BY project_id`,
        [],
      ],
      [
        `INSERT INTO wire_labels (project_id, id, article_id, label_no, label)
         VALUES ($1, $2, $3, 1, 'original')`,
        [uuidv7(), at.article],
      ],
      [
        `INSERT INTO training_settings (project_id, measure, threshold, articles_needed)
           VALUES ($1, 'f1_exact', 0.5, 1)`,
        [],
      ],
      [`INSERT INTO training_articles (project_id, article_id) VALUES ($1, $2)`, [at.article]],
      [`INSERT INTO trainees (project_id, user_id, state) VALUES ($1, $2, 'admitted')`, [at.coder]],
      [
        `INSERT INTO training_attempts (project_id, id, coding_id, article_version_id, user_id,
           attempt_no, measure, threshold, value, passed, result, gold_event)
         SELECT project_id, $2, id, article_version_id, coder_id, 1, 'f1_exact', 0.5, 1, true, '{}', 0
           FROM codings WHERE project_id = $1 AND coder_id = $3 LIMIT 1`,
        [uuidv7(), at.coder],
      ],
      [
        `INSERT INTO search_words (project_id, language, stem, word) VALUES ($1, 'en', 'word', 'words')`,
        [],
      ],
      [
        `INSERT INTO search_articles (project_id, article_id, article_version_id, version_no, language,
           complete, words) SELECT project_id, article_id, id, version_no, 'en', true, ''
           FROM article_versions WHERE project_id = $1 AND article_id = $2`,
        [at.article],
      ],
      [
        `INSERT INTO codebook_drafts (project_id, id, codebook_id, base_version_id, document)
           VALUES ($1, $2, $3, $4, '{}')`,
        [draft, at.codebookId, at.published],
      ],
      [
        `INSERT INTO codebook_draft_edits (project_id, draft_id, revision, edits) VALUES ($1, $2, 1, '[]')`,
        [draft],
      ],
      [
        `INSERT INTO codebook_migrations (project_id, id, to_version_id, plan, reason, started_by)
           VALUES ($1, $2, $3, '{}', 'moved', $4)`,
        [migration, at.published, at.coder],
      ],
      [
        `INSERT INTO codebook_migration_codings (project_id, migration_id, coding_id, moved, listed)
           VALUES ($1, $2, $3, 1, 1)`,
        [migration, at.coding],
      ],
      [
        `INSERT INTO codebook_migration_items (project_id, migration_id, id, coding_id, annotation_id,
           revision_no, reason) VALUES ($1, $2, $3, $4, $5, 1, 'code_gone')`,
        [migration, uuidv7(), at.coding, first.annotationId],
      ],
      [
        `INSERT INTO adjudication_decisions (project_id, id, article_version_id, kind, basis, decider_id)
           VALUES ($1, $2, $3, 'reject', 'b', $4)`,
        [adjudication, at.version, at.coder],
      ],
      [
        `INSERT INTO adjudication_sources (project_id, decision_id, ordinal, annotation_id, revision_id)
           VALUES ($1, $2, 0, $3, $4)`,
        [adjudication, first.annotationId, first.revisionId],
      ],
      [
        `INSERT INTO appeals (project_id, id, decision_id, thread_id, opened_by)
           VALUES ($1, $2, $3, $4, $5)`,
        [uuidv7(), adjudication, thread, at.coder],
      ],
      [
        `INSERT INTO article_versions (project_id, id, article_id, version_no, capture_id, text, text_sha256,
           text_length, canonicaliser, title, keywords)
           SELECT project_id, $2, article_id, version_no + 1, capture_id, text, text_sha256, text_length,
             canonicaliser, title, keywords FROM article_versions WHERE project_id = $1 AND id = $3`,
        [later, at.version],
      ],
      [
        `INSERT INTO codings (project_id, id, article_version_id, coder_id) VALUES ($1, $2, $3, $4)`,
        [laterCoding, later, at.coder],
      ],
      [
        `INSERT INTO carry_overs (project_id, id, from_coding_id, coding_id, carried_by)
           VALUES ($1, $2, $3, $4, $5)`,
        [carryOver, at.coding, laterCoding, at.coder],
      ],
      [
        `INSERT INTO carry_over_items (project_id, id, carry_over_id, coding_id, source_id,
           source_revision_id, verdict, score, near, state) VALUES ($1, $2, $3, $4, $5, $6, 'lost', 0, 0, 'waiting')`,
        [uuidv7(), carryOver, laterCoding, first.annotationId, first.revisionId],
      ],
      [
        `INSERT INTO carry_over_relations (project_id, carry_over_id, coding_id, source_id, relation_id)
           VALUES ($1, $2, $3, $4, $4)`,
        [carryOver, laterCoding, relation],
      ],
      [
        `INSERT INTO article_metadata_changes (project_id, id, article_version_id, capture_id, changes)
           SELECT project_id, $2, id, capture_id, '{"title": {"before": null, "after": "T"}}'
             FROM article_versions WHERE project_id = $1 AND id = $3`,
        [uuidv7(), at.version],
      ],
      [
        `SELECT append_event($1, $2)`,
        [
          JSON.stringify({
            id: uuidv7(),
            type: 'project.changed',
            at: new Date().toISOString(),
          }),
        ],
      ],
    ];
    for (const [sql, params] of statements) await client.query(sql, [at.projectId, ...params]);
  });
  return at;
}
