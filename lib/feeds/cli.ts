import type { Command } from 'commander';
import type { Actor } from '@/lib/auth/actor';
import { type Register, runCommand } from '@/lib/cli/command';
import { err, ok, type Result } from '@/lib/result/result';
import type { FeedDto } from './schema';

/** `feeds list|watch|pause|resume|remove --project SLUG` */
export const register: Register = (program) => {
  const feeds = program
    .command('feeds')
    .description('Watch feeds, whose pages are imported as they appear');
  feeds
    .command('list')
    .description('the feeds that a project watches')
    .requiredOption('--project <slug>', 'the project')
    .action((options: { project: string }, command: Command) =>
      runCommand(command, async () => {
        const actor = await operatorOf(options.project);
        if (!actor.ok) return actor;
        const { listFeeds } = await import('./queries');
        const found = await listFeeds(actor.value);
        if (!found.ok) return found;
        return ok({ json: { feeds: found.value }, text: found.value.map(line).join('\n') });
      }),
    );
  feeds
    .command('watch <url>')
    .description('watch a feed')
    .requiredOption('--project <slug>', 'the project')
    .option('--every <minutes>', 'how often it is looked at', '60')
    .action((url: string, options: { project: string; every: string }, command: Command) =>
      runCommand(command, async () => {
        const actor = await operatorOf(options.project);
        if (!actor.ok) return actor;
        const { watchFeedSchema } = await import('./schema');
        const { projectId } = actor.value;
        const given = { projectId, url, intervalMinutes: options.every };
        const input = watchFeedSchema.safeParse(given);
        if (!input.success) {
          return err(
            'invalid_input',
            input.error.issues[0]?.message ?? 'This cannot be understood.',
          );
        }
        const { watchFeed } = await import('./commands');
        const made = await watchFeed(actor.value, input.data);
        if (!made.ok) return made;
        return ok({ json: made.value, text: `Watched: ${made.value.feedId}` });
      }),
    );
  for (const verb of ['pause', 'resume', 'remove'] as const) {
    feeds
      .command(`${verb} <url>`)
      .description(`${verb} a feed`)
      .requiredOption('--project <slug>', 'the project')
      .action((url: string, options: { project: string }, command: Command) =>
        runCommand(command, async () => {
          const actor = await operatorOf(options.project);
          if (!actor.ok) return actor;
          const { listFeeds } = await import('./queries');
          const found = await listFeeds(actor.value);
          if (!found.ok) return found;
          const feed = found.value.find((one) => one.url === url || one.id === url);
          const commands = await import('./commands');
          const move = {
            pause: commands.pauseFeed,
            resume: commands.resumeFeed,
            remove: commands.removeFeed,
          };
          const moved = await move[verb](actor.value, { feedId: feed?.id ?? NO_FEED });
          if (!moved.ok) return moved;
          return ok({ json: { feedId: feed?.id ?? null }, text: 'Done.' });
        }),
      );
  }
};

/** An id that no feed has. */
const NO_FEED = '00000000-0000-0000-0000-000000000000';

async function operatorOf(slug: string): Promise<Result<Actor>> {
  const { findProjectId } = await import('@/lib/projects/queries');
  const projectId = await findProjectId(slug);
  return projectId.ok ? ok({ kind: 'operator', projectId: projectId.value }) : projectId;
}

function line({ url, title, state, intervalMinutes, pages, problem }: FeedDto): string {
  const trouble = problem === null ? '' : `  ! ${problem}`;
  return `${state.padEnd(8)} every ${intervalMinutes} min  ${pages} pages  ${title ?? ''}  ${url}${trouble}`;
}
