import { sourcesCsv } from '@/lib/actors/csv';
import { getSourcesReport } from '@/lib/actors/queries';
import { sourcesFilterSchema } from '@/lib/actors/schema';
import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { toCsvResponse } from '@/lib/text/csv-response';

interface Context {
  params: Promise<{ projectId: string }>;
}

/** Who is quoted, and how openly, as CSV; the same parameters as the page's address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const report = await getSourcesReport(actor.value, sourcesFilterSchema.parse(asked));
  if (!report.ok) return toHttp(report.error);
  return toCsvResponse(sourcesCsv(report.value.stats), 'sources.csv');
}
