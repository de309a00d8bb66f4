import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { clientAddress, PEER_HEADER } from '@/lib/auth/rules';
import { env } from '@/lib/env';
import { etagOf, namesEtag } from './etag';
import { fingerprintOf, type KeptAnswer, keepAnswer, takeKey } from './idempotency';
import type { Operation } from './operation';
import { type Problem, problemOf, problemOfInput, respondProblem } from './problem';
import { countRequest, countStranger, rateHeaders } from './rate-limit';
import { readBody } from './read-body';
import { OPERATIONS } from './registry';
import { findBearer, type TokenBearer } from './tokens/queries';

/** Where the interface begins. */
export const API_ROOT = '/api/v1';
const KEY_SHAPE = /^[\x21-\x7e]{8,100}$/;

/**
 * Answers one request below `/api/v1`: finds its operation, who asks (a bearer token), whether they ask
 * too often, reads what they ask by the operation's schemas, and answers with an ETag. Failures are
 * problems (RFC 9457).
 */
export async function serveApi(request: Request, segments: readonly string[]): Promise<Response> {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const found = OPERATIONS.flatMap((one) => {
    const params = matchPath(one.path, segments);
    return params ? [{ operation: one, params }] : [];
  });
  const chosen = found.find(({ operation }) => operation.method === method);
  if (found.length === 0) {
    return respondProblem({ code: 'not_found', detail: 'There is nothing at this address.' });
  }
  const allow = [...new Set(found.map(({ operation }) => operation.method))];
  const allowed = [...allow, ...(allow.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: allowed } });
  if (!chosen) {
    const detail = `Here are ${allowed}.`;
    return respondProblem({ code: 'method_not_allowed', detail, headers: { allow: allowed } });
  }
  if (chosen.operation.scope === null) return answerOpen(request, chosen.operation);
  const bearer = await identify(request);
  if ('problem' in bearer) return respondProblem(bearer.problem);
  const standing = await countRequest(bearer.tokenId);
  const headers = rateHeaders(standing);
  if (!standing.allowed) {
    const detail = `This token is used too often. Go on in ${standing.reset} seconds.`;
    return respondProblem({ code: 'rate_limited', detail, headers });
  }
  const response = await answerBearer(request, bearer, chosen.operation, chosen.params);
  const more = { ...chosen.operation.headers, allow: allowed, ...headers };
  for (const [name, value] of Object.entries(more)) response.headers.set(name, value);
  return response;
}

/** The parameters of a path, or null where it is another one. */
export function matchPath(
  path: string,
  segments: readonly string[],
): Record<string, string> | null {
  const parts = path.split('/').slice(1);
  if (parts.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = segment;
    else if (part !== segment) return null;
  }
  return params;
}

async function identify(request: Request): Promise<TokenBearer | { readonly problem: Problem }> {
  const header = request.headers.get('authorization') ?? '';
  const secret = /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1];
  const bearer = secret === undefined ? null : await findBearer(secret);
  if (bearer?.ok) return bearer.value;
  const standing = await countStranger(
    clientAddress(
      request.headers.get(PEER_HEADER),
      request.headers.get('x-forwarded-for'),
      env().SOURCEMARK_TRUSTED_PROXIES,
    ),
  );
  if (!standing.allowed) {
    return {
      problem: {
        code: 'rate_limited',
        detail: 'Too many requests without a valid token.',
        headers: rateHeaders(standing),
      },
    };
  }
  const challenge = `Bearer realm="sourcemark"${bearer === null ? '' : ', error="invalid_token"'}`;
  const missing = 'Send a token: “Authorization: Bearer smk_…”.';
  return {
    problem: {
      code: 'not_signed_in',
      detail: bearer === null ? missing : bearer.error.userMessage,
      headers: { 'www-authenticate': challenge },
    },
  };
}

/** What anyone may read: it needs nobody and nothing. */
async function answerOpen(request: Request, operation: Operation): Promise<Response> {
  const nobody = { kind: 'user', userId: '', projectId: '', permissions: [] } as const;
  const call = { actor: nobody, base: baseOf(request) };
  return finish(request, operation, await operation.run(call as never));
}

async function answerBearer(
  request: Request,
  { actor, scopes, tokenId }: TokenBearer,
  operation: Operation,
  rawParams: Readonly<Record<string, string>>,
): Promise<Response> {
  if (operation.scope !== null && !scopes.includes(operation.scope)) {
    return respondProblem({
      code: 'forbidden',
      detail: `This needs a token with the scope “${operation.scope}”.`,
      headers: {
        'www-authenticate': `Bearer realm="sourcemark", error="insufficient_scope", scope="${operation.scope}"`,
      },
    });
  }
  const url = new URL(request.url);
  const params = read(operation.params, rawParams, '/path');
  if ('problem' in params) return respondProblem(params.problem);
  const query = read(operation.query, queryOf(url.searchParams), '/query');
  if ('problem' in query) return respondProblem(query.problem);
  const raw = await readBody(request, operation);
  if ('problem' in raw) return respondProblem(raw.problem);
  const body = operation.body ? read(operation.body, raw.json, '/body') : { value: undefined };
  if ('problem' in body) return respondProblem(body.problem);
  const key = request.headers.get('idempotency-key');
  if (key !== null && !KEY_SHAPE.test(key)) {
    const detail = 'An Idempotency-Key has 8 to 100 signs without spaces.';
    return respondProblem({ code: 'invalid_input', detail });
  }
  const work = async (): Promise<Response> => {
    const stale = await preconditionOf(request, operation, actor, rawParams);
    if (stale) return respondProblem(stale);
    const call = {
      actor,
      params: params.value,
      query: query.value,
      body: body.value,
      bytes: raw.bytes,
      // The key as commands know it: two tokens of one person do not share theirs.
      idempotencyKey: key === null ? randomUUID() : fingerprintOf(tokenId, key, new Uint8Array()),
      base: baseOf(request),
      headers: request.headers,
    };
    return finish(request, operation, await operation.run(call as never));
  };
  if (key === null || request.method !== 'POST') return work();
  const fingerprint = fingerprintOf(request.method, url.pathname + url.search, raw.bytes);
  return once({ actor, tokenId, key, fingerprint }, work);
}

