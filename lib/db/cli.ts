import type { Command } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { userPath } from '@/lib/cli/paths';

export const register: Register = (program) => {
  program
    .command('backup <file>')
    .description('Write everything that is stored into one new file, as of one moment')
    .action((file: string, _options: unknown, command: Command) =>
      runCommand(command, async () => {
        const { backup } = await import('./backup');
        return backup(userPath(file));
      }),
    );
  program
    .command('restore <file>')
    .description('Fill an empty database from a backup, and check it')
    .action((file: string, _options: unknown, command: Command) =>
      runCommand(command, async () => {
        const { restore } = await import('./restore');
        return restore(userPath(file));
      }),
    );
};
