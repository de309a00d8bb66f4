import type { PackedAnnotations } from '@/lib/annotations/packed';
import type { ArticleDto } from '@/lib/articles/schema';
import type { CarriedMark } from '@/lib/carryover/schema';
import type { CodebookDocument } from '@/lib/codebook/schema';
import type { OwnKeys } from '@/lib/shortcuts/schema';

/** Everything that the reader is given by its page. Plain JSON. */
export interface ReaderData {
  readonly projectId: string;
  readonly article: ArticleDto;
  readonly codebook: CodebookDocument;
  /** Number of the codebook version in force. */
  readonly codebookVersionNo: number;
  readonly me: { readonly id: string; readonly name: string };
  /** Whether the person's role lets them annotate at all. */
  readonly mayAnnotate: boolean;
  readonly annotations: PackedAnnotations;
  /** Annotations that came from an earlier version, by id. */
  readonly carried?: Readonly<Record<string, CarriedMark>> | undefined;
  /** Said on the page while colleagues' work on the article is hidden: until when. */
  readonly blind?: 'own' | 'all' | undefined;
  /** The person codes to learn: handing in scores the work and leads to the score. */
  readonly isTraining?: boolean;
  /** Address of the next unfinished article; null when all others are done. */
  readonly nextHref: string | null;
  /** Names of the register of actors, offered where one is written. */
  readonly actorNames?: readonly string[] | undefined;
  /** The person's own keys. */
  readonly ownKeys: OwnKeys;
  /** An annotation to show first (from a link). */
  readonly focusId: string | null;
}
