import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { fromRoot } from '@/lib/db/paths';

/** Every source of the product that people's browsers or the server run, tests left out. */
export function productSources(folders: readonly string[]): ts.SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) => !/\.test\.tsx?$|testing\.ts$|\/(generated|matrix|launch)\//.test(name))
      .sort()
      .map((name) =>
        ts.createSourceFile(
          name,
          readFileSync(fromRoot(name), 'utf8'),
          ts.ScriptTarget.ESNext,
          true,
        ),
      ),
  );
}

/** Calls `visit` for a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** "components/x.tsx:12", for the message of a failing test. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** One use of a message: `t('key', { values })`. */
export interface MessageCall {
  readonly area: string;
  /** The key as written; with `…` where a template literal has an expression. */
  readonly key: string | null;
  /** Names of the values given; null when they are not an object literal. */
  readonly values: readonly string[] | null;
  readonly at: string;
}

/** Every call of a translator whose area can be read off the source. */
export function messageCalls(file: ts.SourceFile): MessageCall[] {
  const calls: MessageCall[] = [];
  walk(file, (node) => {
    if (!ts.isCallExpression(node)) return;
    const callee = ts.isPropertyAccessExpression(node.expression)
      ? node.expression.expression
      : node.expression;
    const area = ts.isIdentifier(callee)
      ? (areaOf(callee) ?? areaOfModel(node))
      : areaOfModel(node);
    const [key, values] = node.arguments;
    if (area === null || !key) return;
    for (const text of keysOf(key)) {
      calls.push({ area, key: text, values: namesOf(values), at: placeOf(node) });
    }
  });
  return calls;
}

/** `model.t('key')` and `this.words.area('key')`: the reader's model and editor carry translators. */
function areaOfModel({ expression }: ts.CallExpression): string | null {
  if (!ts.isPropertyAccessExpression(expression)) return null;
  const area = expression.name.text;
  if (/(^|\.)words$/.test(expression.expression.getText())) {
    return /^(attribution|relations)$/.test(area) ? area : null;
  }
  if (expression.name.text !== 't') return null;
  return /(^|\.)model$/.test(expression.expression.getText()) ? 'reader' : null;
}

/** The literal keys that an expression may be; null for what cannot be read. */
function keysOf(node: ts.Expression): (string | null)[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return keysOf(node.expression);
  if (ts.isConditionalExpression(node)) {
    return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  }
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('')];
  }
  return [null];
}

function namesOf(node: ts.Expression | undefined): string[] | null {
  if (node === undefined) return [];
  if (!ts.isObjectLiteralExpression(node)) return null;
  if (node.properties.some(ts.isSpreadAssignment)) return null;
  return node.properties.map((property) => property.name?.getText() ?? '');
}

/** The area of the translator that a name stands for where it is used; null for other names. */
function areaOf(name: ts.Identifier): string | null {
  for (let scope: ts.Node | undefined = name.parent; scope; scope = scope.parent) {
    const found = declaredIn(scope, name.text);
    if (found !== undefined) return found;
  }
  return null;
}

/** undefined: the scope does not declare the name; null: it does, and it is no translator. */
function declaredIn(scope: ts.Node, name: string): string | null | undefined {
  if (ts.isFunctionLike(scope)) {
    const parameter = scope.parameters.find((one) => one.name.getText() === name);
    if (parameter) return areaOfType(parameter.type);
    for (const one of scope.parameters) {
      const destructured = ts.isObjectBindingPattern(one.name)
        ? one.name.elements.find((element) => element.name.getText() === name)
        : undefined;
      if (destructured) return areaOfMember(one.type, name);
    }
  }
  if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) return undefined;
  for (const statement of scope.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (declared.getText() === name) return areaOfCall(initializer);
      if (ts.isArrayBindingPattern(declared)) {
        const at = declared.elements.findIndex((element) => element.getText() === name);
        if (at >= 0) return areaOfCall(elementOfAll(initializer, at));
      }
    }
  }
  return undefined;
}

/** `const [user, t] = await Promise.all([…, getTranslations('x')])`: the element at an index. */
function elementOfAll(node: ts.Expression | undefined, at: number): ts.Expression | undefined {
  let list: ts.Expression | undefined;
  if (node) {
    walk(node, (one) => {
      if (!list && ts.isArrayLiteralExpression(one)) list = one.elements[at];
    });
  }
  return list;
}

function areaOfCall(node: ts.Expression | undefined): string | null {
  if (node && ts.isAwaitExpression(node)) return areaOfCall(node.expression);
  if (!node || !ts.isCallExpression(node)) return null;
  const made = /^(useTranslations|getTranslations)$/.test(node.expression.getText());
  const [area] = node.arguments;
  return made && area && ts.isStringLiteralLike(area) ? area.text : null;
}

/** `Translate<'area'>` */
function areaOfType(type: ts.TypeNode | undefined): string | null {
  const found = type && /^Translate<'([\w]+)'>$/.exec(type.getText());
  return found?.[1] ?? null;
}

function areaOfMember(type: ts.TypeNode | undefined, name: string): string | null {
  if (!type || !ts.isTypeLiteralNode(type)) return null;
  const member = type.members.find((one) => one.name?.getText() === name);
  return member && ts.isPropertySignature(member) ? areaOfType(member.type) : null;
}
