import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@/lib/result/result';
import type { Fragment } from '@/lib/text/fragments';
import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import type {
  IncomingAnnotation,
  IncomingCoding,
  IncomingComposite,
  IncomingRelation,
  JsonValue,
  Place,
  Rejection,
  RejectionKind,
} from '../schema';
import { isJsonArray, isJsonObject, type JsonObject } from './json';
import { readPast } from './own-past';
import { resolveSpan, shorten } from './quoted-span';
import type { SourceRecord } from './record';

/** Metadata that an export makes of other columns: it is made anew when the article is stored. */
const DERIVED: ReadonlySet<string> = new Set([
  'article_id',
  'version',
  'name',
  'direction',
  'canonicaliser',
  'capture_sha256',
  'published_raw',
  'modified_raw',
]);

/** Whether a line of JSONL is an article of one of this product's own exports. */
export function isOwnExport(object: JsonObject): boolean {
  return (
    typeof object.text_sha256 === 'string' &&
    isJsonObject(object.metadata) &&
    isJsonArray(object.annotations) &&
    isJsonArray(object.relations)
  );
}

/**
 * The article of an exported line as a record that could have been imported: named as it was named in
 * its first file, its times as they were written there. Fails with `import_rejected` when the text is
 * not the one whose SHA-256 the line states, since nobody knows then where its annotations belong.
 */
export function recordOfOwnExport(object: JsonObject): Result<SourceRecord> {
  const { text, text_sha256: stated, metadata } = object;
  const said = isJsonObject(metadata) ? metadata : {};
  if (typeof text === 'string') {
    const found = createHash('sha256').update(text).digest('hex');
    if (found !== stated) {
      return err(
        'import_rejected',
        'The text was changed after the export: it has another SHA-256.',
      );
    }
  }
  const kept = Object.entries(said).filter(([key]) => !DERIVED.has(key));
  const record = new Map<string, JsonValue>(kept);
  record.set('published_at', said.published_raw ?? said.published_at ?? null);
  record.set('modified_at', said.modified_raw ?? said.modified_at ?? null);
  record.set('id', said.name ?? object.id ?? null);
  for (const column of ['url', 'title', 'language', 'text']) {
    // What could not be read as an address stands in the metadata, by the same name.
    const value = object[column];
    if (value !== undefined && value !== null) record.set(column, value);
  }
  return ok(record);
}

/** The declared direction of the text; null when the language decides. */
export function directionOfOwnExport(object: JsonObject): 'ltr' | 'rtl' | null {
  const direction = isJsonObject(object.metadata) ? object.metadata.direction : null;
  return direction === 'ltr' || direction === 'rtl' ? direction : null;
}

export interface OwnExportRead {
  readonly codings: readonly IncomingCoding[];
  readonly rejections: readonly Rejection[];
  /** Annotations that come with their earlier revisions and decisions. */
  readonly withPast: number;
  /** Annotations that had been reviewed or revised, of which the file does not tell more. */
  readonly withoutPast: number;
}

/**
 * Reads the annotations and relations of an exported article, by coder. Each passage is held against
 * the words that the export quotes; one that says something else is refused, and so is what joins it.
 * A relation goes into its own coder's work and may join only what is in it.
 */
export function readOwnExport(object: JsonObject, text: string, place: Place): OwnExportRead {
  const reader = new OwnExportReader(text, place);
  const annotations = isJsonArray(object.annotations) ? object.annotations : [];
  for (const [index, one] of annotations.entries()) reader.readAnnotation(one, index + 1);
  const relations = isJsonArray(object.relations) ? object.relations : [];
  for (const [index, one] of relations.entries()) reader.readRelation(one, index + 1);
  return reader.made();
}

/** One coder's work while it is read. */
interface OpenCoding {
  readonly annotations: IncomingAnnotation[];
  readonly composites: IncomingComposite[];
  readonly relations: IncomingRelation[];
}

class OwnExportReader {
  private readonly map: OffsetMap;
  private readonly codings = new Map<string | null, OpenCoding>();
  private readonly rejections: Rejection[] = [];
  private withPast = 0;
  private withoutPast = 0;

  constructor(
    private readonly text: string,
    private readonly place: Place,
  ) {
    this.map = createOffsetMap(text);
  }

  made(): OwnExportRead {
    const { file } = this.place;
    const codings = [...this.codings].map(([coder, coding]) => ({ coder, file, ...coding }));
    const { rejections, withPast, withoutPast } = this;
    return { codings, rejections, withPast, withoutPast };
  }

  readAnnotation(value: JsonValue, number: number): void {
    const one = isJsonObject(value) ? value : {};
    const { id, code, kind } = one;
    if (typeof id !== 'string' || typeof code !== 'string') {
      this.refuse('annotation', `Annotation ${number} has no id or no code.`);
      return;
    }
    const fragments = this.fragmentsOf(one);
    if (typeof fragments === 'string') {
      this.refuse('annotation', `${id}: ${fragments}`);
      return;
    }
    const common = {
      externalId: id,
      type: code,
      fragments,
      attributes: isJsonObject(one.attributes) ? one.attributes : {},
      confidence: confidenceOf(one.confidence),
      memo: typeof one.memo === 'string' ? one.memo : null,
      line: this.place.line ?? 1,
      externalRef: this.refOf(one, id, code),
    };
    const past = this.pastOf(one, id);
    const coding = this.codingOf(one.coder);
    if (kind === 'composite') {
      coding.composites.push({
        ...common,
        ...past,
        members: this.membersOf(one, id),
        counts: { annotations: 1, relations: 0 },
      });
    } else if (kind === 'span' || kind === 'article') {
      coding.annotations.push({ kind, ...common, ...past });
    } else {
      this.refuse('annotation', `${id}: “${String(kind)}” is no kind of annotation.`);
      return;
    }
  }

