import type { ExportArticle } from '@/lib/releases/schema';

/** A piece of one file. Pieces of a file come in order; `last` closes it. */
export interface FileChunk {
  readonly file: string;
  /** Text as UTF-8, or bytes; a file has one or the other. */
  readonly data: string | Uint8Array;
  readonly last?: boolean;
}

/** Counts of things met, by reason. */
export type Counts = Readonly<Record<string, number>>;

/** Turns articles into files, one article in memory at a time. */
export interface FormatWriter {
  /** The format carries the revisions before each head; they are read for it alone. */
  readonly earlier?: boolean;
  /** What stands before the first article. */
  start(): Iterable<FileChunk>;
  article(article: ExportArticle): Iterable<FileChunk>;
  /** What stands after the last article; closes every open file. */
  finish(): Iterable<FileChunk>;
  /** What the format could not carry, and what it wrote in another shape; complete after `finish`. */
  report(): { readonly losses: Counts; readonly normalised: Counts };
}

/** What each reason in a manifest's `losses` and `normalised` means. */
export const REASONS = {
  article_label: 'labels on a whole article, which have no place in this format',
  /** Of JSONL as it was written before it carried them; manifests of then still state it. */
  earlier_decisions: 'review decisions before the latest one of each annotation',
  earlier_revisions: 'annotation revisions before the current one',
  revision_number_and_time: 'annotations whose revision number, author and time are not carried',
  review_state: 'annotations whose review state and decision are not carried',
  article_metadata: 'articles whose title, language and metadata are not carried',
  member_not_exported: 'members of an attribution that the filter left out or another file holds',
  relation_end_not_exported:
    'relations with an end that the filter left out, in another article, or on a whole article',
  relation_across_coders: "relations between two coders' annotations, which no single file holds",
  composite_without_text: 'attributions with neither text nor a member to stand for it',
  fragment_split_at_line_break: 'fragments split at line breaks, which a brat range may not cross',
  fragment_only_line_breaks: 'annotations with nothing but line breaks',
  type_name_changed: 'names of types, roles or attributes spelt with the letters that brat takes',
  trigger_from_member: 'attributions without a cue of their own, anchored at a member',
  attributes_in_note: 'annotations whose free-text attributes stand in a SourcemarkAttributes note',
  memo_line_breaks: 'memos whose line breaks became spaces',
  file_name_changed: 'names of articles or coders changed to be safe as file names',
  composite_not_carried: 'attributions, which have no place in this format',
  relation_not_carried: 'relations, which have no place in this format',
  attributes_not_carried: 'annotations whose attributes and confidence are not carried',
  memo_not_carried: 'annotations whose memo is not carried',
  fragments_apart: 'annotations in several pieces, of which each piece stands by itself',
  overlap_dropped: 'pieces that overlap another one of their layer, left out',
  article_text: 'articles whose text is not carried, only their address',
  word_boundary: 'pieces that end within a word, taken to its end',
  blank_trimmed: 'pieces whose blanks at their ends are left out',
  relation_memo: 'relations whose memo or attributes are not carried',
} as const;

export type Reason = keyof typeof REASONS;

/** Counts reasons; `toCounts` lists those met, by name. */
export class Tally {
  readonly #counts = new Map<Reason, number>();

  add(reason: Reason, count = 1): void {
    if (count > 0) this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + count);
  }

  toCounts(): Counts {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** The text of an annotation: its fragments joined by one space; empty for none. */
export function annotationText(fragments: readonly { readonly quote: string }[]): string {
  const [only] = fragments;
  if (only && fragments.length === 1) return only.quote;
  return fragments.map(({ quote }) => quote).join(' ');
}
