import ts from 'typescript';
import { placeOf, walk } from './scan-testing';

/** Attributes whose text people read or hear. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'description',
  'hint',
  'label',
  'message',
  'placeholder',
  'title',
]);

/** Attributes and properties that hold code: class names, addresses, names of fields. */
const CODE =
  /^(className|class|href|key|id|type|name|role|style|d|viewBox|src|rel|method|size|variant|tone|side|align|lang|dir|autoComplete|inputMode|attribute|storageKey|event|cache-control|location)$/;

/** Calls whose texts are not for people who use the product. */
const INTERNAL =
  /^(t|t\.\w+|cn|clsx|console\.\w+|require|fetch|matchMedia|.*\.(querySelector(All)?|closest|matches|addEventListener|setAttribute|getAttribute|startsWith|endsWith|includes|split|replace|test|getItem|setItem|get|has))$/;

export interface Literal {
  readonly text: string;
  readonly at: string;
}

/**
 * Texts of a page's or component's source that a person would read: text between tags, texts of
 * spoken attributes, and strings that read like words (a capital or two words) elsewhere. Errors
 * thrown are bugs and stay English.
 */
export function spokenLiterals(file: ts.SourceFile): Literal[] {
  const found: Literal[] = [];
  walk(file, (node) => {
    const text = textOf(node);
    if (text === null || !/\p{L}{2}/u.test(text)) return;
    const shown = ts.isJsxText(node) ? !isKeyName(node.parent) : isSpoken(node);
    if (shown || (!ts.isJsxText(node) && readsLikeWords(text) && !isCode(node))) {
      found.push({ text: text.replace(/\s+/g, ' ').trim(), at: placeOf(node) });
    }
  });
  return found;
}

function textOf(node: ts.Node): string | null {
  if (ts.isJsxText(node) || ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('');
}

function isSpoken(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isJsxAttribute(parent) && SPOKEN.has(parent.name.getText());
}

/** "Sign in", "Members", "of the article"; not "flex gap-2", "no-store", "ArrowDown". */
function readsLikeWords(text: string): boolean {
  const plain = text.replace(/…/g, ' ').trim();
  if (/^[\p{Lu}][\p{Ll}’'-]+[.!?…:]?$/u.test(plain)) return true;
  if (!/[\p{L}’]{2,}[,.;:]?\s+\p{L}/u.test(plain)) return false;
  // Class names and values of CSS: hyphens, colons, brackets or slashes in most words.
  const words = plain.split(/\s+/);
  const coded = words.filter((word) => /[-:[\]/=@_<>{}()#&]./.test(word) || /\d/.test(word)).length;
  return coded * 3 < words.length;
}

function isCode(node: ts.Node): boolean {
  for (let one: ts.Node = node; one.parent; one = one.parent) {
    const { parent } = one;
    if (ts.isImportDeclaration(parent) || ts.isTypeNode(parent)) return true;
    if (ts.isThrowStatement(parent)) return true;
    if (ts.isJsxAttribute(parent))
      return CODE.test(parent.name.getText()) || /^data-/.test(parent.name.getText());
    if (
      ts.isPropertyAssignment(parent) &&
      parent.initializer === one &&
      CODE.test(parent.name.getText())
    )
      return true;
    if (
      ts.isCallExpression(parent) &&
      parent.expression !== one &&
      INTERNAL.test(parent.expression.getText())
    )
      return true;
    if (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText()))
      return true;
    if (ts.isCaseClause(parent)) return true;
    // Keys are called by their English names; `Kbd` shows them by those of the language.
    if (isKeyName(parent)) return true;
    if (
      ts.isStatement(parent) &&
      !ts.isReturnStatement(parent) &&
      !ts.isVariableStatement(parent)
    ) {
      return ts.isExpressionStatement(parent) && parent.expression === node;
    }
  }
  return false;
}

/** `<Kbd>Enter</Kbd>` and `{ keys: ['Enter'] }` */
function isKeyName(node: ts.Node): boolean {
  if (ts.isJsxElement(node)) return node.openingElement.tagName.getText() === 'Kbd';
  return ts.isPropertyAssignment(node) && node.name.getText() === 'keys';
}
