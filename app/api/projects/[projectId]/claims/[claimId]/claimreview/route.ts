import { getActor } from '@/lib/auth/session';
import { getClaimReview } from '@/lib/claims/queries';
import { toHttp } from '@/lib/i18n/edge';

interface Context {
  params: Promise<{ projectId: string; claimId: string }>;
}

/** The verdict that stands, as ClaimReview in JSON-LD. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { projectId, claimId } = await params;
  const actor = await getActor(projectId);
  if (!actor.ok) return toHttp(actor.error);
  const review = await getClaimReview(actor.value, claimId);
  if (!review.ok) return toHttp(review.error);
  return new Response(`${JSON.stringify(review.value, null, 2)}\n`, {
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'content-disposition': 'attachment; filename="claim-review.jsonld"',
      'cache-control': 'no-store',
    },
  });
}
