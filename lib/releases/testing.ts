import { createHash } from 'node:crypto';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { ok } from '@/lib/result/result';

/** A small project made with plain SQL, for tests that read: what is in it is said here alone. */
export interface Fixture {
  readonly projectId: string;
  readonly operator: Actor;
  readonly people: Readonly<Record<string, string>>;
  readonly codes: Readonly<Record<string, string>>;
  readonly versionId: string;
  article(name: string, text: string): Promise<string>;
  coding(versionId: string, person: string): Promise<string>;
  annotate(given: NewAnnotation): Promise<{ id: string; revisionId: string }>;
  relate(codingId: string, from: string, to: string, author: string): Promise<string>;
  /** `amended`: the reviewer's own revision, for a decision that amends. */
  decide(
    annotationId: string,
    revisionId: string,
    kind: string,
    by: string,
    amended?: string,
  ): Promise<void>;
  event(type: 'coding.started' | 'project.changed'): Promise<void>;
}

export interface NewAnnotation {
  readonly id?: string;
  readonly revisionNo?: number;
  readonly codingId: string;
  readonly versionId: string;
  readonly kind: 'span' | 'article' | 'composite';
  readonly code: string;
  readonly author: string;
  readonly fragments?: readonly (readonly [number, number])[];
  readonly members?: readonly (readonly [role: string, id: string])[];
  readonly attributes?: object;
  readonly externalRef?: object | null;
  readonly memo?: string | null;
  readonly confidence?: number | null;
  readonly deleted?: boolean;
}

const CODES = [
  { key: 'source', layer: 'attribution', targets: '{span}', type: 'Source' },
  { key: 'cue', layer: 'attribution', targets: '{span}', type: 'Cue' },
  { key: 'content', layer: 'attribution', targets: '{span}', type: 'Content' },
  { key: 'attribution', layer: 'attribution', targets: '{composite}', type: 'Attribution' },
  { key: 'economic', layer: 'framing', targets: '{span,article}', type: null },
];