  /** Its past, where it has one and the file tells of it. */
  private pastOf(one: JsonObject, id: string): Pick<IncomingAnnotation, 'past'> {
    const read = readPast(one, (revision) =>
      this.fragmentsOf({ ...revision, kind: one.kind ?? null }),
    );
    if (read === null) {
      const state = isJsonObject(one.review) ? one.review.state : 'unreviewed';
      if (state !== 'unreviewed' || one.revision !== 1) this.withoutPast += 1;
      return {};
    }
    if (typeof read === 'string') {
      this.refuse('past', `${id}: its past was left out: ${read}`);
      return {};
    }
    if (read.earlier.length + read.decisions.length === 0) return {};
    this.withPast += 1;
    return { past: read };
  }

  readRelation(value: JsonValue, number: number): void {
    const one = isJsonObject(value) ? value : {};
    const { id, type, from, to } = one;
    const texts = [id, type, from, to].every((part) => typeof part === 'string');
    if (!texts) {
      this.refuse('relation', `Relation ${number} lacks id, type, from or to.`);
      return;
    }
    if (isJsonObject(one.attributes) && Object.keys(one.attributes).length > 0) {
      this.refuse('attribute', `${id}: attributes of relations are not read.`);
    }
    this.codingOf(one.coder).relations.push({
      externalId: String(id),
      type: String(type),
      fromExternalId: String(from),
      toExternalId: String(to),
      memo: typeof one.memo === 'string' ? one.memo : null,
      line: this.place.line ?? 1,
      externalRef: this.refOf(one, String(id), String(type)),
    });
  }

  private refuse(kind: RejectionKind, reason: string): void {
    this.rejections.push({ ...this.place, kind, reason });
  }

  private codingOf(name: JsonValue | undefined): OpenCoding {
    const coder = typeof name === 'string' && name !== '' ? name : null;
    const coding = this.codings.get(coder) ?? { annotations: [], composites: [], relations: [] };
    this.codings.set(coder, coding);
    return coding;
  }

  /** The passages in text order, or why they cannot be what the export quotes. */
  private fragmentsOf(one: JsonObject): Fragment[] | string {
    const pairs = isJsonArray(one.fragments) ? one.fragments : [];
    const fragments: Fragment[] = [];
    for (const pair of pairs) {
      const [start, end] = isJsonArray(pair) ? pair : [];
      const span = { start: Number(start), end: Number(end), quote: null };
      const found = resolveSpan(this.text, this.map, span, 'codePoints');
      if (typeof found === 'string') return found;
      if (found.fragment.start < (fragments.at(-1)?.end ?? 0)) return 'its passages overlap.';
      fragments.push(found.fragment);
    }
    if (one.kind === 'span' && fragments.length === 0) return 'it has no passage.';
    const quoted = fragments.map(({ start, end }) => this.map.slice(start, end)).join(' ');
    if (typeof one.text === 'string' && quoted !== one.text) {
      return `At its place stands “${shorten(quoted)}”, not “${shorten(one.text)}”.`;
    }
    return fragments;
  }

  private membersOf(one: JsonObject, id: string): IncomingComposite['members'] {
    const members = isJsonArray(one.members) ? one.members : [];
    return members.flatMap((member) => {
      const { role, annotation } = isJsonObject(member) ? member : {};
      if (typeof role === 'string' && typeof annotation === 'string') {
        return [{ role, targetExternalId: annotation }];
      }
      this.refuse('relation', `${id}: a member lacks its role or its annotation.`);
      return [];
    });
  }

  /**
   * What the record was called in the file before the export, so that it can be written out by that
   * name again; a revised one may be of another type than that name says.
   */
  private refOf(one: JsonObject, id: string, type: string): JsonObject {
    const { external } = one;
    if (!isJsonObject(external) || typeof external.format !== 'string') {
      return { format: 'sourcemark', file: this.place.file, id, type };
    }
    const { ranges, type: named, ...rest } = external;
    const kept = Object.entries(rest).filter(([, value]) => value !== null);
    const ref: Record<string, JsonValue> = Object.fromEntries(kept);
    if (isJsonArray(ranges)) ref.ranges = ranges.map(rangeText).join(';');
    if (one.revision === 1) ref.type = named ?? type;
    return ref;
  }
}

/** The stored form of a range: `12 14`. */
function rangeText(value: JsonValue): string {
  return isJsonObject(value) ? `${String(value.start)} ${String(value.end)}` : '';
}

function confidenceOf(value: JsonValue | undefined): number | null {
  const whole = typeof value === 'number' && Number.isInteger(value);
  return whole && value >= 1 && value <= 5 ? value : null;
}