interface KeyedRequest {
  readonly actor: UserActor;
  readonly tokenId: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** Works once for a key; a repeat is answered as the first was. */
async function once(request: KeyedRequest, work: () => Promise<Response>): Promise<Response> {
  const { actor, tokenId, key, fingerprint } = request;
  const known = await takeKey(actor, tokenId, key, fingerprint);
  if (!known.ok) return respondProblem(problemOf(known.error));
  switch (known.value.kind) {
    case 'other':
      return respondProblem({
        code: 'key_reused',
        detail: 'This Idempotency-Key was used for another request.',
      });
    case 'running':
      return respondProblem({
        code: 'conflict',
        detail: 'The first request with this Idempotency-Key is still worked on.',
        headers: { 'retry-after': '1' },
      });
    case 'answered': {
      const { status, headers, body } = known.value.answer;
      const again = { ...headers, 'idempotent-replayed': 'true' };
      return new Response(body === '' ? null : body, { status, headers: again });
    }
    case 'new':
      return workAndKeep(request, work);
  }
}

async function workAndKeep(
  { actor, tokenId, key }: KeyedRequest,
  work: () => Promise<Response>,
): Promise<Response> {
  let kept: KeptAnswer | null = null;
  try {
    const response = await work();
    // What failed for want of something may be tried again with the same key.
    if (response.status < 500 && response.status !== 429) {
      const body = await response.clone().text();
      kept = { status: response.status, headers: Object.fromEntries(response.headers), body };
    }
    return response;
  } finally {
    await keepAnswer(actor, tokenId, key, kept);
  }
}

async function preconditionOf(
  request: Request,
  operation: Operation,
  actor: UserActor,
  params: Readonly<Record<string, string>>,
): Promise<Problem | null> {
  if (!operation.current) return null;
  const wanted = request.headers.get('if-match');
  if (wanted === null) {
    const detail = 'Say which state you have seen: “If-Match” with the ETag of the answer to GET.';
    return { code: 'precondition_required', detail };
  }
  const current = await operation.current(actor, params, baseOf(request));
  if (!current.ok) return problemOf(current.error);
  const etag = etagOf(JSON.stringify(current.value));
  if (namesEtag(wanted, etag, false)) return null;
  const detail = 'It has changed since you read it. Read it again.';
  return { code: 'precondition_failed', detail, headers: { etag } };
}

function finish(
  request: Request,
  operation: Operation,
  result: Awaited<ReturnType<Operation['run']>>,
): Response {
  if (!result.ok) {
    if (result.error.cause !== undefined)
      console.error(result.error.userMessage, result.error.cause);
    return respondProblem(problemOf(result.error));
  }
  const answer = result.value;
  if ('stream' in answer) {
    return new Response(request.method === 'HEAD' ? null : answer.stream, {
      status: operation.status,
      headers: answer.headers,
    });
  }
  if (answer.json === undefined) {
    return new Response(null, { status: operation.status, headers: answer.headers });
  }
  const body = JSON.stringify(answer.json);
  const etag = etagOf(body);
  const headers = {
    'content-type': `${operation.mediaType ?? 'application/json; charset=utf-8'}`,
    etag,
    ...answer.headers,
  };
  const seen = request.headers.get('if-none-match');
  if (operation.method === 'GET' && seen !== null && namesEtag(seen, etag, true)) {
    return new Response(null, { status: 304, headers: { etag } });
  }
  return new Response(request.method === 'HEAD' ? null : body, {
    status: operation.status,
    headers,
  });
}

function read(
  schema: z.ZodType | undefined,
  value: unknown,
  root: string,
): { readonly value: unknown } | { readonly problem: Problem } {
  if (!schema) return { value: undefined };
  const parsed = schema.safeParse(value);
  return parsed.success ? { value: parsed.data } : { problem: problemOfInput(parsed.error, root) };
}

/** What is given once is a string, what is given several times a list. */
function queryOf(search: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const all = search.getAll(name);
      return [name, all.length > 1 ? all : (all[0] ?? '')];
    }),
  );
}

/** The address that the interface was asked at. */
function baseOf(request: Request): string {
  const origin = env().NEXTAUTH_URL ? new URL(env().NEXTAUTH_URL ?? '').origin : null;
  const host = request.headers.get('host');
  return `${origin ?? (host ? `${new URL(request.url).protocol}//${host}` : new URL(request.url).origin)}${API_ROOT}`;
}
