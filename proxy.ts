import { type NextRequest, NextResponse } from 'next/server';
import { isSecureRequest, securityHeaders } from '@/lib/auth/security-headers';
import { env, isDevelopment } from '@/lib/env';

/**
 * Gives each response its security headers and each request its nonce. It locks nothing: every
 * page, action and route checks the user itself, and stays shut when this file is taken away.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const headers = securityHeaders({
    nonce,
    secure: isSecureRequest(request.headers, env().NEXTAUTH_URL),
    development: isDevelopment(),
  });

  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  forwarded.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  forwarded.set('Content-Security-Policy', headers['Content-Security-Policy'] ?? '');

  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  // Nothing that an API answers may stay in a cache shared between users.
  if (request.nextUrl.pathname.startsWith('/api/')) {
    response.headers.set('Cache-Control', 'private, no-store');
  }
  return response;
}

export const config = {
  matcher: ['/((?!_next/static/|_next/image).*)'],
};
