import type { z } from 'zod';

/** Something that is not as an export says, or as its format wants it. */
export interface Fault {
  readonly file: string;
  /** 1-based; null where the whole file is meant. */
  readonly line: number | null;
  readonly reason: string;
}

/** More faults than this are counted, not listed. */
const MOST_LISTED = 1000;

/** Collects faults in the order in which they are met. */
export class Faults {
  readonly listed: Fault[] = [];
  count = 0;

  add(file: string, line: number | null, reason: string): void {
    this.count += 1;
    if (this.listed.length < MOST_LISTED) this.listed.push({ file, line, reason });
  }
}

/** Where a shape is wrong, and how. */
export function inWords(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'it'}: ${issue.message}` : 'it has another shape.';
}
