import type { z } from 'zod';
import { env } from '@/lib/env';
import { guardedPost } from '@/lib/net/guarded-post';
import { err, ok, type Result } from '@/lib/result/result';
import { createOffsetMap } from '@/lib/text/offsets';
import { answerSchema, CONTRACT, MOST_ROWS, type ProviderRequest, rowSchema } from './contract';
import type { Offer, Offers, Question } from './provider';

/** Where a provider is, and what it wants to be shown. */
export interface HttpProvider {
  readonly url: string;
  readonly headerName: string | null;
  readonly secret: string | null;
}

const TIMEOUT_MS = 20_000;
const MOST_BYTES = 5_000_000;

/** Asks a provider on the network. Error: `unavailable`, with the reason. */
export async function offersOverHttp(
  provider: HttpProvider,
  question: Question,
  limits: { readonly timeoutMs?: number } = {},
): Promise<Result<Offers>> {
  const { headerName, secret } = provider;
  const text = await guardedPost(provider.url, {
    body: JSON.stringify(requestOf(question)),
    headers: headerName !== null && secret !== null ? { [headerName]: secret } : {},
    allowedHosts: (env().SOURCEMARK_PROVIDER_HOSTS ?? '').split(',').filter(Boolean),
    timeoutMs: limits.timeoutMs ?? TIMEOUT_MS,
    maxBytes: MOST_BYTES,
  });
  return text.ok ? readAnswer(text.value, question.asked.text) : text;
}

function requestOf({ asked, codebook }: Question): ProviderRequest {
  const { title, language, text, length, sha256 } = asked;
  return {
    contract: CONTRACT,
    article: { title, language, text, length, sha256 },
    codebook: {
      codes: [...codebook.codes.values()]
        .filter(({ retired }) => !retired)
        .map(({ key, layer, name, targets, roles }) => ({
          key,
          layer,
          name,
          kinds: targets,
          roles: roles.map(({ role, codes }) => ({ role, codes })),
        })),
      attributes: codebook.attributes.map(({ key, layer, code, kind, options }) => ({
        key,
        layer,
        code: code ?? null,
        kind,
        values: options.map(({ value }) => value),
      })),
    },
  };
}

/** Reads an answer: untrusted text. Rows that lie about the text or break the contract are refused. */
export function readAnswer(answer: string, text: string): Result<Offers> {
  let json: unknown;
  try {
    json = JSON.parse(answer);
  } catch (cause) {
    return err('unavailable', 'No answer: it sent no JSON.', { cause });
  }
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || 'the answer';
    return err('unavailable', `No answer: it does not keep to ${CONTRACT} (${where}).`);
  }
  const map = createOffsetMap(text);
  const offers: Offer[] = [];
  const refusals: string[] = [];
  const { suggestions, provider } = parsed.data;
  for (const [index, row] of suggestions.slice(0, MOST_ROWS).entries()) {
    const read = rowSchema.safeParse(row);
    const issue = read.error?.issues[0];
    const reason = read.success
      ? quoteProblem(read.data, (start, end) => (end <= map.length ? map.slice(start, end) : null))
      : `${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'it cannot be read'}`;
    if (reason !== null || !read.success) refusals.push(`Row ${index + 1}: ${reason}`);
    else offers.push(offerOf(read.data));
  }
  for (let row = MOST_ROWS; row < suggestions.length; row += 1) {
    refusals.push(`Row ${row + 1}: more than ${MOST_ROWS} rows are not read.`);
  }
  return ok({ version: provider.version, offers, refusals });
}

type Row = z.output<typeof rowSchema>;

/** Offsets that quote other words were counted otherwise (UTF-16, bytes) or in another text. */
function quoteProblem(
  row: Row,
  slice: (start: number, end: number) => string | null,
): string | null {
  const fragments = [...row.fragments, ...row.parts.flatMap((part) => part.fragments)];
  const wrong = fragments.find(({ start, end, quote }) => slice(start, end) !== quote);
  return wrong ? `the text has other words at ${wrong.start}–${wrong.end} than it quotes.` : null;
}

function offerOf({ score, reason, kind, code, attributes, fragments, parts }: Row): Offer {
  const bare = (list: Row['fragments']) => list.map(({ start, end }) => ({ start, end }));
  return {
    score,
    reason: reason === undefined ? {} : { text: reason },
    proposal: {
      kind,
      codeKey: code,
      attributes,
      fragments: bare(fragments),
      parts: parts.map(({ role, code: codeKey, attributes: values, fragments: places }) => ({
        role,
        codeKey,
        attributes: values,
        fragments: bare(places),
      })),
    },
  };
}
