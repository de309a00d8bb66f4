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

/**
 * Which annotations a person may see, in SQL, for every read of annotations: the reader's, the
 * review's and the search's. `annotation` is the alias of a row of `annotations`. Today that is all
 * members' annotations that are not deleted; whatever is to be hidden (blind coding) is hidden here.
 */
export function visibleAnnotation(annotation: string): string {
  return `NOT ${annotation}.deleted`;
}
