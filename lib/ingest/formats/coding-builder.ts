import { type Fragment, normaliseFragments } from '@/lib/text/fragments';
import type { OffsetMap } from '@/lib/text/offsets';
import {
  type IncomingAnnotation,
  type IncomingCoding,
  type IncomingRelation,
  type IngestFormat,
  type IngestRow,
  noticed,
  rejected,
} from '../schema';
import { resolveSpan } from './quoted-span';

/** A stretch of text that a file marks. Offsets as its format counts: UTF-16 units. */
export interface MarkedPiece {
  /** How the file itself refers to it. */
  readonly piece: string;
  /** Pieces of the same passage share it; null: the piece stands by itself. */
  readonly id: string | null;
  readonly start: number;
  readonly end: number;
  readonly quote: string | null;
  readonly type: string;
  readonly attributes: IncomingAnnotation['attributes'];
  readonly memo: string | null;
  readonly confidence: number | null;
  readonly line: number;
}

interface Growing extends Omit<MarkedPiece, 'piece' | 'id' | 'start' | 'end' | 'quote'> {
  readonly fragments: Fragment[];
}

/** Puts one person's marks of a document together, as a file in UTF-16 units tells of them. */
export class CodingBuilder {
  readonly rejections: IngestRow[] = [];
  readonly #growing = new Map<string, Growing>();
  /** The annotation that each piece is a part of. */
  readonly #ofPiece = new Map<string, string>();
  readonly #relations: IncomingRelation[] = [];
  readonly #source;
  #otherUnit = 0;

  constructor(source: {
    readonly file: string;
    readonly text: string;
    readonly map: OffsetMap;
    readonly format: IngestFormat;
  }) {
    this.#source = source;
  }

  /** Adds a piece; one that is no passage of the text is refused. */
  addPiece({ piece, id, start, end, quote, ...rest }: MarkedPiece): void {
    const { file, text, map } = this.#source;
    const found = resolveSpan(text, map, { start, end, quote }, 'utf16');
    if (typeof found === 'string') {
      this.rejections.push(
        rejected(file, rest.line, 'annotation', `Annotation ${piece}: ${found}`),
      );
      return;
    }
    if (found.unit === 'codePoints' && map.length !== map.utf16Length) this.#otherUnit += 1;
    const externalId = id ?? piece;
    this.#ofPiece.set(piece, externalId);
    const known = this.#growing.get(externalId);
    if (known) known.fragments.push(found.fragment);
    else this.#growing.set(externalId, { ...rest, fragments: [found.fragment] });
  }

  /** Joins two pieces that were added; a piece that was not is refused. */
  addRelation(link: {
    readonly id: string;
    readonly type: string;
    readonly from: string;
    readonly to: string;
    readonly memo: string | null;
    readonly line: number;
  }): void {
    const { file, format } = this.#source;
    const [from, to] = [this.#ofPiece.get(link.from), this.#ofPiece.get(link.to)];
    if (from === undefined || to === undefined) {
      const reason = `Relation ${link.id} has an end that is no annotation of the file.`;
      this.rejections.push(rejected(file, link.line, 'relation', reason));
      return;
    }
    this.#relations.push({
      externalId: link.id,
      type: link.type,
      fromExternalId: from,
      toExternalId: to,
      memo: link.memo,
      line: link.line,
      externalRef: { format, file, id: link.id, type: link.type },
    });
  }

  /** What was read otherwise than it stood. */
  notices(): IngestRow[] {
    return this.#otherUnit > 0
      ? [noticed('code_point_offsets', this.#source.file, this.#otherUnit)]
      : [];
  }

  made(coder: string | null): IncomingCoding {
    const { file, format } = this.#source;
    const annotations = [...this.#growing].map(
      ([externalId, one]): IncomingAnnotation => ({
        ...one,
        kind: 'span',
        externalId,
        fragments: normaliseFragments(one.fragments),
        externalRef: { format, file, id: externalId, type: one.type },
      }),
    );
    return { coder, file, annotations, composites: [], relations: this.#relations };
  }
}
