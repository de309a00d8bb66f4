/** Every code an expected failure may carry. Closed on purpose: one table maps it to HTTP. */
export const APP_ERROR_CODES = [
  'invalid_input',
  'not_signed_in',
  'forbidden',
  'not_found',
  'conflict',
  'stale_version',
  'anchor_lost',
  'import_rejected',
  'rate_limited',
  'unavailable',
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

/**
 * An expected failure. `userMessage` is a sentence that the analyst can act on; it never holds
 * internals. `details` is plain JSON for the page (for `stale_version`: both sides). `cause` is
 * for the log alone.
 */
export interface AppError {
  readonly code: AppErrorCode;
  readonly userMessage: string;
  readonly field?: string;
  readonly details?: unknown;
  readonly cause?: unknown;
}
