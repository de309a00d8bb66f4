import type { Command } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { userPath } from '@/lib/cli/paths';
import { ok } from '@/lib/result/result';

export const register: Register = (program) => {
  program
    .command('backup <file>')
    .description('Write everything that is stored into one new file, as of one moment')
    .action((file: string, _options: unknown, command: Command) =>
      runCommand(command, async () => {
        const { backup } = await import('./commands');
        const done = await backup(userPath(file));
        if (!done.ok) return done;
        return ok({
          json: { ...done.value },
          text: `Wrote ${done.value.rows} rows of ${done.value.tables.length} tables to ${done.value.file}.`,
        });
      }),
    );
  program
    .command('restore <file>')
    .description('Fill an empty database from a backup, and verify what came back')
    .action((file: string, _options: unknown, command: Command) =>
      runCommand(command, async () => {
        const { restore } = await import('./commands');
        const done = await restore(userPath(file));
        if (!done.ok) return done;
        const { rows, projects, eventsVerified } = done.value;
        return ok({
          json: { ...done.value },
          text: `Restored ${rows} rows; verified ${eventsVerified} events of ${projects} projects.`,
        });
      }),
    );
};
