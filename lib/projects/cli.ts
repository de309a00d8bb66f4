import type { Command } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { ok } from '@/lib/result/result';

/** `project create SLUG [--name NAME]`. */
export const register: Register = (program) => {
  const project = program.command('project').description('Make projects');
  project
    .command('create <slug>')
    .description('make a project with the default codebook')
    .option('--name <name>', 'its name on the pages (default: the slug)')
    .addHelpText('after', '\nThe slug has small letters, digits and hyphens: ports-2026.')
    .action((slug: string, options: { name?: string }, command: Command) =>
      runCommand(command, async () => {
        const { createProject } = await import('./commands');
        const made = await createProject({ slug, name: options.name ?? slug });
        if (!made.ok) return made;
        const { id, name } = made.value;
        return ok({ json: { project: { id, slug, name } }, text: `Made the project ${slug}.` });
      }),
    );
};
