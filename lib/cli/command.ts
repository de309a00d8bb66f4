import type { Command } from 'commander';
import type { Result } from '@/lib/result/result';

/** What a command answers when it did its work. */
export interface Answer {
  /** The one JSON object that `--json` prints. */
  readonly json: Readonly<Record<string, unknown>>;
  /** What a person reads without `--json`; may have several lines. */
  readonly text: string;
  /** True when the work was done but something was refused: exit code 1 instead of 0. */
  readonly refused?: boolean;
}

/**
 * A domain's door on the command line: adds its subcommands to the program. Kept light, so that
 * `--help` is quick: what it calls is imported inside the action.
 *
 *     export const register: Register = (program) => {
 *       program
 *         .command('greet <name>')
 *         .description('Say hello')
 *         .action((name: string, _options, command: Command) =>
 *           runCommand(command, async () => {
 *             const { greet } = await import('./commands');
 *             return greet(name);
 *           }),
 *         );
 *     };
 */
export type Register = (program: Command) => void;

/**
 * Runs a command's work on the product's database, which is started when nobody runs it and left as
 * it was found, and prints the answer. stdout gets the answer alone; everything else goes to
 * stderr. Exit code: 0, or 1 when something was refused. (2, wrong usage, comes from commander.)
 */
export async function runCommand(
  command: Command,
  work: () => Promise<Result<Answer>>,
): Promise<void> {
  const { withMainDatabase } = await import('./database');
  answer(command, await withMainDatabase(work));
}

/** As `runCommand`, for work that needs no database: none is looked for or started. */
export async function runAlone(
  command: Command,
  work: () => Promise<Result<Answer>>,
): Promise<void> {
  answer(command, await work());
}

function answer(command: Command, result: Result<Answer>): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  if (!result.ok) {
    const { code, userMessage, field, details } = result.error;
    console.error(userMessage);
    if (json)
      console.log(
        JSON.stringify({
          error: { code, message: userMessage, field, details },
        }),
      );
    process.exitCode = 1;
    return;
  }
  const { json: object, text, refused } = result.value;
  console.log(json ? JSON.stringify(object, jsonValue) : text);
  if (refused) process.exitCode = 1;
}

/** Counts may come as bigint from the database. */
function jsonValue(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

/** The whole of stdin as text, without the newline at its end; for `--password-stdin`. */
export async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
