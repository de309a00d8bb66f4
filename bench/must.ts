import type { Result } from '@/lib/result/result';

/** The value of a success; a failure ends the bench with its words. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.userMessage, { cause: result.error.cause });
  return result.value;
}
