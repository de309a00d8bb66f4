import type { AnnotationDto, Attributes } from '@/lib/annotations/schema';
import type { Fragment } from '@/lib/text/fragments';

/** What the comparison needs of an annotation. Offsets in code points. */
export interface ComparedAnnotation
  extends Pick<
    AnnotationDto,
    'id' | 'kind' | 'revisionId' | 'layerKey' | 'codeKey' | 'members' | 'attributes'
  > {
  readonly fragments: readonly Fragment[];
}

/** What it needs of a link. Either end may stand in another article. */
export interface ComparedRelation {
  readonly id: string;
  readonly revisionNo: number;
  readonly typeKey: string;
  readonly fromAnnotationId: string;
  readonly toAnnotationId: string;
  readonly attributes: Attributes;
}

/** One analyst's work on the text that is compared. */
export interface ComparedCoding {
  readonly coderId: string;
  readonly annotations: readonly ComparedAnnotation[];
  readonly relations: readonly ComparedRelation[];
}

export type UnitKind = 'article' | 'span' | 'composite' | 'relation';

/** How the codings of one place differ; none: all say the same. */
export const DIFFERENCES = ['missing', 'code', 'boundary', 'attribute', 'relation'] as const;
/**
 * `missing`: some have it and some have not; `relation`: an attribution joins other passages, or a
 * link has another type or direction.
 */
export type Difference = (typeof DIFFERENCES)[number];

/** What one analyst says at one place. */
export interface Voice {
  readonly coderId: string;
  /** The annotation or link; null: this analyst has none here. */
  readonly unitId: string | null;
  /** An annotation's revision id, a link's id and revision number. */
  readonly revision: string | null;
}

/** Voices that say the same, and the first of their annotations or links by id. */
export interface Reading {
  readonly unitId: string;
  readonly coderIds: readonly string[];
}

/** One place where at least one analyst has something. */
export interface ComparisonItem {
  /** The smallest id of its annotations or links. */
  readonly key: string;
  /** What was compared: another string as soon as one of the analysts changes something here. */
  readonly basis: string;
  readonly kind: UnitKind;
  /** Null for links. */
  readonly layerKey: string | null;
  /** Empty: all agree. */
  readonly differences: readonly Difference[];
  /** One for each analyst who is compared, by id. */
  readonly voices: readonly Voice[];
  /** What is said here, the most frequent first. */
  readonly readings: readonly Reading[];
  /** Where it stands in the text: code points; -1 for labels of the whole article. */
  readonly position: number;
}

/** A value as one string, so that equal ones are equal strings. The order of several choices does not count. */
export function attributesKey(attributes: Attributes): string {
  const entries = Object.entries(attributes)
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0) && value !== '')
    .map(([key, value]) => [key, Array.isArray(value) ? value.toSorted() : value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify(entries);
}

/** Fragments as one string. */
export function fragmentsKey(fragments: readonly Fragment[]): string {
  return fragments.map(({ start, end }) => `${start}-${end}`).join();
}
