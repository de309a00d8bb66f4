import type { Attributes } from '@/lib/annotations/schema';
import type { Words } from './locate';

export type DemoCoder = 'ana' | 'ben';

/** A source, a cue or a content of an attribution. */
export interface DemoPart {
  readonly words: Words;
  readonly attributes?: Attributes;
}

export interface DemoAttribution {
  readonly do: 'attribute';
  /** A name for the attribution; its parts are `name/source`, `name/cue`, `name/content`. */
  readonly key: string;
  /** A stretch that occurs once; the parts are looked for in it. */
  readonly within: string;
  /** Null: nobody is named or implied. */
  readonly source: DemoPart | null;
  readonly cue: DemoPart | null;
  readonly content: DemoPart;
}

export interface DemoMark {
  readonly do: 'mark';
  readonly key: string;
  readonly code: string;
  readonly words: Words;
  readonly within?: string;
  readonly attributes?: Attributes;
  readonly confidence?: number;
  readonly memo?: string;
}

/** A label on the whole article. */
export interface DemoLabel {
  readonly do: 'label';
  readonly key: string;
  readonly code: string;
  readonly attributes?: Attributes;
  readonly memo?: string;
}

export interface DemoLink {
  readonly do: 'link';
  readonly key: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/** A second thought: the annotation's identity stays. */
export interface DemoChange {
  readonly do: 'change';
  readonly key: string;
  readonly of: string;
  readonly code?: string;
  readonly words?: Words;
  readonly within?: string;
  readonly attributes?: Attributes;
  readonly confidence?: number;
}

export interface DemoRemoval {
  readonly do: 'remove';
  readonly key: string;
  readonly of: string;
}

export type DemoStep = DemoAttribution | DemoMark | DemoLabel | DemoLink | DemoChange | DemoRemoval;

/** What the analysts do on one article. `both` is what they agree on; each does it for themselves. */
export interface DemoCoding {
  readonly article: string;
  readonly both: readonly DemoStep[];
  readonly ana?: readonly DemoStep[];
  readonly ben?: readonly DemoStep[];
  readonly submitted: readonly DemoCoder[];
}

/** A part with attributes. */
export function part(words: Words, attributes: Attributes = {}): DemoPart {
  return { words, attributes };
}

/** An attribution whose parts all stand in `within`. */
export function attribute(
  key: string,
  within: string,
  parts: Pick<DemoAttribution, 'source' | 'cue' | 'content'>,
): DemoAttribution {
  return { do: 'attribute', key, within, ...parts };
}

/** A marked passage. */
export function mark(
  key: string,
  code: string,
  words: Words,
  more: Omit<DemoMark, 'do' | 'key' | 'code' | 'words'> = {},
): DemoMark {
  return { do: 'mark', key, code, words, ...more };
}

/** A label on the article. */
export function label(key: string, code: string, attributes: Attributes): DemoLabel {
  return { do: 'label', key, code, attributes };
}

/** A relation between two annotations by their keys. */
export function link(type: string, from: string, to: string): DemoLink {
  return { do: 'link', key: `${type}/${from}/${to}`, type, from, to };
}
