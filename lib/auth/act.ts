import type { z } from 'zod';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import type { UserActor } from './actor';
import { getActor } from './session';

/**
 * What an action does about a project. Arguments come from the network, whatever their type says:
 * the schema reads them. Who acts is the session's person in `projectId`; the answer is in their
 * language, and what caused a failure goes to the log. `afterwards` runs when it succeeded, before
 * the answer. Errors: `invalid_input` (which field), those of `getActor` and of the command.
 */
export async function act<S extends z.ZodType<{ projectId: string }>, Value>(
  schema: S,
  input: unknown,
  command: (actor: UserActor, input: z.output<S>) => Promise<Result<Value>>,
  afterwards?: (input: z.output<S>) => void,
): Promise<Result<Value>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || undefined;
    return plain(err('invalid_input', issue?.message ?? 'This cannot be understood.', { field }));
  }
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  const result = await command(actor.value, parsed.data);
  if (result.ok) afterwards?.(parsed.data);
  else if (result.error.cause !== undefined) {
    console.error(result.error.userMessage, result.error.cause);
  }
  return plain(result);
}