/** Makes the project in the given database, as its owner. */
export async function makeFixture(owner: pg.Pool, slug = 'fixture'): Promise<Fixture> {
  const projectId = uuidv7();
  const id = () => uuidv7();
  const people: Record<string, string> = {};
  const codes: Record<string, string> = {};
  await owner.query('INSERT INTO projects (id, slug, name) VALUES ($1, $2, $2)', [projectId, slug]);
  for (const name of ['ann', 'ben', 'rita']) {
    people[name] = id();
    const email = `${name}-${slug}@example.org`;
    await owner.query('INSERT INTO users (id, email, name) VALUES ($1, $2, $3)', [
      people[name],
      email,
      name,
    ]);
    await owner.query(
      `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'analyst')`,
      [projectId, people[name]],
    );
  }
  const [codebook, version] = [id(), id()];
  await owner.query('INSERT INTO codebooks (project_id, id, name) VALUES ($1, $2, $3)', [
    projectId,
    codebook,
    'Codebook',
  ]);
  await owner.query(
    `INSERT INTO codebook_versions (project_id, id, codebook_id, version_no) VALUES ($1, $2, $3, 1)`,
    [projectId, version, codebook],
  );
  const layers: Record<string, string> = { attribution: id(), framing: id() };
  for (const [position, [key, layerId]] of Object.entries(layers).entries()) {
    await owner.query(
      `INSERT INTO layers (project_id, id, codebook_version_id, key, name, position)
       VALUES ($1, $2, $3, $4, jsonb_build_object('en', $4::text), $5)`,
      [projectId, layerId, version, key, position],
    );
  }
  const roles = ['source', 'cue', 'content'].map((role) => ({ role, codes: [role] }));
  for (const [position, { key, layer, targets, type }] of CODES.entries()) {
    codes[key] = id();
    await owner.query(
      `INSERT INTO codes (project_id, id, codebook_version_id, layer_id, key, name, colour, targets,
         roles, external_mappings, position)
       VALUES ($1, $2, $3, $4, $5, jsonb_build_object('en', $5::text), '{}', $6::annotation_kind[], $7,
         $8, $9)`,
      [
        projectId,
        codes[key],
        version,
        layers[layer],
        key,
        targets,
        JSON.stringify(key === 'attribution' ? roles : []),
        JSON.stringify(type ? [{ system: 'polnear', type }] : []),
        position,
      ],
    );
  }
  await owner.query(
    `INSERT INTO attribute_definitions (project_id, id, codebook_version_id, layer_id, code_id, key,
       kind, name, position) VALUES ($1, $2, $3, $4, NULL, 'note', 'text', '{"en":"note"}', 0)`,
    [projectId, id(), version, layers.framing],
  );
  const relationType = id();
  await owner.query(
    `INSERT INTO relation_types (project_id, id, codebook_version_id, key, name, position)
     VALUES ($1, $2, $3, 'supports', '{"en":"supports"}', 0)`,
    [projectId, relationType, version],
  );
  await owner.query(
    `UPDATE codebook_versions SET state = 'published', published_at = now(), sha256 = repeat('a', 64)
      WHERE id = $1`,
    [version],
  );
  await owner.query('UPDATE projects SET codebook_version_id = $2 WHERE id = $1', [
    projectId,
    version,
  ]);
  const operator: Actor = { kind: 'operator', projectId };

  const article = async (name: string, text: string): Promise<string> => {
    const [articleId, captureId, versionId] = [id(), id(), id()];
    const bytes = Buffer.from(text);
    const sha = createHash('sha256').update(bytes).digest();
    await owner.query('INSERT INTO articles (project_id, id, external_id) VALUES ($1, $2, $3)', [
      projectId,
      articleId,
      name,
    ]);
    await owner.query(
      `INSERT INTO captures (project_id, id, sha256, bytes, media_type, source_name, importer,
         importer_version, retrieved_at) VALUES ($1, $2, $3, $4, 'text/plain', $5, 'test', '1', now())`,
      [projectId, captureId, sha, bytes, name],
    );
    await owner.query(
      `INSERT INTO article_versions (project_id, id, article_id, version_no, capture_id, text,
         text_sha256, text_length, canonicaliser, language, title, keywords, published_at)
       VALUES ($1, $2, $3, 1, $4, $5, $6, char_length($5), 'verbatim', 'en', $7, '{a,b}',
         '2026-01-02T03:04:05.678901Z')`,
      [projectId, versionId, articleId, captureId, text, sha, `Title of ${name}`],
    );
    return versionId;
  };

  return {
    projectId,
    operator,
    people,
    codes,
    versionId: version,
    article,
    async coding(versionId, person) {
      const codingId = id();
      await owner.query(
        `INSERT INTO codings (project_id, id, article_version_id, coder_id, state)
         VALUES ($1, $2, $3, $4, 'in_progress')`,
        [projectId, codingId, versionId, people[person]],
      );
      return codingId;
    },
    async annotate(given) {
      const annotationId = given.id ?? id();
      const revisionId = id();
      const revisionNo = given.revisionNo ?? 1;
      if (revisionNo === 1) {
        await owner.query(
          `INSERT INTO annotations (project_id, id, coding_id, article_version_id, kind, external_ref)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [
            projectId,
            annotationId,
            given.codingId,
            given.versionId,
            given.kind,
            given.externalRef ? JSON.stringify(given.externalRef) : null,
          ],
        );
      }
      const fragments = given.fragments ?? [];
      const members = given.members ?? [];
      await owner.query(
        `WITH r AS (
           INSERT INTO annotation_revisions (project_id, id, annotation_id, article_version_id,
             revision_no, codebook_version_id, code_id, attributes, confidence, memo, deleted,
             fragment_count, member_count, author_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ), f AS (
           INSERT INTO fragments (project_id, revision_id, ordinal, article_version_id, start_offset,
             end_offset, quote)
           SELECT $1, $2, o - 1, $4, s, e, substr(v.text, s + 1, e - s)
             FROM unnest($15::int[], $16::int[]) WITH ORDINALITY x (s, e, o)
             JOIN article_versions v ON v.id = $4
         )
         INSERT INTO revision_members (project_id, revision_id, ordinal, role, annotation_id)
         SELECT $1, $2, o - 1, role, a
           FROM unnest($17::text[], $18::uuid[]) WITH ORDINALITY x (role, a, o)`,
        [
          projectId,
          revisionId,
          annotationId,
          given.versionId,
          revisionNo,
          version,
          codes[given.code],
          JSON.stringify(given.attributes ?? {}),
          given.confidence ?? null,
          given.memo ?? null,
          given.deleted ?? false,
          fragments.length,
          members.length,
          people[given.author],
          fragments.map(([start]) => start),
          fragments.map(([, end]) => end),
          members.map(([role]) => role),
          members.map(([, member]) => member),
        ],
      );
      return { id: annotationId, revisionId };
    },
    async relate(codingId, from, to, author) {
      const relationId = id();
      await owner.query('INSERT INTO relations (project_id, id, coding_id) VALUES ($1, $2, $3)', [
        projectId,
        relationId,
        codingId,
      ]);
      await owner.query(
        `INSERT INTO relation_revisions (project_id, id, relation_id, revision_no, relation_type_id,
           from_annotation_id, to_annotation_id, author_id) VALUES ($1, $2, $3, 1, $4, $5, $6, $7)`,
        [projectId, id(), relationId, relationType, from, to, people[author]],
      );
      return relationId;
    },
    async decide(annotationId, revisionId, kind, by, amended) {
      await owner.query(
        `INSERT INTO review_decisions (project_id, id, annotation_id, revision_id, kind, reason, decider_id,
           amended_revision_id) VALUES ($1, $2, $3, $4, $5, 'because', $6, $7)`,
        [projectId, id(), annotationId, revisionId, kind, people[by], amended ?? null],
      );
    },
    async event(type) {
      await inProject(operator, 'project.read', async (tx) => {
        await appendEvent(tx, { type, actorId: null, payload: { n: 1 } });
        return ok(undefined);
      });
    },
  };
}
