import { v7 as uuidv7 } from 'uuid';
import { createCodebook } from '@/lib/codebook/commands';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { type CreateProject, createProjectSchema, type ProjectDto } from './schema';

/**
 * Makes a project with the default codebook in force, and the creator, when there is one, as its
 * admin. Run by the command line's operator. Errors: `invalid_input` (slug, name), `conflict` (the
 * slug is taken).
 */
export async function createProject(
  given: CreateProject,
  creator?: { readonly userId: string },
): Promise<Result<ProjectDto>> {
  const parsed = createProjectSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return err('invalid_input', issue?.message ?? 'The project cannot be made.', {
      field: String(issue?.path[0] ?? 'slug'),
    });
  }
  const { slug, name } = parsed.data;
  const projectId = uuidv7();
  return inProject({ kind: 'operator', projectId }, 'project.settings', async (tx) => {
    const made = await tx.sql<{ id: string }>(
      `INSERT INTO projects (id, slug, name) VALUES ($1::uuid, $2, $3)
       ON CONFLICT (slug) DO NOTHING RETURNING id`,
      projectId,
      slug,
      name,
    );
    if (made.length === 0) {
      return err('conflict', `There is a project “${slug}” already.`, { field: 'slug' });
    }
    const actorId = creator?.userId ?? null;
    await appendEvent(tx, { type: 'project.created', actorId, payload: { slug, name } });
    if (creator !== undefined) {
      const { userId } = creator;
      await tx.prisma.member.create({ data: { projectId, userId, role: 'admin' } });
      await appendEvent(tx, {
        type: 'member.added',
        actorId,
        payload: { userId, before: null, after: { role: 'admin' } },
      });
    }
    await createCodebook(tx, actorId, defaultCodebook);
    return ok({ id: projectId, slug, name });
  });
}
