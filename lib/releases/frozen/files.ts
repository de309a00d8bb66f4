import { randomUUID } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { dataPath } from '@/lib/env';
import { err, ok, type Result } from '@/lib/result/result';
import { safeFileName } from '@/lib/text/file-names';
import type { Download } from '../download';
import { MANIFEST_FILE } from '../manifest';
import { type BuildOptions, type Built, buildRelease } from './build';
import { type ReleaseRow, readRelease } from './row';
import { releaseManifestSchema } from './schema';

/** Where the files of a release are kept; made again from the database where they are missing. */
function folderOf(releaseId: string): string {
  return dataPath('releases', z.uuid().parse(releaseId));
}

/** Builds a release into its folder, which is whole or not there. Errors as `buildRelease`. */
export async function buildFiles(
  actor: Actor,
  releaseId: string,
  options: BuildOptions = {},
): Promise<Result<Built>> {
  const folder = folderOf(releaseId);
  const draft = `${folder}.${randomUUID()}`;
  try {
    const built = await buildRelease(actor, releaseId, draft, options);
    if (!built.ok) return built;
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return built;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes the files of a release; what is frozen stays in the database. */
export async function removeFiles(releaseId: string): Promise<void> {
  await rm(folderOf(releaseId), { recursive: true, force: true });
}

/**
 * A release as a ZIP. Where its files are not on this machine they are built, and must be those of its
 * manifest. Errors: `not_found`, `conflict` (not ready, or withdrawn), `unavailable` (this version of
 * the software no longer gives the same bytes).
 */
export async function downloadRelease(actor: Actor, releaseId: string): Promise<Result<Download>> {
  if (!z.uuid().safeParse(releaseId).success) return err('not_found', 'There is no such release.');
  const found = await inProject(actor, 'datasets.export', async (tx) => {
    const release = await readRelease(tx, releaseId);
    if (!release) return err('not_found', 'There is no such release.');
    if (release.state === 'withdrawn') {
      return err('conflict', 'This release was withdrawn: its files are no longer handed out.');
    }
    if (release.state !== 'ready') return err('conflict', 'This release is not ready.');
    return ok(release);
  });
  if (!found.ok) return found;
  const there = await ensureFiles(actor, found.value);
  return there.ok ? ok(zipOf(found.value)) : there;
}

async function ensureFiles(actor: Actor, release: ReleaseRow): Promise<Result<void>> {
  const kept = await readFile(path.join(folderOf(release.id), MANIFEST_FILE), 'utf8').catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null;
      throw cause;
    },
  );
  if (kept === release.manifest) return ok(undefined);
  const built = await buildFiles(actor, release.id);
  if (!built.ok) return built;
  if (built.value.text === release.manifest) return ok(undefined);
  await removeFiles(release.id);
  const made = release.frozen?.version ?? '';
  return err(
    'unavailable',
    `The files were made by version ${made} and come out otherwise now: build them with that version.`,
  );
}

function zipOf({ id, no, name, manifest }: ReleaseRow): Download {
  const { files, project, release } = releaseManifestSchema.parse(JSON.parse(manifest ?? ''));
  const base = safeFileName(`${project.slug}-release-${no}-${name}`, 'release');
  const zip = new ZipFile();
  const options = { mtime: new Date(release.frozen_at), mode: 0o100644 };
  for (const file of [MANIFEST_FILE, ...files.map((one) => one.path)]) {
    zip.addFile(path.join(folderOf(id), file), `${base}/${file}`, options);
  }
  zip.end();
  const output = Readable.from(zip.outputStream as AsyncIterable<Buffer>);
  zip.on('error', (error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return { name: `${base}.zip`, body: Readable.toWeb(output) as ReadableStream<Uint8Array> };
}
