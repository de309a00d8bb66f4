import { getActor } from '@/lib/auth/session';
import { dashboardCsv } from '@/lib/dashboard/csv';
import { getDashboard } from '@/lib/dashboard/queries';
import { dashboardFilterSchema } from '@/lib/dashboard/schema';
import { toHttp } from '@/lib/i18n/edge';
import { toCsvResponse } from '@/lib/text/csv-response';

interface Context {
  params: Promise<{ projectId: string }>;
}

/** The figures of the dashboard as CSV; the same parameters as the page's address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const dashboard = await getDashboard(actor.value, dashboardFilterSchema.parse(asked));
  if (!dashboard.ok) return toHttp(dashboard.error);
  return toCsvResponse(dashboardCsv(dashboard.value), 'dashboard.csv');
}
