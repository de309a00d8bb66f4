import type { AppError } from './app-error';
import type { Result } from './result';

/**
 * A Result fit to cross to the browser: plain JSON, without `cause`, which is for the log alone.
 * Every action returns through it.
 */
export function plain<T>(result: Result<T>): Result<T> {
  if (result.ok) return result;
  const { code, userMessage, field, details } = result.error;
  const error: AppError = {
    code,
    userMessage,
    ...(field === undefined ? {} : { field }),
    ...(details === undefined ? {} : { details }),
  };
  return { ok: false, error };
}
