import { attachment } from './file-names';

/** A table that the browser saves under the name; UTF-8, never from a cache. */
export function toCsvResponse(csv: string | ReadableStream, fileName: string): Response {
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment(fileName),
      'cache-control': 'no-store',
    },
  });
}
