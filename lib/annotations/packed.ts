import type { AnnotationDto, ArticleAnnotationsDto } from './schema';

/** What most annotations do not have, told only where one has it. */
type Rest = Partial<
  Pick<
    AnnotationDto,
    'members' | 'attributes' | 'confidence' | 'memo' | 'reviewState' | 'openThreads'
  >
>;

type PackedHead = readonly [
  id: string,
  kind: AnnotationDto['kind'],
  codingId: number,
  coder: number,
  revisionId: string,
  revisionNo: number,
  author: number,
  code: number,
  /** Start and end of each fragment in turn, code points. */
  offsets: readonly number[],
  changedAt: string,
  rest: Rest | null,
];

/**
 * An article's annotations on their way to the browser. Ten thousand of them say the same names again
 * and again, and repeat words that stand in the text: here each is said once, and quotes not at all.
 */
export interface PackedAnnotations extends Omit<ArticleAnnotationsDto, 'annotations'> {
  readonly people: readonly (readonly [id: string, name: string])[];
  readonly codes: readonly (readonly [layerKey: string, codeKey: string])[];
  readonly codingIds: readonly string[];
  readonly heads: readonly PackedHead[];
}

/** Gives each distinct value a number, in order of coming. */
function numbering<T>(keyOf: (value: T) => string) {
  const known = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    of(value: T): number {
      const key = keyOf(value);
      const number = known.get(key) ?? values.length;
      if (number === values.length) {
        known.set(key, number);
        values.push(value);
      }
      return number;
    },
  };
}

function restOf(head: AnnotationDto): Rest | null {
  const rest: Rest = {
    ...(head.members.length > 0 ? { members: head.members } : {}),
    ...(Object.keys(head.attributes).length > 0 ? { attributes: head.attributes } : {}),
    ...(head.confidence !== null ? { confidence: head.confidence } : {}),
    ...(head.memo !== null ? { memo: head.memo } : {}),
    ...(head.reviewState !== 'unreviewed' ? { reviewState: head.reviewState } : {}),
    ...(head.openThreads !== 0 ? { openThreads: head.openThreads } : {}),
  };
  return Object.keys(rest).length > 0 ? rest : null;
}

/** Packs what {@link unpackAnnotations} unpacks to the same. */
export function packAnnotations({
  annotations,
  ...others
}: ArticleAnnotationsDto): PackedAnnotations {
  const people = numbering<readonly [string, string]>((person) => JSON.stringify(person));
  const codes = numbering<readonly [string, string]>((code) => JSON.stringify(code));
  const codingIds = numbering<string>((id) => id);
  const heads = annotations.map(
    (head): PackedHead => [
      head.id,
      head.kind,
      codingIds.of(head.codingId),
      people.of([head.coderId, head.coderName]),
      head.revisionId,
      head.revisionNo,
      people.of([head.authorId, head.authorName]),
      codes.of([head.layerKey, head.codeKey]),
      head.fragments.flatMap(({ start, end }) => [start, end]),
      head.changedAt,
      restOf(head),
    ],
  );
  return {
    ...others,
    people: people.values,
    codes: codes.values,
    codingIds: codingIds.values,
    heads,
  };
}

/** `quote` answers the words between two offsets of the text (code points). */
export function unpackAnnotations(
  { people, codes, codingIds, heads, ...others }: PackedAnnotations,
  quote: (start: number, end: number) => string,
): ArticleAnnotationsDto {
  const NOBODY = ['', ''] as const;
  const annotations = heads.map((packed): AnnotationDto => {
    const [
      id,
      kind,
      coding,
      coder,
      revisionId,
      revisionNo,
      author,
      code,
      offsets,
      changedAt,
      rest,
    ] = packed;
    const [coderId, coderName] = people[coder] ?? NOBODY;
    const [authorId, authorName] = people[author] ?? NOBODY;
    const [layerKey, codeKey] = codes[code] ?? NOBODY;
    const fragments: { start: number; end: number; quote: string }[] = [];
    for (let at = 0; at + 1 < offsets.length; at += 2) {
      const [start = 0, end = 0] = [offsets[at], offsets[at + 1]];
      fragments.push({ start, end, quote: quote(start, end) });
    }
    return {
      id,
      kind,
      codingId: codingIds[coding] ?? '',
      coderId,
      coderName,
      revisionId,
      revisionNo,
      authorId,
      authorName,
      layerKey,
      codeKey,
      fragments,
      changedAt,
      members: rest?.members ?? [],
      attributes: rest?.attributes ?? {},
      confidence: rest?.confidence ?? null,
      memo: rest?.memo ?? null,
      reviewState: rest?.reviewState ?? 'unreviewed',
      openThreads: rest?.openThreads ?? 0,
    };
  });
  return { ...others, annotations };
}
