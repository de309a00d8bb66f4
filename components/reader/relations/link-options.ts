import type { CodebookRelationType } from '@/lib/codebook/schema';

/** One way to link an annotation: a relation type, seen from one of its ends. */
export interface LinkOption {
  /** Unique among the options of an annotation. */
  readonly key: string;
  readonly type: CodebookRelationType;
  /** The annotation at hand is where the link starts. A symmetric type starts where one is. */
  readonly outward: boolean;
  /** Code keys that the other end may have. */
  readonly others: readonly string[];
}

/** The links that may start or end at a code, outward ones first, in the codebook's order. */
export function linkOptions(types: readonly CodebookRelationType[], codeKey: string): LinkOption[] {
  const option = (type: CodebookRelationType, outward: boolean): LinkOption => ({
    key: `${type.key}:${outward ? 'out' : 'in'}`,
    type,
    outward,
    others: outward ? type.to : type.from,
  });
  const out = types.filter((type) => type.from.includes(codeKey));
  const inward = types.filter(
    (type) => type.to.includes(codeKey) && !(type.symmetric && type.from.includes(codeKey)),
  );
  return [...out.map((type) => option(type, true)), ...inward.map((type) => option(type, false))];
}

/** The links that may join two codes, seen from the first. */
export function optionsBetween(
  types: readonly CodebookRelationType[],
  codeKey: string,
  otherCodeKey: string,
): LinkOption[] {
  return linkOptions(types, codeKey).filter(({ others }) => others.includes(otherCodeKey));
}

/** The two ends in the order in which the link runs. */
export function endsOf(option: LinkOption, hereId: string, otherId: string): [string, string] {
  return option.outward ? [hereId, otherId] : [otherId, hereId];
}
