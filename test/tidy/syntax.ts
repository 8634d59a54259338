import ts from "typescript";
import type { ProjectFile } from "./project-files.ts";

const functionLinesMax = 60;
const bannedEndings = /(Manager|Service|Data|Info|Helper)s?$/;
// Reading a file's syntax takes most of the time: a file whose text cannot break a rule is not read.
const mayBeVague = /\b(class|interface|type)\s+\w+(Manager|Service|Data|Info|Helper)s?\b/;
const mayLackEnding = /["']\.\.?(\/[^"'\n]*)?(?<!\.(ts|mjs|json))["']/;

/** Functions that are too long to be read at once. Tests and samples list their cases in place and do not count. */
export function longFunctions(file: ProjectFile): readonly string[] {
  if (/\.test\.ts$|^test\//.test(file.path)) return [];
  if (file.text.split("\n").length < functionLinesMax) return [];
  return visit(file, (node, source) => {
    if (!isFunction(node) || isSuite(node)) return undefined;
    const lines = lineOf(source, node.getEnd()) - lineOf(source, node.getStart(source)) + 1;
    if (lines < functionLinesMax) return undefined;
    return `${place(source, node)} a function of ${lines} lines; stay under ${functionLinesMax}`;
  });
}

/** Types and classes named after nothing in particular. */
export function vagueTypes(file: ProjectFile): readonly string[] {
  if (!mayBeVague.test(file.text)) return [];
  return visit(file, (node, source) => {
    if (
      !ts.isClassDeclaration(node) &&
      !ts.isInterfaceDeclaration(node) &&
      !ts.isTypeAliasDeclaration(node)
    ) {
      return undefined;
    }
    const name = node.name?.text ?? "";
    return bannedEndings.test(name) ? `${place(source, node)} ${name}: say what it is` : undefined;
  });
}

/** Relative imports that do not name the file they mean. */
export function importsWithoutEnding(file: ProjectFile): readonly string[] {
  if (!mayLackEnding.test(file.text)) return [];
  return visit(file, (node, source) => {
    const target = importTarget(node);
    if (target === undefined || !/^\.\.?(\/|$)/.test(target)) return undefined;
    return /\.(ts|mjs|json)$/.test(target)
      ? undefined
      : `${place(source, node)} "${target}" does not end in .ts`;
  });
}

function importTarget(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [first] = node.arguments;
  return first !== undefined && ts.isStringLiteral(first) ? first.text : undefined;
}

function isFunction(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node)
  );
}

function isSuite(node: ts.Node): boolean {
  const call = node.parent;
  return ts.isCallExpression(call) && /^describe\b/.test(call.expression.getText());
}

function visit(
  file: ProjectFile,
  judge: (node: ts.Node, source: ts.SourceFile) => string | undefined,
): readonly string[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    const offence = judge(node, source);
    if (offence !== undefined) found.push(offence);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

function place(source: ts.SourceFile, node: ts.Node): string {
  return `${source.fileName}:${lineOf(source, node.getStart(source)) + 1}`;
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line;
}
