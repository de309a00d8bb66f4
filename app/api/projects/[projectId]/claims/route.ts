import { getActor } from '@/lib/auth/session';
import { claimsCsv } from '@/lib/claims/csv';
import { getClaimsReport } from '@/lib/claims/queries';
import { toHttp } from '@/lib/i18n/edge';
import { codedFilterSchema } from '@/lib/register/filter';
import { toCsvResponse } from '@/lib/text/csv-response';

interface Context {
  params: Promise<{ projectId: string }>;
}

/** What is claimed, how often and where, as CSV; the same parameters as the page's address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const report = await getClaimsReport(actor.value, codedFilterSchema.parse(asked));
  if (!report.ok) return toHttp(report.error);
  return toCsvResponse(claimsCsv(report.value.stats), 'claims.csv');
}
