import type { CodebookDocument } from '../schema';
import { codebookProblems, codebookShape } from '../schema';

/** Every format that a codebook goes out in or comes in by. */
export const CODEBOOK_FORMATS = ['json', 'csv', 'qdc', 'brat', 'labelstudio', 'doccano'] as const;
export type CodebookFormat = (typeof CODEBOOK_FORMATS)[number];

/** doccano's labels are too poor to be worth writing. */
export const EXPORT_FORMATS = ['json', 'csv', 'qdc', 'brat', 'labelstudio'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** One thing wrong with a file. */
export interface Fault {
  /** 1-based; null when it is about the whole file. */
  readonly line: number | null;
  readonly reason: string;
}

/** What a format cannot carry, or a reader cannot use. */
export const LOSSES = [
  'other_languages',
  'definitions',
  'rules',
  'examples',
  'dark_colours',
  'colours',
  'shortcuts',
  'outside_names',
  'layers',
  'layer_definitions',
  'layer_targets',
  'attributes',
  'attribute_definitions',
  'attribute_kinds',
  'attribute_requirements',
  'attribute_defaults',
  'composites',
  'role_limits',
  'relation_types',
  'relation_ends',
  'retired',
  'tree',
  'sets',
  'notes',
  'elements',
  'names_changed',
] as const;
export type LossKind = (typeof LOSSES)[number];

export interface Loss {
  readonly kind: LossKind;
  readonly count: number;
}

/** Counts what is lost on the way. */
export class LossTally {
  private readonly counts = new Map<LossKind, number>();

  add(kind: LossKind, count = 1): void {
    if (count > 0) this.counts.set(kind, (this.counts.get(kind) ?? 0) + count);
  }

  /** In the order of `LOSSES`. */
  list(): Loss[] {
    return LOSSES.flatMap((kind) => {
      const count = this.counts.get(kind);
      return count === undefined ? [] : [{ kind, count }];
    });
  }
}

export interface CodebookWritten {
  readonly body: string;
  readonly losses: readonly Loss[];
}

export type CodebookRead =
  | { readonly ok: true; readonly document: CodebookDocument; readonly losses: readonly Loss[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export function faulty(...faults: Fault[]): CodebookRead {
  return { ok: false, faults };
}

/**
 * The document, if it is whole and sound; else each problem with the line that `lineOf` finds for
 * its path.
 */
export function checkedRead(
  value: unknown,
  losses: readonly Loss[],
  lineOf: (path: readonly (string | number)[]) => number | null,
): CodebookRead {
  const shaped = codebookShape.safeParse(value);
  if (!shaped.success) {
    return faulty(
      ...shaped.error.issues.map((issue) => {
        const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
        return { line: lineOf(path), reason: `${path.join('.') || 'file'}: ${issue.message}` };
      }),
    );
  }
  const problems = codebookProblems(shaped.data);
  if (problems.length > 0) {
    return faulty(
      ...problems.map(({ path, message }) => ({ line: lineOf(path), reason: message })),
    );
  }
  return { ok: true, document: shaped.data, losses };
}
