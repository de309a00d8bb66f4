import type { AppError, AppErrorCode } from './app-error';

/** The outcome of anything that may fail in an expected way. Bugs throw instead. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppError };

/** Wraps a success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps an expected failure; `userMessage` is shown to the analyst as it stands. */
export function err(
  code: AppErrorCode,
  userMessage: string,
  extra: Pick<AppError, 'field' | 'details' | 'cause'> = {},
): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error: { code, userMessage, ...extra } };
}
