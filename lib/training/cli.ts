import type { Command } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { ok } from '@/lib/result/result';

/** `training status --project SLUG` */
export const register: Register = (program) => {
  const training = program.command('training').description('Training of coders against gold');
  training
    .command('status')
    .description('Tell who is in training, with their scores')
    .requiredOption('--project <slug>', 'the project')
    .action((options: { readonly project: string }, command: Command) =>
      runCommand(command, () => tellStatus(options.project)),
    );
};

async function tellStatus(slug: string) {
  const { findProjectId } = await import('@/lib/projects/queries');
  const projectId = await findProjectId(slug);
  if (!projectId.ok) return projectId;
  const { getTrainingBoard } = await import('./queries');
  const board = await getTrainingBoard({ kind: 'operator', projectId: projectId.value });
  if (!board.ok) return board;
  const { rules, articles, people } = board.value;
  const trainees = people.filter(({ state }) => state !== null);
  const lines = rules
    ? [
        `${rules.measure} of at least ${rules.threshold} on ${rules.articlesNeeded} of ${articles.length} articles`,
        ...trainees.map(
          ({ name, state, passed, attempts }) =>
            `${name}: ${state}, ${passed} passed, ${attempts.length} attempts`,
        ),
      ]
    : ['There is no training in this project.'];
  return ok({ json: { rules, articles, trainees }, text: lines.join('\n') });
}
