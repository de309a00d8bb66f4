import { Command, CommanderError } from 'commander';
import { DOORS } from './registry';

/** Exit code of wrong usage. */
const USAGE = 2;

/** The whole command line, for running and for listing its doors in a test. */
export async function makeProgram(): Promise<Command> {
  const program = new Command('sourcemark')
    .description('Fact annotation and provenance for media analysts')
    .option('--json', 'print exactly one JSON object on stdout')
    .showHelpAfterError('(add --help for the usage)')
    .exitOverride();
  for (const door of DOORS) {
    const { register } = await door();
    register(program);
  }
  for (const command of allCommands(program)) command.exitOverride();
  return program;
}

/** A command and all below it. */
export function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

/** Runs one command. `args` are those after the program's name. Sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const program = await makeProgram();
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const usage = error instanceof CommanderError;
    if (usage && error.exitCode === 0) return; // it was --help
    const message = error instanceof Error ? error.message : String(error);
    if (!usage) console.error(message);
    if (args.includes('--json')) {
      console.log(JSON.stringify({ error: { code: usage ? 'usage' : 'internal', message } }));
    }
    process.exitCode = usage ? USAGE : 1;
  }
}
