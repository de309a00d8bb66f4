import type { UserActor } from '@/lib/auth/actor';
import { unwrap } from '@/lib/auth/people-testing';
import { SCOPES, type Scope } from './scopes';
import { API_ROOT, serveApi } from './serve';
import { createToken } from './tokens/commands';

/** A token of a member, with all scopes where none are said. */
export async function tokenOf(
  { userId, projectId }: UserActor,
  scopes: readonly Scope[] = SCOPES,
): Promise<{ tokenId: string; secret: string }> {
  const owner: UserActor = { kind: 'user', userId, projectId };
  return unwrap(await createToken(owner, { name: 'a test', scopes: [...scopes], days: 1 }));
}

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks the interface as a program would; `path` begins with a slash. */
export function ask(
  secret: string | null,
  path: string,
  { method = 'GET', body, headers = {} }: Asked = {},
): Promise<Response> {
  const url = new URL(`http://localhost${API_ROOT}${path}`);
  const request = new Request(url, {
    method,
    headers: {
      host: 'localhost',
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  return serveApi(request, url.pathname.slice(API_ROOT.length + 1).split('/'));
}
