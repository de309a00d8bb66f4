import { API_ROOT, serveApi } from '@/lib/api/serve';

/** The programming interface: its operations are declared in lib/api/operations. */
async function serve(request: Request): Promise<Response> {
  // From the address, not the parameters: those do not tell a slash at the end, which containers have.
  const { pathname } = new URL(request.url);
  const segments = pathname.slice(API_ROOT.length + 1).split('/');
  return serveApi(request, segments.map(decodeSegment));
}

/** A segment that cannot be decoded is not the name of anything. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    if (cause instanceof URIError) return segment;
    throw cause;
  }
}

export const GET = serve;
export const HEAD = serve;
export const POST = serve;
export const PUT = serve;
export const PATCH = serve;
export const DELETE = serve;
export const OPTIONS = serve;
