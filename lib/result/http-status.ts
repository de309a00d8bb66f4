import type { AppErrorCode } from './app-error';

/** The one table from error codes to HTTP. */
export const HTTP_STATUS: Readonly<Record<AppErrorCode, number>> = {
  invalid_input: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale_version: 409,
  anchor_lost: 409,
  import_rejected: 422,
  rate_limited: 429,
  unavailable: 503,
};
