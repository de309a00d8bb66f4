import { annotationOf, type Command } from '../model/command';

/** The revision that a command was made on; null for commands that make or move no revision. */
export function expectedNoOf(command: Command): number | null {
  return 'expectedNo' in command.input ? command.input.expectedNo : null;
}

/** Whether the command adds a revision to its annotation. */
export function movesRevision(command: Command): boolean {
  return annotationOf(command) !== null && expectedNoOf(command) !== null;
}

/** The same command on another revision. */
export function withExpectedNo(command: Command, expectedNo: number): Command {
  switch (command.name) {
    case 'changeAnnotation':
      return { name: command.name, input: { ...command.input, expectedNo } };
    case 'deleteAnnotation':
      return { name: command.name, input: { ...command.input, expectedNo } };
    case 'restoreAnnotation':
      return { name: command.name, input: { ...command.input, expectedNo } };
    case 'changeAttribution':
      return { name: command.name, input: { ...command.input, expectedNo } };
    case 'changeRelation':
      return { name: command.name, input: { ...command.input, expectedNo } };
    case 'deleteRelation':
      return { name: command.name, input: { ...command.input, expectedNo } };
    default:
      return command;
  }
}

/** The same command under a new idempotency key: a new decision, not a repeat of the old one. */
export function withNewKey(command: Command, idempotencyKey: string): Command {
  // Spreading a union widens it; the pair of name and input is unchanged.
  return {
    name: command.name,
    input: { ...command.input, idempotencyKey },
  } as Command;
}
