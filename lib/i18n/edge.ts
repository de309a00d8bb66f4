import type { AppError } from '@/lib/result/app-error';
import { HTTP_STATUS } from '@/lib/result/http-status';
import type { Result } from '@/lib/result/result';
import { requestLocale } from './request-locale';
import { translateSentence } from './sentences';

// Where results leave the server for a person: from here on they speak the person's language.

/** A sentence of the domains in the language of the request. */
export async function say(sentence: string): Promise<string> {
  return translateSentence(sentence, await requestLocale());
}

/**
 * A Result fit to cross to the browser: plain JSON in the person's language, without `cause`, which
 * is for the log alone. Every action returns through it.
 */
export async function plain<T>(result: Result<T>): Promise<Result<T>> {
  if (result.ok) return result;
  const { code, userMessage, field, details } = result.error;
  const error: AppError = {
    code,
    userMessage: await say(userMessage),
    ...(field === undefined ? {} : { field }),
    ...(details === undefined ? {} : { details }),
  };
  return { ok: false, error };
}

/** An expected failure as a response: `{"error": {code, message, field?}}`, never cached. */
export async function toHttp({ code, userMessage, field }: AppError): Promise<Response> {
  const message = await say(userMessage);
  return Response.json(
    { error: { code, message, ...(field === undefined ? {} : { field }) } },
    { status: HTTP_STATUS[code], headers: { 'cache-control': 'no-store' } },
  );
}
