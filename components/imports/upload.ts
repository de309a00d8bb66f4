import type { Translate } from '@/lib/i18n/translate';
import type { OpenUpload, UploadProgress } from '@/lib/ingest/upload-schema';
import { MAX_PIECE_BYTES } from '@/lib/ingest/upload-schema';
import { err, ok, type Result } from '@/lib/result/result';
import type { PickedFile } from './pick-files';

const TRIES = 4;
const RETRY_MS = 800;

/**
 * Sends the files piece by piece and answers the id of the import that they start. `told` hears how
 * many bytes have arrived. A piece that is lost on the way is sent again.
 */
export async function uploadFiles(
  projectId: string,
  input: OpenUpload,
  files: readonly PickedFile[],
  told: (received: number, total: number) => void,
  t: Translate<'imports'>,
): Promise<Result<string>> {
  const base = `/api/projects/${projectId}/imports`;
  const opened = await ask(
    base,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    },
    t,
  );
  if (!opened.ok) return opened;
  const { uploadId, total } = opened.value;
  // One blob over all files: the browser reads from the disk only what a piece needs.
  const whole = new Blob(files.map(({ file }) => file));
  for (let offset = 0; ; offset += MAX_PIECE_BYTES) {
    const piece = whole.slice(offset, Math.min(offset + MAX_PIECE_BYTES, total));
    const sent = await ask(
      `${base}/uploads/${uploadId}?offset=${offset}`,
      {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: piece,
      },
      t,
    );
    if (!sent.ok) return sent;
    told(sent.value.received, total);
    if (sent.value.importId !== null) return ok(sent.value.importId);
    if (offset >= total) return err('unavailable', t('uploadUnfinished'));
  }
}

async function ask(
  url: string,
  init: RequestInit,
  t: Translate<'imports'>,
): Promise<Result<UploadProgress>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url, init);
      const body = await response.json();
      if (response.ok) return ok(body as UploadProgress);
      return err('invalid_input', body?.error?.message ?? t('uploadRefused'));
    } catch (cause) {
      if (attempt === TRIES) {
        return err('unavailable', t('connectionLost'), { cause });
      }
      await new Promise((done) => setTimeout(done, RETRY_MS * attempt));
    }
  }
}
