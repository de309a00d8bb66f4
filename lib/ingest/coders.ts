import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { GOLD_ID } from '@/lib/adjudication/rules/gold';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { ok, type Result } from '@/lib/result/result';
import type { IncomingCoding } from './schema';

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Every name in these codings: of coders (`nobody` for one not named), and of whom their pasts tell. */
export function namesIn(codings: readonly IncomingCoding[], nobody: string): string[] {
  return codings.flatMap(({ coder, annotations, composites }) => [
    coder ?? nobody,
    ...[...annotations, ...composites].flatMap(({ past }) =>
      past
        ? [
            past.author,
            ...past.earlier.map(({ author }) => author),
            ...past.decisions.map(({ decider }) => decider),
          ]
        : [],
    ),
  ]);
}

/**
 * The people whose work a file holds, by the names in it: a member with that e-mail address or, if
 * there is just one, of that name; else a new analyst who cannot sign in. `create` false only looks.
 * Errors: those of `inProject` with `articles.import`.
 */
export function resolveCoders(
  actor: Actor,
  names: readonly string[],
  create: boolean,
): Promise<Result<Map<string, string>>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const members = await tx.sql<MemberRow>(
      `SELECT u.id::text AS id, u.name, u.email FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.project_id = $1::uuid
          -- Gold in a file is somebody’s coding here: nothing adjudicated it in this project.
          AND u.id <> $2::uuid ORDER BY m.joined_at, u.id`,
      tx.projectId,
      GOLD_ID,
    );
    const found = new Map<string, string>();
    for (const name of names) {
      const known = findMember(members, name, importedAddress(tx.projectId, name));
      if (known) found.set(name, known);
      else if (create) found.set(name, await addCoder(tx, me.userId, name));
    }
    return ok(found);
  });
}

function findMember(members: readonly MemberRow[], name: string, address: string): string | null {
  const byAddress = members.find(({ email }) => email === name.toLowerCase() || email === address);
  if (byAddress) return byAddress.id;
  const sameName = members.filter((member) => member.name === name);
  return sameName.length === 1 ? (sameName[0]?.id ?? null) : null;
}

/** An address that nobody has (RFC 2606), the same each time, so that two imports find one person. */
function importedAddress(projectId: string, name: string): string {
  const digest = createHash('sha256').update(`${projectId}/${name}`).digest('hex').slice(0, 16);
  return `coder-${digest}@imported.invalid`;
}

async function addCoder(tx: ProjectTx, actorId: string | null, name: string): Promise<string> {
  const email = importedAddress(tx.projectId, name);
  await tx.sql(
    'INSERT INTO users (id, email, name) VALUES ($1::uuid, $2, $3) ON CONFLICT (email) DO NOTHING',
    uuidv7(),
    email,
    name,
  );
  const [user] = await tx.sql<{ id: string }>(
    'SELECT id::text AS id FROM users WHERE email = $1',
    email,
  );
  if (!user) throw new Error(`The coder ${name} was neither added nor found.`);
  const added = await tx.sql(
    `INSERT INTO members (project_id, user_id, role) VALUES ($1::uuid, $2::uuid, 'analyst')
     ON CONFLICT DO NOTHING RETURNING user_id`,
    tx.projectId,
    user.id,
  );
  if (added.length > 0) {
    await appendEvent(tx, {
      type: 'member.added',
      actorId,
      payload: {
        userId: user.id,
        before: null,
        after: { role: 'analyst', name, signIn: false },
      },
    });
  }
  return user.id;
}
