import { type Command, InvalidArgumentError } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { ok } from '@/lib/result/result';
import type { Checkpoint } from './chain';

/** `history verify --project SLUG [--checkpoint NUMBER:HASH]…` */
export const register: Register = (program) => {
  const history = program.command('history').description('Prove what happened');
  history
    .command('verify')
    .description('walk the hash chain of a project and name the first broken event')
    .requiredOption('--project <slug>', 'the project')
    .option(
      '--checkpoint <number:hash>',
      'an event number and hash noted elsewhere, e.g. from a manifest; may be given again',
      addCheckpoint,
      [],
    )
    .addHelpText('after', '\nExit code 0: the history is whole. 1: it is broken.')
    .action((options: { project: string; checkpoint: Checkpoint[] }, command: Command) =>
      runCommand(command, async () => {
        const { findProjectId } = await import('@/lib/projects/queries');
        const projectId = await findProjectId(options.project);
        if (!projectId.ok) return projectId;
        const actor = { kind: 'operator', projectId: projectId.value } as const;
        const { verifyHistory } = await import('./verify');
        const verified = await verifyHistory(actor, options.checkpoint);
        if (!verified.ok) return verified;
        const { events, head, broken } = verified.value;
        const project = options.project;
        return ok({
          json: { project, ok: broken === null, events, head, broken },
          text: broken
            ? `The history of ${project} is broken at event ${broken.seq}: ${broken.reason}.\n` +
              `The ${events} events before it are true.`
            : `The history of ${project} is whole: ${events} events, the last with hash ${head.hash}.`,
          refused: broken !== null,
        });
      }),
    );
};

function addCheckpoint(value: string, before: Checkpoint[]): Checkpoint[] {
  const match = /^(\d{1,15}):([0-9a-fA-F]{64})$/.exec(value);
  if (!match) throw new InvalidArgumentError('It is a number, a colon and 64 hex digits.');
  return [...before, { seq: BigInt(match[1] ?? 0), hash: match[2] ?? '' }];
}
