import type { CSSProperties } from 'react';
import { cn } from '@/components/ui/cn';
import { lineOfLayer } from './dom/highlight-styles';
import type { CodebookView } from './model/codebook-view';

/** The code's colour as `--code`, for the light and the dark page. */
export function codeStyle(codebook: CodebookView, codeKey: string): CSSProperties {
  const colour = codebook.code(codeKey)?.colour;
  const value = colour ? `light-dark(${colour.light}, ${colour.dark})` : 'var(--muted-foreground)';
  return { ['--code' as string]: value };
}

const LINE_CLASS = {
  solid: 'border-solid',
  dashed: 'border-dashed',
  dotted: 'border-dotted',
  wavy: 'border-double',
  double: 'border-double',
} as const;

/** A letter in the code's colour, underlined as the code's spans are: shape and letter say it too. */
export function CodeMark({
  codebook,
  codeKey,
  className,
}: {
  codebook: CodebookView;
  codeKey: string;
  className?: string;
}) {
  const layer = codebook.code(codeKey)?.layer ?? '';
  const { style } = lineOfLayer(codebook.layerIndex(layer));
  return (
    <span
      aria-hidden
      data-forced-border
      style={codeStyle(codebook, codeKey)}
      className={cn(
        'inline-grid size-5 shrink-0 place-content-center rounded-sm border-(--code) border-b-[3px] bg-[color-mix(in_srgb,var(--code)_16%,transparent)] font-semibold text-[0.6875rem] text-foreground leading-none',
        LINE_CLASS[style],
        className,
      )}
    >
      {codebook.signOf(codeKey)}
    </span>
  );
}
