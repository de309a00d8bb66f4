import type { Command } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { ok } from '@/lib/result/result';
import type { WireReport } from './schema';

/** The command answers when all is compared. */
const WHOLE_MS = 24 * 3_600_000;

interface Options {
  readonly project: string;
  readonly again?: true;
}

/** `articles wirecopy --project SLUG [--again]` */
export const register: Register = (program) => {
  const articles =
    program.commands.find((one) => one.name() === 'articles') ?? program.command('articles');
  articles
    .command('wirecopy')
    .description('which articles copy one another, in clusters')
    .requiredOption('--project <slug>', 'the project')
    .option('--again', 'compare all articles afresh')
    .action((options: Options, command: Command) =>
      runCommand(command, async () => {
        const { findProjectId } = await import('@/lib/projects/queries');
        const projectId = await findProjectId(options.project);
        if (!projectId.ok) return projectId;
        const actor = { kind: 'operator', projectId: projectId.value } as const;
        const { lookAgain } = await import('./commands');
        const { compareWaiting } = await import('./compare');
        const compare = options.again ? lookAgain : compareWaiting;
        const compared = await compare(actor, { budgetMs: WHOLE_MS });
        if (!compared.ok) return compared;
        const { getWireReport } = await import('./queries');
        const report = await getWireReport(actor);
        if (!report.ok) return report;
        return ok({ json: { ...report.value }, text: inWords(report.value) });
      }),
    );
};

function inWords({ clusters, pairs, isCapped }: WireReport): string {
  const lines = clusters.flatMap(({ members, earliest, agency }) => [
    '',
    `${members.length} articles${agency ? `, ${agency.members} of which credit ${agency.name}` : ''}:`,
    ...members.map(
      (one) =>
        `  ${one === earliest ? '*' : ' '} ${one.publishedAt ?? '(no date)'}  ${one.publisher ?? '(no publisher)'}  ${one.title}`,
    ),
  ]);
  const more = isCapped ? ' There are more pairs than are read at once.' : '';
  const sharing = `Pairs of articles that share wording, enough for a cluster or not: ${pairs}.`;
  return [`Clusters: ${clusters.length}. ${sharing}${more}`, ...lines].join('\n');
}
