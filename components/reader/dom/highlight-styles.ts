import type { CodebookView } from '../model/codebook-view';

/** Names under which a code's ranges are registered: one's own, and colleagues'. */
export function highlightName(codeKey: string, own: boolean): string {
  return `sm-${own ? 'own' : 'other'}-${codeKey}`;
}

/** Each layer's underline differs in style and in height, so that colour is never the only sign. */
const LAYER_LINES = [
  { style: 'solid', offset: 3 },
  { style: 'dashed', offset: 6 },
  { style: 'dotted', offset: 9 },
  { style: 'wavy', offset: 4 },
  { style: 'double', offset: 7 },
] as const;

export function lineOfLayer(index: number): (typeof LAYER_LINES)[number] {
  return LAYER_LINES[index % LAYER_LINES.length] ?? LAYER_LINES[0];
}

const HEX = /^#[0-9a-f]{6}$/i;
const NAME = /^[a-z][a-z0-9_]*$/;
const TINT = 15;
const TINT_DARK = 24;

/**
 * The style sheet of a codebook's highlights, as text. Colours and keys are data from a person's
 * codebook, so that anything but a plain colour or key is left out.
 */
export function highlightCss(codebook: CodebookView): string {
  const rules: string[] = [];
  for (const code of codebook.document.codes) {
    const { light, dark } = code.colour;
    if (!NAME.test(code.key) || !HEX.test(light) || !HEX.test(dark)) continue;
    const { style, offset } = lineOfLayer(codebook.layerIndex(code.layer));
    const line = `text-underline-offset: ${offset}px; text-decoration-skip-ink: none;`;
    const own = `::highlight(${highlightName(code.key, true)})`;
    const other = `::highlight(${highlightName(code.key, false)})`;
    const tint = (colour: string, percent: number) =>
      `background-color: color-mix(in srgb, ${colour} ${percent}%, transparent);`;
    const underline = (colour: string, width: number) =>
      `text-decoration: underline ${style} ${colour} ${width}px; ${line}`;
    rules.push(
      `${own} { ${tint(light, TINT)} ${underline(light, 2)} }`,
      `${other} { ${tint(light, TINT / 2)} ${underline(light, 1)} }`,
      // Paper is light in any theme.
      `@media not print { [data-theme="dark"] ${own} { ${tint(dark, TINT_DARK)} ${underline(dark, 2)} } [data-theme="dark"] ${other} { ${tint(dark, TINT_DARK / 2)} ${underline(dark, 1)} } }`,
      `@media (forced-colors: active) { ${own}, ${other} { background-color: Canvas; color: CanvasText; ${underline('CanvasText', 2)} } }`,
    );
  }
  return rules.join('\n');
}

/** The selection while a field has the focus, and the caret. */
const OWN_CSS = `
::highlight(sm-selection) { background-color: color-mix(in srgb, var(--primary) 30%, transparent); }
@keyframes sm-caret { 50% { visibility: hidden; } }
@media (forced-colors: active) { ::highlight(sm-selection) { background-color: Highlight; color: HighlightText; } }
`;

/** Adds the style sheet to the document; constructed sheets need no nonce. Returns its removal. */
export function adoptHighlightStyles(codebook: CodebookView): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(OWN_CSS + highlightCss(codebook));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
