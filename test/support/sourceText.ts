import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export function parseSource(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function* walk(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) {
    yield* walk(child);
  }
}

/** The member names of an interface. */
export function interfaceKeys(file: string, name: string): readonly string[] {
  for (const node of walk(parseSource(file))) {
    if (ts.isInterfaceDeclaration(node) && node.name.text === name) {
      return node.members.flatMap((member) =>
        member.name && ts.isStringLiteral(member.name) ? [member.name.text] : [],
      );
    }
  }
  throw new Error(`${file} declares no interface ${name}`);
}

/** The texts that an expression can have, as far as its own file tells. */
function textsOf(expression: ts.Expression, file: ts.SourceFile): readonly string[] {
  if (ts.isStringLiteralLike(expression)) {
    return [expression.text];
  }
  if (ts.isParenthesizedExpression(expression)) {
    return textsOf(expression.expression, file);
  }
  if (ts.isConditionalExpression(expression)) {
    return [...textsOf(expression.whenTrue, file), ...textsOf(expression.whenFalse, file)];
  }
  if (ts.isTemplateExpression(expression)) {
    return expression.templateSpans.reduce<readonly string[]>(
      (begun, span) =>
        begun.flatMap((start) =>
          textsOf(span.expression, file).map((text) => start + text + span.literal.text),
        ),
      [expression.head.text],
    );
  }
  if (ts.isIdentifier(expression)) {
    return textsOfDeclaration(expression.text, file);
  }
  if (ts.isCallExpression(expression) && ts.isIdentifier(expression.expression)) {
    return textsOfDeclaration(expression.expression.text, file);
  }
  throw new Error(`${file.fileName}: cannot tell which texts ${expression.getText()} can be`);
}

function textsOfDeclaration(name: string, file: ts.SourceFile): readonly string[] {
  for (const node of walk(file)) {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer) {
      return textsOf(node.initializer, file);
    }
    if (ts.isFunctionDeclaration(node) && node.name?.text === name && node.body) {
      return [...walk(node.body)].flatMap((inner) =>
        ts.isReturnStatement(inner) && inner.expression ? textsOf(inner.expression, file) : [],
      );
    }
  }
  throw new Error(`${file.fileName}: cannot find ${name}`);
}

/** Every `contextValue` that a tree item below `folder` can have. */
export function contextValues(folder: string): readonly string[] {
  const found = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const place = path.join(folder, name);
    if (!name.endsWith('.ts') || !readFileSync(place, 'utf8').includes('contextValue')) {
      continue;
    }
    const file = parseSource(place);
    for (const node of walk(file)) {
      const value =
        ts.isBinaryExpression(node) && node.left.getText().endsWith('.contextValue')
          ? node.right
          : ts.isPropertyAssignment(node) && node.name.getText() === 'contextValue'
            ? node.initializer
            : undefined;
      if (value) {
        for (const text of textsOf(value, file)) {
          found.add(text);
        }
      }
    }
  }
  return [...found];
}
