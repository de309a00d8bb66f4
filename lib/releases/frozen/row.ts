import type { ProjectTx } from '@/lib/db/tx';
import { type Frozen, frozenSchema, type ReleaseSpec, releaseSpecSchema } from './schema';

/** A release as its job and its files need it. */
export interface ReleaseRow {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly spec: ReleaseSpec;
  readonly state: string;
  readonly pseudonymKey: string;
  readonly frozen: Frozen | null;
  /** The text of `manifest.json`; null until it is built. */
  readonly manifest: string | null;
  readonly attempts: number;
}

interface Stored extends Omit<ReleaseRow, 'spec' | 'frozen'> {
  readonly spec: unknown;
  readonly frozen: unknown;
}

/** One release; undefined for none. `lock` holds it until the transaction ends. */
export async function readRelease(
  tx: ProjectTx,
  releaseId: string,
  lock = false,
): Promise<ReleaseRow | undefined> {
  const [row] = await tx.sql<Stored>(
    `SELECT id::text, release_no AS no, name, spec, state, pseudonym_key AS "pseudonymKey", frozen,
            manifest, attempts
       FROM releases WHERE project_id = $1::uuid AND id = $2::uuid ${lock ? 'FOR UPDATE' : ''}`,
    tx.projectId,
    releaseId,
  );
  if (!row) return undefined;
  return {
    ...row,
    spec: releaseSpecSchema.parse(row.spec),
    frozen: row.frozen === null ? null : frozenSchema.parse(row.frozen),
  };
}
