import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { rejectionReport } from '@/lib/ingest/queries';
import { toCsvResponse } from '@/lib/text/csv-response';

interface Context {
  params: Promise<{ projectId: string; importId: string }>;
}

/** What an import refused and why, row by row, as CSV. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { projectId, importId } = await params;
  const actor = await getActor(projectId);
  if (!actor.ok) return toHttp(actor.error);
  const report = await rejectionReport(actor.value, importId);
  if (!report.ok) return toHttp(report.error);
  return toCsvResponse(report.value.body, report.value.name);
}
