import { joinParagraphs } from '@/lib/text/canonicalise';

/** Elements that begin and end a paragraph. */
const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER ' +
    'FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH ' +
    'THEAD TR UL'
  ).split(' '),
);
const UNREAD = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME SVG MATH BUTTON INPUT SELECT'.split(' '),
);
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/**
 * The text of an element as a reader sees it: white space folded as browsers fold it, one paragraph
 * a block element, `<br>` a line break (two of them a paragraph), no markup.
 */
export function textOfElement(root: Node): string {
  const paragraphs: string[] = [];
  let current = '';
  const flush = () => {
    paragraphs.push(current.replace(/ ?\n ?/g, '\n').trim());
    current = '';
  };
  // An explicit stack: a hostile page nests deeper than the call stack.
  const stack: (Node | 'flush')[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === 'flush') {
      flush();
    } else if (node.nodeType === TEXT_NODE) {
      const folded = (node.nodeValue ?? '').replace(/[\t\n\f\r ]+/g, ' ');
      current += /[ \n]$/.test(current) || current === '' ? folded.replace(/^ /, '') : folded;
    } else if (node.nodeType === ELEMENT_NODE) {
      const name = node.nodeName.toUpperCase();
      if (UNREAD.has(name)) continue;
      if (name === 'BR') {
        current += '\n';
        continue;
      }
      if (BLOCKS.has(name)) {
        flush();
        stack.push('flush');
      }
      pushChildren(stack, node);
    } else {
      pushChildren(stack, node);
    }
  }
  flush();
  return joinParagraphs(paragraphs);
}

function pushChildren(stack: (Node | 'flush')[], node: Node): void {
  for (let child = node.lastChild; child; child = child.previousSibling) stack.push(child);
}
