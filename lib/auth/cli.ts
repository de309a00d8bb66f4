import { type Command, InvalidArgumentError } from 'commander';
import { type Register, readStdin, runCommand } from '@/lib/cli/command';
import { ok, type Result } from '@/lib/result/result';
import { ROLES, type Role } from './roles';

interface CreateOptions {
  name: string;
  role: Role;
  project?: string;
  passwordStdin?: boolean;
}

/**
 * `user create`, `user add`, `user reset-link`, `user deactivate`: accounts by whoever runs the machine. A password
 * comes from stdin, never from an argument, which other users of the machine could read.
 */
export const register: Register = (program) => {
  const user = program.command('user').description('Make and shut accounts');
  user
    .command('create <email>')
    .description('make an account, as a member of a project when one is named')
    .requiredOption('--name <name>', 'the person’s name, as colleagues see it')
    .option('--role <role>', `role in the project: ${ROLES.join(', ')}`, parseRole, 'analyst')
    .option('--project <slug>', 'the project to join')
    .option('--password-stdin', 'read the password from stdin (required)')
    .addHelpText(
      'after',
      '\nExample: echo "$PASSWORD" | sourcemark user create ada@example.org --name "Ada" --role admin --project ports --password-stdin',
    )
    .action((email: string, options: CreateOptions, command: Command) => {
      if (!options.passwordStdin) {
        command.error('error: give the password on stdin, with --password-stdin');
      }
      return runCommand(command, async () => {
        const password = await readStdin();
        const project = await findProject(options.project);
        if (!project.ok) return project;
        const { createUser } = await import('./account-commands');
        const made = await createUser(
          { kind: 'operator' },
          {
            email,
            name: options.name,
            password,
            ...(project.value
              ? { membership: { projectId: project.value, role: options.role } }
              : {}),
          },
        );
        if (!made.ok) return made;
        return ok({
          json: {
            user: {
              id: made.value.userId,
              email: made.value.email,
              project: options.project ?? null,
              role: options.project ? options.role : null,
            },
          },
          text: options.project
            ? `Made ${made.value.email}, ${options.role} in ${options.project}.`
            : `Made ${made.value.email}. Nobody’s project is open to them yet.`,
        });
      });
    });
  user
    .command('add <email>')
    .description('make an existing account a member of a project')
    .requiredOption('--project <slug>', 'the project to join')
    .option('--role <role>', `role in the project: ${ROLES.join(', ')}`, parseRole, 'analyst')
    .action((email: string, options: { project: string; role: Role }, command: Command) =>
      runCommand(command, async () => {
        const { findProjectId } = await import('@/lib/projects/queries');
        const project = await findProjectId(options.project);
        if (!project.ok) return project;
        const { findUserId } = await import('./queries');
        const found = await findUserId(email);
        if (!found.ok) return found;
        const { addMember } = await import('./account-commands');
        const added = await addMember(
          { kind: 'operator', projectId: project.value },
          { userId: found.value, role: options.role },
        );
        if (!added.ok) return added;
        return ok({
          json: { user: { id: added.value.userId, project: options.project, role: options.role } },
          text: `${email} is now ${options.role} in ${options.project}.`,
        });
      }),
    );
  user
    .command('reset-link <email>')
    .description('make a link with which the person sets a new password, once, within a day')
    .action((email: string, _options: unknown, command: Command) =>
      runCommand(command, async () => {
        const { findUserId } = await import('./queries');
        const found = await findUserId(email);
        if (!found.ok) return found;
        const { makeResetLink } = await import('./password-commands');
        const made = await makeResetLink({ kind: 'operator' }, { userId: found.value });
        if (!made.ok) return made;
        const { env } = await import('@/lib/env');
        const { PORT, NEXTAUTH_URL } = env();
        const origin = (NEXTAUTH_URL ?? `http://localhost:${PORT}`).replace(/\/$/, '');
        const link = `${origin}/new-password/${made.value.token}`;
        return ok({
          json: { link, email: made.value.email, expiresAt: made.value.expiresAt },
          text: `Pass this link on; it works once, within a day:\n${link}`,
        });
      }),
    );
  user
    .command('deactivate <email>')
    .description('shut an account at once: no sign-in, every session ended')
    .action((email: string, _options: unknown, command: Command) =>
      runCommand(command, async () => {
        const { findUserId } = await import('./queries');
        const found = await findUserId(email);
        if (!found.ok) return found;
        const { deactivateUser } = await import('./account-commands');
        const shut = await deactivateUser({ kind: 'operator' }, { userId: found.value });
        if (!shut.ok) return shut;
        return ok({ json: { user: { id: shut.value.userId } }, text: `${email} is deactivated.` });
      }),
    );
  user
    .command('reactivate <email>')
    .description('open a deactivated account again, with its memberships and its password')
    .action((email: string, _options: unknown, command: Command) =>
      runCommand(command, async () => {
        const { findUserId } = await import('./queries');
        const found = await findUserId(email);
        if (!found.ok) return found;
        const { reactivateUser } = await import('./account-commands');
        const open = await reactivateUser({ kind: 'operator' }, { userId: found.value });
        if (!open.ok) return open;
        return ok({ json: { user: { id: open.value.userId } }, text: `${email} is active again.` });
      }),
    );
};

function parseRole(value: string): Role {
  const role = ROLES.find((known) => known === value);
  if (!role) throw new InvalidArgumentError(`Choose one of: ${ROLES.join(', ')}.`);
  return role;
}

/** The id of a project by its slug; undefined when none was named. */
async function findProject(slug: string | undefined): Promise<Result<string | undefined>> {
  if (slug === undefined) return ok(undefined);
  const { findProjectId } = await import('@/lib/projects/queries');
  return findProjectId(slug);
}
