import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { agreementCsv } from '@/lib/reliability/csv';
import { getAgreement } from '@/lib/reliability/queries';
import { questionSchema } from '@/lib/reliability/schema';
import { toCsvResponse } from '@/lib/text/csv-response';

interface Context {
  params: Promise<{ projectId: string }>;
}

/** The figures of the agreement page as CSV; the same parameters as the page's address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  const query = new URL(request.url).searchParams;
  const asked = Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
  const question = questionSchema.parse({
    ...asked,
    measure: query.get('measure'),
    unit: query.get('unit'),
  });
  const agreement = await getAgreement(actor.value, question);
  if (!agreement.ok) return toHttp(agreement.error);
  return toCsvResponse(agreementCsv(agreement.value), `agreement-${question.measure}.csv`);
}
