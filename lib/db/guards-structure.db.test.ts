import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { inTx, type RawRevision, type Seeded, seedProject, writeRevision } from './guards-testing';
import { testDatabase } from './testing';

const db = await testDatabase();
let at: Seeded;
beforeAll(async () => {
  at = await seedProject(db.pool);
});

const write = (raw: RawRevision) =>
  inTx(db.pool, at, (client) => writeRevision(client, at, raw)).then((made) => made.annotationId);
const composite = (nested: readonly string[], more: Partial<RawRevision> = {}): RawRevision => ({
  kind: 'composite',
  code: at.codes.attribution,
  fragments: [],
  members: nested.map((annotationId) => ({ role: 'nested', annotationId })),
  ...more,
});

/** The constraint that refused, or `accepted`. */
async function refusal(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'accepted';
  } catch (cause) {
    return (cause as { constraint?: string }).constraint ?? String(cause);
  }
}

describe('the database, asked in SQL', () => {
  it('lets composites stand inside composites, and nothing inside itself', async () => {
    const inner = await write(composite([]));
    const middle = await write(composite([inner]));
    const outer = await write(composite([middle]));
    const again = (id: string, nested: string) =>
      refusal(write(composite([nested], { annotationId: id, no: 2 })));
    expect(await again(inner, outer)).toBe('revision_members_acyclic');
    expect(await again(inner, inner)).toBe('revision_members_acyclic');
    expect(await again(middle, outer)).toBe('revision_members_acyclic');
    // What an older revision said no longer counts.
    await write(composite([], { annotationId: middle, no: 2 }));
    expect(await again(inner, outer)).toBe('accepted');
  });

  it('refuses the second of two writers who each close half of a circle', async () => {
    const a = await write(composite([]));
    const b = await write(composite([]));
    const outcomes = await Promise.all([
      refusal(write(composite([b], { annotationId: a, no: 2 }))),
      refusal(write(composite([a], { annotationId: b, no: 2 }))),
    ]);
    expect(outcomes.sort()).toEqual(['accepted', 'revision_members_acyclic']);
  });

  it('refuses a span inside, and a composite in another role', async () => {
    const span = await write({});
    const inner = await write(composite([]));
    expect(await refusal(write(composite([span])))).toBe('revision_members_role');
    const asSource = composite([], { members: [{ role: 'source', annotationId: inner }] });
    expect(await refusal(write(asSource))).toBe('revision_members_role');
  });

  it('refuses a link between codings of one text, and lets one lead to another text', async () => {
    const [mine, theirs, there] = [await write({}), uuidv7(), uuidv7()];
    const [bens, elsewhere] = [uuidv7(), uuidv7()];
    await inTx(db.pool, at, async (client) => {
      for (const [coding, version] of [
        [bens, at.version],
        [elsewhere, at.otherVersion],
      ]) {
        await client.query(
          `INSERT INTO codings (project_id, id, article_version_id, coder_id) VALUES ($1, $2, $3, $4)`,
          [at.projectId, coding, version, at.reviewer],
        );
      }
    });
    await inTx(db.pool, at, (client) =>
      writeRevision(client, { ...at, coding: bens }, { annotationId: theirs }),
    );
    await inTx(db.pool, at, (client) =>
      writeRevision(
        client,
        { ...at, coding: elsewhere, version: at.otherVersion },
        {
          annotationId: there,
        },
      ),
    );
    const link = (from: string, to: string) =>
      refusal(
        inTx(db.pool, at, (client) =>
          client.query(
            `WITH l AS (INSERT INTO relations (project_id, id, coding_id) VALUES ($1, $2, $3))
             INSERT INTO relation_revisions (project_id, id, relation_id, revision_no,
               relation_type_id, from_annotation_id, to_annotation_id, author_id)
             VALUES ($1, $4, $2, 1, $5, $6, $7, $8)`,
            [at.projectId, uuidv7(), at.coding, uuidv7(), at.relationType, from, to, at.coder],
          ),
        ),
      );
    expect(await link(mine, theirs)).toBe('relation_revisions_reach');
    expect(await link(theirs, there)).toBe('relation_revisions_reach');
    expect(await link(mine, there)).toBe('accepted');
    expect(await link(there, mine)).toBe('accepted');
  });
});
