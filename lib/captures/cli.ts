import type { Command } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { ok } from '@/lib/result/result';

/** `articles extract ARTICLE --project SLUG` */
export const register: Register = (program) => {
  const articles = program.commands.find((one) => one.name() === 'articles');
  if (!articles) throw new Error('`articles extract` goes below `articles`');
  articles
    .command('extract <article>')
    .description(
      'extract an article’s newest bytes again; another text becomes a further version (name in its file, or id)',
    )
    .requiredOption('--project <slug>', 'the project')
    .action((article: string, options: { project: string }, command: Command) =>
      runCommand(command, async () => {
        const { findProjectId } = await import('@/lib/projects/queries');
        const projectId = await findProjectId(options.project);
        if (!projectId.ok) return projectId;
        const actor = { kind: 'operator', projectId: projectId.value } as const;
        const { findArticleId } = await import('@/lib/versions/queries');
        const articleId = await findArticleId(actor, article);
        if (!articleId.ok) return articleId;
        const { extractAgain } = await import('./commands');
        const outcome = await extractAgain(actor, { articleId: articleId.value });
        if (!outcome.ok) return outcome;
        const { versionNo } = outcome.value;
        return ok({
          json: { article, versionNo },
          text:
            versionNo === null
              ? 'The text comes out the same: there is no new version.'
              : `Another text came out: it is version ${versionNo}.`,
        });
      }),
    );
};
