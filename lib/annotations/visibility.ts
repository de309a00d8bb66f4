import type { ProjectTx } from '@/lib/db/tx';

/** Whose eyes, on which text. */
interface Viewer {
  readonly userId: string | null;
  readonly articleVersionId: string;
}

/**
 * Whether a person may see colleagues' work on an article version, and whatever gives it away:
 * their annotations, their presence, suggestions. Every such read asks here and nowhere else. Until
 * codings can be blind, everyone may.
 */
export async function seesColleagues(_tx: ProjectTx, _viewer: Viewer): Promise<boolean> {
  return true;
}
