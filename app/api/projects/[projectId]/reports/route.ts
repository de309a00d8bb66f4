import { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { codedFilterSchema } from '@/lib/register/filter';
import { cellsCsv, framingCsv, pairsCsv, quotesCsv } from '@/lib/reports/csv';
import { getReports, listQuotes } from '@/lib/reports/queries';
import { quotesFilterSchema, REPORT_FILES } from '@/lib/reports/schema';
import { err, ok, type Result } from '@/lib/result/result';
import { toCsvResponse } from '@/lib/text/csv-response';

interface Context {
  params: Promise<{ projectId: string }>;
}

/** A report as CSV: `?report=`, and the parameters of its page's address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const report = z.enum(REPORT_FILES).safeParse(asked.report);
  if (!report.success) return toHttp(err('invalid_input', 'There is no such report.').error);
  const csv = await writeReport(actor.value, report.data, asked);
  if (!csv.ok) return toHttp(csv.error);
  return toCsvResponse(csv.value, `${report.data}.csv`);
}

async function writeReport(
  actor: UserActor,
  report: (typeof REPORT_FILES)[number],
  asked: Readonly<Record<string, string>>,
): Promise<Result<string>> {
  if (report === 'quotes') {
    const quotes = await listQuotes(actor, quotesFilterSchema.parse(asked));
    return quotes.ok ? ok(quotesCsv(quotes.value)) : quotes;
  }
  const found = await getReports(actor, codedFilterSchema.parse(asked));
  if (!found.ok) return found;
  const { byPublisher, byMonth, framing, pairs, codes } = found.value;
  switch (report) {
    case 'publishers':
      return ok(cellsCsv('publisher', byPublisher));
    case 'months':
      return ok(cellsCsv('month', byMonth));
    case 'framing':
      return ok(framingCsv(framing));
    case 'cooccurrence':
      return ok(pairsCsv(pairs, codes));
  }
}
