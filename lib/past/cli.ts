import { type Command, InvalidArgumentError } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { err, ok } from '@/lib/result/result';
import type { Asked, PastArticle, PastProject } from './schema';

interface Options {
  readonly project: string;
  readonly event?: number;
  readonly at?: Date;
  readonly article?: string;
}

/** `history as-of --project SLUG (--event NUMBER | --at TIME) [--article ID]` */
export const register: Register = (program) => {
  const history = program.commands.find((one) => one.name() === 'history');
  if (!history) throw new Error('`history as-of` goes below `history`');
  history
    .command('as-of')
    .description('tell a project, or an article’s annotations, as they were at a past moment')
    .requiredOption('--project <slug>', 'the project')
    .option('--event <number>', 'just after this event', readNumber)
    .option('--at <time>', 'at this time, ISO 8601 (UTC unless it says otherwise)', readTime)
    .option('--article <id>', 'an article, with what stood in it')
    .addHelpText('after', '\nWith --json an article’s annotations are told whole.')
    .action((options: Options, command: Command) =>
      runCommand(command, async () => {
        const asked = askedOf(options);
        if (!asked) return err('invalid_input', 'Say either --event or --at.');
        const { findProjectId } = await import('@/lib/projects/queries');
        const projectId = await findProjectId(options.project);
        if (!projectId.ok) return projectId;
        const actor = { kind: 'operator', projectId: projectId.value } as const;
        const { getPastArticle, getPastProject } = await import('./queries');
        if (options.article !== undefined) {
          const past = await getPastArticle(actor, options.article, asked);
          return past.ok ? ok({ json: { ...past.value }, text: articleWords(past.value) }) : past;
        }
        const past = await getPastProject(actor, asked);
        return past.ok ? ok({ json: { ...past.value }, text: projectWords(past.value) }) : past;
      }),
    );
};

function askedOf({ event, at }: Options): Asked | null {
  if (event !== undefined && at === undefined) return { event };
  return at !== undefined && event === undefined ? { at } : null;
}

function projectWords({ moment, members, codebook, counts }: PastProject): string {
  return [
    `After event ${moment.event}${moment.at ? ` (${moment.at})` : ''}:`,
    `  codebook: ${codebook ? `version ${codebook.versionNo}` : 'none'}`,
    `  ${counts.articles} articles, ${counts.annotations} annotations, ${counts.relations} links`,
    ...members.map(
      ({ name, role, active }) => `  ${role}: ${name}${active ? '' : ' (account shut)'}`,
    ),
  ].join('\n');
}

function articleWords({ moment, versionNo, annotations }: PastArticle): string {
  return [
    `Version ${versionNo} after event ${moment.event}${moment.at ? ` (${moment.at})` : ''}:`,
    ...annotations.annotations.map(({ codeKey, coderName, reviewState, revisionNo, fragments }) => {
      const words = fragments.map(({ quote }) => quote).join(' … ');
      return `  ${codeKey} by ${coderName}, revision ${revisionNo}, ${reviewState}: ${words}`;
    }),
  ].join('\n');
}

function readNumber(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('It is a number.');
  return Number(value);
}

function readTime(value: string): Date {
  const withZone = /(Z|[+-]\d\d:?\d\d)$/.test(value) || !value.includes('T') ? value : `${value}Z`;
  const time = new Date(withZone);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('It is no time, such as 2026-11-27T10:00Z.');
  return time;
}
