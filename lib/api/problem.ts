import { z } from 'zod';
import { APP_ERROR_CODES, type AppError, type AppErrorCode } from '@/lib/result/app-error';
import { HTTP_STATUS } from '@/lib/result/http-status';

/** What only the interface itself refuses, with its status. */
const OWN_STATUS = {
  precondition_failed: 412,
  precondition_required: 428,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  too_large: 413,
  key_reused: 422,
  not_acceptable: 406,
} as const;

export type OwnCode = keyof typeof OWN_STATUS;
export type ProblemCode = AppErrorCode | OwnCode;

const TITLES: Readonly<Record<ProblemCode, string>> = {
  invalid_input: 'The request is not valid',
  not_signed_in: 'A valid token is needed',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'It cannot be done now',
  stale_version: 'It has changed since',
  anchor_lost: 'The passage was not found',
  import_rejected: 'The file was refused',
  rate_limited: 'Too many requests',
  unavailable: 'Not available now',
  precondition_failed: 'It has changed since',
  precondition_required: 'If-Match is missing',
  method_not_allowed: 'There is no such method here',
  unsupported_media_type: 'This kind of body is not read here',
  too_large: 'The body is too large',
  key_reused: 'The idempotency key was used for another request',
  not_acceptable: 'There is no such form of it',
};

/** A problem (RFC 9457, `application/problem+json`). `detail` is for people, `code` for programs. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum([...APP_ERROR_CODES, ...(Object.keys(OWN_STATUS) as [OwnCode, ...OwnCode[]])]),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .describe('Where in the request, as JSON pointers'),
  })
  .meta({ id: 'Problem' });

export interface Problem {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure of a command as a problem. */
export function problemOf({ code, userMessage, field }: AppError): Problem {
  if (field === undefined) return { code, detail: userMessage };
  const pointer = `/${field.split('.').join('/')}`;
  return { code, detail: userMessage, errors: [{ pointer, detail: userMessage }] };
}

/** What a schema did not like, each with its place below `root` (`/query`, `/body`). */
export function problemOfInput(error: z.ZodError, root: string): Problem {
  const errors = error.issues.map((issue) => ({
    pointer: [root, ...issue.path.map(String)].join('/'),
    detail: issue.message,
  }));
  const first = errors[0];
  return {
    code: 'invalid_input',
    detail: first ? `${first.pointer}: ${first.detail}` : 'The request cannot be understood.',
    errors,
  };
}

/** The problem as a response. */
export function respondProblem({ code, detail, errors, headers }: Problem): Response {
  const status = statusOf(code);
  const problem: z.output<typeof problemSchema> = {
    type: `urn:sourcemark:problem:${code}`,
    title: TITLES[code],
    status,
    detail,
    code,
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
  });
}

function statusOf(code: ProblemCode): number {
  return code in OWN_STATUS ? OWN_STATUS[code as OwnCode] : HTTP_STATUS[code as AppErrorCode];
}
