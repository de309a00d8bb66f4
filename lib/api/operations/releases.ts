import { z } from 'zod';
import { createRelease, withdrawRelease } from '@/lib/releases/frozen/commands';
import { downloadRelease } from '@/lib/releases/frozen/files';
import { getRelease, listReleases } from '@/lib/releases/frozen/queries';
import {
  createReleaseSchema,
  type ReleaseDto,
  releaseManifestSchema,
  withdrawReleaseSchema,
} from '@/lib/releases/frozen/schema';
import { ok } from '@/lib/result/result';
import { attachment } from '@/lib/text/file-names';
import { operation } from '../operation';
import { time } from '../shapes';

const params = z.object({ releaseId: z.uuid() });

const release = z
  .object({
    id: z.uuid(),
    no: z.int(),
    name: z.string(),
    state: z.enum(['building', 'ready', 'failed', 'withdrawn']),
    done: z.int().describe('Articles written so far, of all formats together'),
    total: z.int(),
    message: z.string().nullable().describe('Why it failed'),
    createdBy: z.string().nullable(),
    createdAt: time,
    licence: z.string(),
    formats: z.array(z.string()),
    manifestSha256: z.string().nullable(),
    withdrawnAt: time.nullable(),
    withdrawalReason: z.string().nullable(),
  })
  .meta({ id: 'Release' });

function shape(one: ReleaseDto): z.output<typeof release> {
  return {
    id: one.id,
    no: one.no,
    name: one.name,
    state: one.state,
    done: one.done,
    total: one.total,
    message: one.message,
    createdBy: one.createdBy,
    createdAt: one.createdAt,
    licence: one.spec.licence,
    formats: one.spec.formats,
    manifestSha256: one.manifestSha256,
    withdrawnAt: one.withdrawnAt,
    withdrawalReason: one.withdrawalReason,
  };
}

export const RELEASE_OPERATIONS = [
  operation({
    id: 'listReleases',
    method: 'GET',
    path: '/releases',
    tag: 'Releases',
    summary: 'List the frozen datasets, the newest first',
    scope: 'read',
    status: 200,
    answer: z.object({ items: z.array(release) }),
    run: async ({ actor }) => {
      const found = await listReleases(actor);
      return found.ok ? ok({ json: { items: found.value.map(shape) } }) : found;
    },
  }),
  operation({
    id: 'createRelease',
    method: 'POST',
    path: '/releases',
    tag: 'Releases',
    summary: 'Ask for a release; a job freezes and builds it',
    scope: 'release',
    body: createReleaseSchema.omit({ projectId: true }),
    status: 202,
    answer: release,
    run: async ({ actor, body, base }) => {
      const made = await createRelease(actor, body);
      if (!made.ok) return made;
      const { releaseId } = made.value;
      const found = await getRelease(actor, releaseId);
      if (!found.ok) return found;
      const headers = { location: `${base}/releases/${releaseId}` };
      return ok({ json: shape(found.value.release), headers });
    },
  }),
  operation({
    id: 'getRelease',
    method: 'GET',
    path: '/releases/{releaseId}',
    tag: 'Releases',
    summary: 'Read a release with its manifest, once it is built',
    scope: 'read',
    params,
    status: 200,
    answer: z.object({ release, manifest: releaseManifestSchema.nullable() }),
    run: async ({ actor, params: { releaseId } }) => {
      const found = await getRelease(actor, releaseId);
      if (!found.ok) return found;
      return ok({ json: { release: shape(found.value.release), manifest: found.value.manifest } });
    },
  }),
  operation({
    id: 'downloadRelease',
    method: 'GET',
    path: '/releases/{releaseId}/file',
    tag: 'Releases',
    summary: 'Download a release as a ZIP',
    scope: 'read',
    params,
    status: 200,
    mediaType: 'application/zip',
    run: async ({ actor, params: { releaseId } }) => {
      const download = await downloadRelease(actor, releaseId);
      if (!download.ok) return download;
      return ok({
        stream: download.value.body,
        headers: {
          'content-type': 'application/zip',
          'content-disposition': attachment(download.value.name),
        },
      });
    },
  }),
  operation({
    id: 'withdrawRelease',
    method: 'POST',
    path: '/releases/{releaseId}/withdrawal',
    tag: 'Releases',
    summary: 'Withdraw a release: a tombstone stays',
    scope: 'release',
    params,
    body: withdrawReleaseSchema.pick({ reason: true }),
    status: 200,
    answer: release,
    run: async ({ actor, params: { releaseId }, body: { reason } }) => {
      const done = await withdrawRelease(actor, { releaseId, reason });
      if (!done.ok) return done;
      const found = await getRelease(actor, releaseId);
      return found.ok ? ok({ json: shape(found.value.release) }) : found;
    },
  }),
];
