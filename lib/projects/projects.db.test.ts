import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import type { Role } from '@/lib/auth/roles';
import { addCodes, addPack } from '@/lib/codebook/commands';
import { codebookHash } from '@/lib/codebook/hash';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import { getPublishedCodebook, listCodebookVersions } from '@/lib/codebook/queries';
import { inStoredOrder } from '@/lib/codebook/store';
import { testDatabase } from '@/lib/db/testing';
import { createProject } from './commands';

const db = await testDatabase();

async function newUser(): Promise<string> {
  const id = randomUUID();
  await db.prisma.user.create({ data: { id, email: `${id}@test.example`, name: 'Test' } });
  return id;
}

async function newProject(): Promise<{ projectId: string; operator: Actor }> {
  const made = await createProject({ slug: `p-${randomUUID()}`, name: 'Test' });
  if (!made.ok) throw new Error(made.error.userMessage);
  return { projectId: made.value.id, operator: { kind: 'operator', projectId: made.value.id } };
}

async function newMember(projectId: string, role: Role): Promise<Actor> {
  const userId = await newUser();
  await db.superPool.query(
    `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, $3::member_role)`,
    [projectId, userId, role],
  );
  return { kind: 'user', userId, projectId };
}

function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function eventTypes(projectId: string): Promise<string[]> {
  const { rows } = await db.superPool.query<{ type: string }>(
    'SELECT type FROM events WHERE project_id = $1 ORDER BY seq',
    [projectId],
  );
  return rows.map((row) => row.type);
}

describe('createProject', () => {
  it('makes a project with the default codebook in force, and says so in its history', async () => {
    const userId = await newUser();
    const slug = `p-${randomUUID()}`;
    const project = unwrap(await createProject({ slug, name: ' Ports ' }, { userId }));
    expect(project).toMatchObject({ slug, name: 'Ports' });
    expect(await eventTypes(project.id)).toEqual([
      'project.created',
      'member.added',
      'codebook.created',
      'codebook.published',
    ]);
    const creator: Actor = { kind: 'user', userId, projectId: project.id };
    const codebook = unwrap(await getPublishedCodebook(creator));
    expect(codebook.versionNo).toBe(1);
    expect(codebook.state).toBe('published');
    expect(codebook.document).toEqual(inStoredOrder(defaultCodebook));
    expect(codebook.sha256).toBe(codebookHash(codebook.document));
    expect(Object.keys(codebook.codeIds)).toHaveLength(defaultCodebook.codes.length);
  });

  it('refuses a taken slug and one that cannot stand in an address', async () => {
    const slug = `p-${randomUUID()}`;
    const both = await Promise.all([
      createProject({ slug, name: 'One' }),
      createProject({ slug, name: 'Two' }),
    ]);
    expect(both.map((result) => (result.ok ? 'ok' : result.error.code)).sort()).toEqual([
      'conflict',
      'ok',
    ]);
    for (const wrong of ['', '-a', 'a-', 'A', 'a/b', 'é', 'a'.repeat(65)]) {
      const result = await createProject({ slug: wrong, name: 'Wrong' });
      expect(result.ok ? wrong : result.error.code).toBe('invalid_input');
    }
    const nameless = await createProject({ slug: `p-${randomUUID()}`, name: ' ' });
    expect(!nameless.ok && nameless.error.field).toBe('name');
  });
});

describe('changing the codebook', () => {
  it('adds a pack as a new version once, and keeps the old one', async () => {
    const { projectId } = await newProject();
    const lead = await newMember(projectId, 'lead');
    const before = unwrap(await getPublishedCodebook(lead));
    const added = unwrap(await addPack(lead, 'polnear'));
    expect(added.changed).toBe(true);
    expect(added.version.versionNo).toBe(2);
    expect(added.version.codeIds.discuss).toBeDefined();
    const again = unwrap(await addPack(lead, 'polnear'));
    expect(again).toMatchObject({
      changed: false,
      version: { versionId: added.version.versionId },
    });
    const lines = unwrap(await listCodebookVersions(lead));
    expect(lines.map((line) => [line.versionNo, line.sha256])).toEqual([
      [2, added.version.sha256],
      [1, before.sha256],
    ]);
  });

  it('makes one version after another when two change it at once', async () => {
    const { projectId, operator } = await newProject();
    const types = ['Alpha', 'Beta', 'Gamma', 'Delta'];
    const results = await Promise.all(
      types.map((type) => addCodes(operator, [{ type, target: 'span' }], 'brat')),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    const codebook = unwrap(await getPublishedCodebook(operator));
    expect(codebook.versionNo).toBe(5);
    expect(types.every((type) => codebook.codeIds[type.toLowerCase()] !== undefined)).toBe(true);
    expect((await eventTypes(projectId)).filter((t) => t === 'codebook.published')).toHaveLength(5);
  });

  it('is for leads and admins, and tells strangers nothing', async () => {
    const { projectId } = await newProject();
    for (const role of ['analyst', 'reader'] as const) {
      const result = await addPack(await newMember(projectId, role), 'polnear');
      expect(result.ok ? role : result.error.code).toBe('forbidden');
    }
    const stranger: Actor = { kind: 'user', userId: await newUser(), projectId };
    const results = await Promise.all([
      addPack(stranger, 'polnear'),
      getPublishedCodebook(stranger),
      listCodebookVersions(stranger),
    ]);
    expect(results.map((result) => !result.ok && result.error.code)).toEqual([
      'not_found',
      'not_found',
      'not_found',
    ]);
    const unknown = await addPack(await newMember(projectId, 'admin'), 'nothing');
    expect(!unknown.ok && unknown.error.code).toBe('not_found');
  });
});
