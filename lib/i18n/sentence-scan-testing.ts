import ts from 'typescript';
import { placeOf, walk } from './scan-testing';

/** A sentence that the domains may tell people, with `{1}`, `{2}` … where expressions stand. */
export interface Sentence {
  readonly text: string;
  readonly at: string;
}

/** Where English stays: the command line, the machine's own set-up, and what only logs hold. */
const ENGLISH_ONLY =
  /^lib\/(cli|launch|db|backup|i18n|net|projects)\/|\/cli\.ts$|^lib\/(env|secret)\.ts$|\/testing\/|^lib\/codebook\/(packs\/|merge\.ts|formats\/simple-code\.ts)|^lib\/suggestions\/rules\/|^lib\/ingest\/source\.ts$|\/output-folder\.ts$|^lib\/releases\/(validate|documents)\/|^lib\/api\/((operations|web-annotation)\/|[^/]+$)/;

/** First arguments of these are sentences whatever they look like. */
const TELLERS = /^(err|refuse|this\.refuse|rejected|reject|fail|invalid|conflict|notFound)$/;

/**
 * The sentences in a source of the domains: what is given to `err` and its kin, and every other
 * text that is built like a sentence (a capital first, a full stop last). Errors thrown and lines
 * logged are for whoever runs the product.
 */
export function sentencesOf(file: ts.SourceFile): Sentence[] {
  // What pages and components say stands in the catalogues of messages.
  if (ENGLISH_ONLY.test(file.fileName) || file.fileName.endsWith('.tsx')) return [];
  const found: Sentence[] = [];
  walk(file, (node) => {
    const text = templateOf(node);
    if (text === null || !/\p{L}{2}.* /u.test(text) || text.length > 400 || isInternal(node))
      return;
    if (isTold(node) || /^[\p{Lu}“`{][^\n]*[.?]$/u.test(text))
      found.push({ text, at: placeOf(node) });
  });
  return found;
}

/** The text of a literal; the expressions of a template become `{1}`, `{2}` … */
function templateOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  const spans = node.templateSpans.map(({ literal }, index) => `{${index + 1}}${literal.text}`);
  return node.head.text + spans.join('');
}

function isTold(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return isTold(parent);
  return (
    ts.isCallExpression(parent) &&
    TELLERS.test(parent.expression.getText()) &&
    /\s/.test(templateOf(node) ?? '')
  );
}

function isInternal(node: ts.Node): boolean {
  for (let one: ts.Node = node; one.parent; one = one.parent) {
    const { parent } = one;
    if (ts.isThrowStatement(parent) || ts.isImportDeclaration(parent) || ts.isTypeNode(parent))
      return true;
    if (ts.isNewExpression(parent) && /Error$/.test(parent.expression.getText())) return true;
    if (ts.isCallExpression(parent) && /^console\.|\.describe$/.test(parent.expression.getText()))
      return true;
    if (ts.isTaggedTemplateExpression(parent)) return true;
  }
  return false;
}
