import type { AuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { env } from '@/lib/env';
import { deriveKey } from '@/lib/secret';
import { clientAddress, PEER_HEADER, safeReturnPath } from './rules';
import { sessionTokenSchema } from './schema';
import { authenticate } from './sign-in';

/** A session ends after seven days at the latest, whatever its use. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** What the key that sessions are encrypted with is derived for. */
export const SESSION_KEY = 'sessions';

/** The word that the sign-in page gets when a limit is reached, with the minutes to wait. */
export const RATE_LIMITED = 'rate_limited';

declare module 'next-auth' {
  interface User {
    sessionVersion: number;
  }
  interface Session {
    userId: string;
    sessionVersion: number;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    sessionVersion?: number;
  }
}

/**
 * next-auth's settings for one request. The token says only whose it is and of which session
 * generation; all else is read from the database (see session.ts). `secure` is whether the browser
 * speaks TLS: cookies are then `Secure` and named with the `__Secure-`/`__Host-` prefixes.
 */
export function authOptions(secure: boolean): AuthOptions {
  return {
    secret: deriveKey(SESSION_KEY),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    useSecureCookies: secure,
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          const header = (name: string): string | null => {
            const value: unknown = request.headers?.[name];
            return typeof value === 'string' ? value : null;
          };
          const address = clientAddress(
            header(PEER_HEADER),
            header('x-forwarded-for'),
            env().SOURCEMARK_TRUSTED_PROXIES,
          );
          const result = await authenticate(credentials, address);
          if (result.ok) {
            return { id: result.value.userId, sessionVersion: result.value.sessionVersion };
          }
          // next-auth passes the message of an error on to the page, and nothing else.
          if (result.error.code === 'rate_limited') {
            throw new Error(`${RATE_LIMITED}:${minutesOf(result.error.details)}`);
          }
          return null;
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (!user) return token;
        return { sub: user.id, sessionVersion: user.sessionVersion };
      },
      session({ session, token }) {
        const known = sessionTokenSchema.safeParse({
          userId: token.sub,
          sessionVersion: token.sessionVersion,
        });
        // No name and no address leaves by /api/auth/session.
        return known.success
          ? { expires: session.expires, ...known.data }
          : { expires: session.expires };
      },
      redirect({ url, baseUrl }) {
        const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
        return `${baseUrl}${safeReturnPath(path)}`;
      },
    },
    logger: {
      error(code, metadata) {
        console.error(`[sign-in] ${code}`, metadata instanceof Error ? metadata.message : '');
      },
      // The address is taken from each request, so the missing NEXTAUTH_URL is no fault.
      warn() {},
      debug() {},
    },
  };
}

function minutesOf(details: unknown): number {
  return typeof details === 'object' && details !== null && 'minutes' in details
    ? Number(details.minutes)
    : 15;
}
