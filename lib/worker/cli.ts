import { type Command, InvalidArgumentError } from 'commander';
import type { Register } from '@/lib/cli/command';

const MOST_JOBS = 32;

export const register: Register = (program) => {
  program
    .command('worker')
    .description('Run jobs (imports, feeds, releases) of the queue, beside those that the app runs')
    .option('--jobs <number>', 'how many at once', jobs, 2)
    .action(async (options: { jobs: number }, _command: Command) => {
      const { workUntilStopped } = await import('./until-stopped');
      await workUntilStopped(options.jobs);
    });
};

function jobs(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MOST_JOBS) return number;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_JOBS}.`);
}
