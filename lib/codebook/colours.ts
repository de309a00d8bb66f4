import {
  contrast,
  deuteranopia,
  distance,
  fromOklab,
  hexOf,
  type LinearRgb,
  linearRgb,
  protanopia,
  tritanopia,
} from './packs/colour-vision';
import type { CodebookCode, Colour } from './schema';

export const MODES = ['light', 'dark'] as const;
export type Mode = (typeof MODES)[number];

/** The surfaces that a code's underline and swatch stand on: page and card of the two themes. */
export const SURFACES: Readonly<Record<Mode, readonly string[]>> = {
  light: ['#faf8f3', '#fffefb', '#f2eee6'],
  dark: ['#181613', '#201d19', '#2a2621'],
};
/** The text that stands over the tint, and how much of the colour the tint holds. */
const INK: Readonly<Record<Mode, string>> = { light: '#23201b', dark: '#ece7dd' };
const TINT: Readonly<Record<Mode, number>> = { light: 0.15, dark: 0.24 };

/** WCAG 2.2: 3:1 for what is not text, 4.5:1 for the words over the tint. */
const LEAST_MARK = 3;
const LEAST_TEXT = 4.5;
/** Below this two colours of one layer are taken for one another (OKLab). */
const LEAST_DIFFERENCE = 0.04;

export const EYES = ['usual', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Eyes = (typeof EYES)[number];
const SEEN: Readonly<Record<Eyes, (rgb: LinearRgb) => LinearRgb>> = {
  usual: (rgb) => rgb,
  protanopia,
  deuteranopia,
  tritanopia,
};

/** What is wrong with one colour. `contrast` is the worst ratio met. */
export type ColourProblem =
  | { readonly kind: 'mark' | 'text'; readonly mode: Mode; readonly contrast: number }
  | {
      readonly kind: 'alike';
      readonly mode: Mode;
      readonly eyes: Eyes;
      /** Key of the code that it is taken for. */
      readonly other: string;
    };

/** sRGB mixing as `color-mix(in srgb, …)` does it. */
function mixed(colour: string, surface: string, share: number): string {
  const part = (hex: string, start: number) => Number.parseInt(hex.slice(start, start + 2), 16);
  return `#${[1, 3, 5]
    .map((start) => Math.round(part(colour, start) * share + part(surface, start) * (1 - share)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

function worst(mode: Mode, ratio: (surface: string) => number): number {
  return Math.min(...SURFACES[mode].map(ratio));
}

function contrastProblems(mode: Mode, hex: string): ColourProblem[] {
  const mark = worst(mode, (surface) => contrast(hex, surface));
  const text = worst(mode, (surface) => contrast(INK[mode], mixed(hex, surface, TINT[mode])));
  return [
    ...(mark < LEAST_MARK ? [{ kind: 'mark', mode, contrast: mark } as const] : []),
    ...(text < LEAST_TEXT ? [{ kind: 'text', mode, contrast: text } as const] : []),
  ];
}

type Neighbour = Pick<CodebookCode, 'key' | 'colour'>;

/**
 * What is wrong with a code's colours: too faint on the page, words hard to read over the tint, or
 * hard to tell from another code (of the same layer, say) with usual or colour-blind eyes.
 */
export function colourProblems(colour: Colour, others: readonly Neighbour[]): ColourProblem[] {
  return MODES.flatMap((mode) => {
    const own = linearRgb(colour[mode]);
    const alike = others.flatMap((other): ColourProblem[] => {
      const theirs = linearRgb(other.colour[mode]);
      const eyes = EYES.find(
        (kind) => distance(SEEN[kind](own), SEEN[kind](theirs)) < LEAST_DIFFERENCE,
      );
      return eyes === undefined ? [] : [{ kind: 'alike', mode, eyes, other: other.key }];
    });
    return [...contrastProblems(mode, colour[mode]), ...alike];
  });
}

const TURN = 2 * Math.PI;

/** Colours that a screen shows, evenly spread over OKLab's lightness, hue and chroma. */
function* gamut(): Generator<string> {
  for (let lightness = 0.24; lightness <= 0.94; lightness += 0.035) {
    for (let hue = 0; hue < 72; hue += 1) {
      for (let chroma = 0.03; chroma <= 0.27; chroma += 0.03) {
        const [sin, cos] = [Math.sin((hue / 72) * TURN), Math.cos((hue / 72) * TURN)];
        const hex = hexOf(fromOklab([lightness, chroma * cos, chroma * sin]));
        if (hex !== null) yield hex;
      }
    }
  }
}

const candidates: Partial<Record<Mode, readonly string[]>> = {};

function candidatesFor(mode: Mode): readonly string[] {
  const known = candidates[mode];
  if (known !== undefined) return known;
  const fit = [...gamut()].filter((hex) => contrastProblems(mode, hex).length === 0);
  candidates[mode] = fit;
  return fit;
}

function nearest(mode: Mode, wanted: string, others: readonly Neighbour[]): string | null {
  const goal = linearRgb(wanted);
  const taken = others.map((other) => {
    const rgb = linearRgb(other.colour[mode]);
    return EYES.map((kind) => SEEN[kind](rgb));
  });
  const apart = (hex: string) => {
    const rgb = linearRgb(hex);
    const seen = EYES.map((kind) => SEEN[kind](rgb));
    return taken.every((theirs) =>
      seen.every((mine, index) => {
        const other = theirs[index];
        return other === undefined || distance(mine, other) >= LEAST_DIFFERENCE;
      }),
    );
  };
  const ranked = candidatesFor(mode)
    .map((hex) => ({ hex, away: distance(linearRgb(hex), goal) }))
    .sort((a, b) => a.away - b.away);
  return ranked.find(({ hex }) => apart(hex))?.hex ?? null;
}

/**
 * The nearest colours that are right in both themes and can be told from all `others`; a mode that
 * is right already stays. Null when there is no room left among the others.
 */
export function suggestColour(wanted: Colour, others: readonly Neighbour[]): Colour | null {
  const problems = colourProblems(wanted, others);
  const fixed = (mode: Mode) =>
    problems.some((problem) => problem.mode === mode)
      ? nearest(mode, wanted[mode], others)
      : wanted[mode];
  const [light, dark] = [fixed('light'), fixed('dark')];
  return light === null || dark === null ? null : { light, dark };
}
