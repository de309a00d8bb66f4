import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/options';
import { isSecureRequest } from '@/lib/auth/security-headers';
import { env } from '@/lib/env';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own doors; the settings depend on whether this request came over TLS. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const secure = isSecureRequest(request.headers, env().NEXTAUTH_URL);
  return NextAuth(request, context, authOptions(secure)) as Promise<Response>;
}

export { handler as GET, handler as POST };
