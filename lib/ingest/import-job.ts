import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import type { JobTask, RunningJob } from '@/lib/jobs/worker';
import { err, ok, type Result } from '@/lib/result/result';
import { deriveBehind } from './after-import';
import { beginAttempt, findUpload, noteBreak, type OpenImport } from './attempt';
import type { ImportAttempt } from './checkpoint';
import { importSource } from './commands';
import { endImport, Overtaken } from './import-row';
import { importSourceSchema } from './import-source';
import { listAddresses } from './listed-address';
import { ImportTally } from './report';
import { discardUpload, readManifest, uploadedFiles } from './upload-folder';
import { importUrls } from './url-commands';

const payloadSchema = z.strictObject({
  projectId: z.uuid(),
  /** Absent for the operator. */
  userId: z.uuid().optional(),
  importId: z.uuid(),
});

/** The job of one import, in the name of whoever started it. */
export const IMPORT_JOB: JobTask = { run: runImportJob, brokeOff: importBrokeOff };

/**
 * Takes an import up, or goes on with it where its last batch was stored, and ends it.
 * What a person can mend (a codebook that lacks codes, a right that was taken) ends it as failed; what
 * breaks off throws, and is tried again.
 */
async function runImportJob(given: unknown, job: RunningJob): Promise<void> {
  const { importId, projectId, userId } = payloadSchema.parse(given);
  const operator: Actor = { kind: 'operator', projectId };
  const actor: Actor = userId === undefined ? operator : { kind: 'user', projectId, userId };
  const open = await beginAttempt(operator, importId);
  if (!open.ok) throw new Error(open.error.userMessage, { cause: open.error.cause });
  if (open.value === null) {
    await discard(operator, importId);
    return;
  }
  const { number, resumed } = open.value;
  const done = await runOne(actor, open.value, { number, resumed, signal: job.signal });
  if (!done.ok) {
    // The person may have no right any more to end it.
    await endImport(operator, importId, 'failed', done.error.userMessage, tallyOf(open.value));
  }
  await discard(operator, importId);
  deriveBehind(actor);
}

/** Writes down that the job broke off, and when it is tried again; without a time, ends it. */
async function importBrokeOff(
  given: unknown,
  cause: unknown,
  nextTryAt: Date | null,
): Promise<void> {
  const { importId, projectId } = payloadSchema.parse(given);
  console.error(`Import ${importId} broke off.`, cause);
  if (cause instanceof Overtaken) return;
  const operator: Actor = { kind: 'operator', projectId };
  await noteBreak(operator, importId, nextTryAt);
  if (nextTryAt === null) await discard(operator, importId);
}

async function runOne(
  actor: Actor,
  { id, sourceName, source: given }: OpenImport,
  attempt: ImportAttempt,
): Promise<Result<unknown>> {
  const source = importSourceSchema.parse(given);
  const common = { sourceName, importId: id, attempt };
  if (source.kind === 'addresses') {
    const { addresses, followed = false } = source;
    return importUrls(actor, listAddresses(addresses), { ...common, followed });
  }
  const manifest = await readManifest(source.uploadId);
  if (!manifest) return err('not_found', 'The uploaded files are gone. Choose them again.');
  const { format, createCodes, columns } = manifest.input;
  const files = uploadedFiles(source.uploadId, manifest);
  return importSource(actor, files, { ...common, format, createCodes, columns });
}

function tallyOf({ resumed }: OpenImport): ImportTally {
  const tally = new ImportTally();
  if (resumed) tally.resume(resumed.counts, resumed.notices, resumed.rejections);
  return tally;
}

async function discard(actor: Actor, importId: string): Promise<void> {
  const upload = await inProject(actor, 'articles.import', async (tx) =>
    ok(await findUpload(tx, importId)),
  );
  if (upload.ok && upload.value !== null) await discardUpload(upload.value);
}
