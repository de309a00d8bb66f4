import type {
  AnnotationAtRevision,
  AnnotationChange,
  ChangeAnnotation,
  ChangeAttribution,
  ChangeRelation,
  CodingCommand,
  CreateAnnotation,
  CreateAttribution,
  CreateRelation,
  DeleteRelation,
} from '@/lib/annotations/schema';
import type { Result } from '@/lib/result/result';

/** Inputs of the writing actions, by the name that a queued draft is stored under. */
interface CommandInputs {
  createAnnotation: CreateAnnotation;
  changeAnnotation: ChangeAnnotation;
  deleteAnnotation: AnnotationAtRevision;
  restoreAnnotation: AnnotationAtRevision;
  createAttribution: CreateAttribution;
  changeAttribution: ChangeAttribution;
  createRelation: CreateRelation;
  changeRelation: ChangeRelation;
  deleteRelation: DeleteRelation;
  undo: CodingCommand;
  redo: CodingCommand;
  submitCoding: CodingCommand;
  reopenCoding: CodingCommand;
}

export type CommandName = keyof CommandInputs;

/** One change that a person made: which action, with what. Plain JSON, so that it can be kept. */
export type Command = {
  [Name in CommandName]: {
    readonly name: Name;
    readonly input: CommandInputs[Name];
  };
}[CommandName];

/** The way to the server; the same for the real actions and for a test's. */
export type Transport = {
  readonly [Name in CommandName]: (input: CommandInputs[Name]) => Promise<Result<AnnotationChange>>;
};

/** Calls the action that a command names. */
export function perform(transport: Transport, command: Command): Promise<Result<AnnotationChange>> {
  // The union of pairs cannot be told to TypeScript through an index; each pair is made together.
  const act = transport[command.name] as (
    input: CommandInputs[CommandName],
  ) => Promise<Result<AnnotationChange>>;
  return act(command.input);
}

/** The annotation whose revision a command moves; null when it moves none (undo, submit…). */
export function annotationOf(command: Command): string | null {
  return 'annotationId' in command.input ? command.input.annotationId : null;
}
