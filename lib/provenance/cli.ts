import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { err, ok, type Result } from '@/lib/result/result';
import type { Checkpoint } from './chain';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import type { Verification } from './schema';

/**
 * `history verify --project SLUG [--checkpoint NUMBER:HASH]… [--checkpoint-file FILE]…` and
 * `history checkpoint --project SLUG`
 */
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
    .option(
      '--checkpoint-file <file>',
      'a checkpoint that was downloaded; may be given again',
      (file: string, before: string[]) => [...before, file],
      [],
    )
    .addHelpText('after', '\nExit code 0: the history is whole. 1: it is broken.')
    .action((options: VerifyOptions, command: Command) =>
      runCommand(command, async () => {
        const { findProjectId } = await import('@/lib/projects/queries');
        const projectId = await findProjectId(options.project);
        if (!projectId.ok) return projectId;
        const actor = { kind: 'operator', projectId: projectId.value } as const;
        const { verifyHistory } = await import('./verify');
        const noted = await checkpointsIn(options.checkpointFile, projectId.value);
        if (!noted.ok) return noted;
        const verified = await verifyHistory(actor, [...options.checkpoint, ...noted.value]);
        if (!verified.ok) return verified;
        const { events, head, broken, unrecorded } = verified.value;
        const project = options.project;
        return ok({
          json: { project, ok: isTrue(verified.value), events, head, broken, unrecorded },
          text: broken
            ? `The history of ${project} is broken at event ${broken.seq}: ${broken.reason}.\n` +
              `The ${events} events before it are true.`
            : [
                `The history of ${project} is whole: ${events} events, the last with hash ${head.hash}.`,
                ...unrecorded.map(
                  ({ what, count, firstId }) =>
                    `But of ${count} × ${what} it tells nothing; the first is ${firstId}.`,
                ),
              ].join('\n'),
          refused: !isTrue(verified.value),
        });
      }),
    );
  history
    .command('checkpoint')
    .description('print the event that a project’s history ends with, to be kept elsewhere')
    .requiredOption('--project <slug>', 'the project')
    .action((options: { project: string }, command: Command) =>
      runCommand(command, async () => {
        const { findProjectId } = await import('@/lib/projects/queries');
        const projectId = await findProjectId(options.project);
        if (!projectId.ok) return projectId;
        const { getCheckpoint } = await import('./queries');
        const found = await getCheckpoint({ kind: 'operator', projectId: projectId.value });
        if (!found.ok) return found;
        return ok({ json: found.value, text: writeCheckpoint(found.value).trimEnd() });
      }),
    );
};

function isTrue({ broken, unrecorded }: Verification): boolean {
  return broken === null && unrecorded.length === 0;
}

interface VerifyOptions {
  readonly project: string;
  readonly checkpoint: Checkpoint[];
  readonly checkpointFile: string[];
}

/** Checkpoints out of files. Errors: `not_found` (a file), `invalid_input`, `conflict` (another project's). */
async function checkpointsIn(
  files: readonly string[],
  projectId: string,
): Promise<Result<Checkpoint[]>> {
  const noted: Checkpoint[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch((cause: unknown) => cause);
    if (typeof text !== 'string') {
      return err('not_found', `${file} cannot be read.`, { cause: text });
    }
    const read = readCheckpoint(text);
    if (!read.ok) return err(read.error.code, `${file}: ${read.error.userMessage}`);
    const { project, event, hash } = read.value;
    if (project.id !== projectId) {
      return err('conflict', `${file} is a checkpoint of another project: ${project.slug}.`);
    }
    if (event > 0) noted.push({ seq: BigInt(event), hash });
  }
  return ok(noted);
}

function addCheckpoint(value: string, before: Checkpoint[]): Checkpoint[] {
  const match = /^(\d{1,15}):([0-9a-fA-F]{64})$/.exec(value);
  if (!match) throw new InvalidArgumentError('It is a number, a colon and 64 hex digits.');
  return [...before, { seq: BigInt(match[1] ?? 0), hash: match[2] ?? '' }];
}
