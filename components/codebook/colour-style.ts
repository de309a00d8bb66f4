import type { CSSProperties } from 'react';
import type { Colour } from '@/lib/codebook/schema';

/**
 * The CSS variables that carry a code's colour; `CODE_SWATCH` picks the one of the page's theme.
 * Colours are data, so that no class name is built from them.
 */
export function colourStyle(colour: Colour): CSSProperties {
  const variables = { '--code-light': colour.light, '--code-dark': colour.dark };
  return variables as CSSProperties;
}

/** Classes of an element that is filled with the colour of `colourStyle`. */
export const CODE_SWATCH = 'bg-(--code-light) dark:bg-(--code-dark)';
