import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** The names that a hand-written surface file exports. */
export interface Surface {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/**
 * Reads the by-name exports of a surface file (`export { a, type B } from './c.ts'`).
 * Entries that also carry contract names are generated, and repeat these by name.
 * @throws Error when the file exports in any other way.
 */
export function readSurface(path: string): Surface {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const values: string[] = [];
  const types: string[] = [];
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) continue;
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
      throw new Error(`${path}: a surface file holds nothing but \`export { name } from './file.ts'\`.`);
    }
    for (const element of statement.exportClause.elements) {
      (statement.isTypeOnly || element.isTypeOnly ? types : values).push(element.name.text);
    }
  }
  return { values: values.sort(), types: types.sort() };
}
