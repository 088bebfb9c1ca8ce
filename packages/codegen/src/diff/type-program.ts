import ts from 'typescript';
import type { Contract } from '../generate.ts';
import type { Operation } from '../model.ts';

/** The types of one operation, as one side of the comparison has them. */
export interface OperationTypes {
  readonly body?: ts.Type;
  readonly query?: ts.Type;
  readonly path?: ts.Type;
  readonly answer?: ts.Type;
  /** An object of error bodies by status. */
  readonly errors?: ts.Type;
}

/** The generated types of two contracts in one program, so that they can be held against each other. */
export interface TypeProgram {
  readonly checker: ts.TypeChecker;
  types(side: 'base' | 'next', operation: Operation): OperationTypes;
  /** The declared type of an exported name. */
  named(side: 'base' | 'next', name: string): ts.Type | undefined;
}

/** What generated types refer to; a real library would cost a quarter of a second and add nothing. */
const LIBRARY = `
interface Array<T> { length: number; [index: number]: T; }
interface ReadonlyArray<T> { readonly length: number; readonly [index: number]: T; }
interface Boolean { valueOf(): boolean; }
interface CallableFunction {}
interface Function {}
interface IArguments {}
interface NewableFunction {}
interface Number { toFixed(): string; }
interface Object {}
interface RegExp {}
interface String { charAt(index: number): string; }
interface Date { getTime(): number; }
interface Blob { readonly size: number; }
interface File extends Blob { readonly name: string; }
type NonNullable<T> = T & {};
type Partial<T> = { [P in keyof T]?: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends string | number | symbol, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Omit<T, K extends string | number | symbol> = Pick<T, Exclude<keyof T, K>>;
`;

/** How the names of our own types begin, beside those of the contract. */
export const PROBE = 'Probe__';

const ROLES = ['body', 'query', 'path', 'answer', 'errors'] as const;

/** Compiles the types of both contracts, with a probe for each operation and each direction. */
export function typeProgram(base: Contract, next: Contract): TypeProgram {
  const sources = new Map([
    ['/lib.d.ts', LIBRARY],
    ['/base.ts', withProbes(base)],
    ['/next.ts', withProbes(next)],
  ]);
  const options: ts.CompilerOptions = { strict: true, noLib: true, types: [], target: ts.ScriptTarget.ES2022 };
  const program = ts.createProgram([...sources.keys()], options, memoryHost(sources));
  const checker = program.getTypeChecker();
  const exported = {
    base: exportsOf(program, checker, '/base.ts'),
    next: exportsOf(program, checker, '/next.ts'),
  };
  const named = (side: 'base' | 'next', name: string): ts.Type | undefined => {
    const symbol = exported[side].get(name);
    return symbol && checker.getDeclaredTypeOfSymbol(symbol);
  };
  const types = (side: 'base' | 'next', { id }: Operation): OperationTypes =>
    Object.fromEntries(ROLES.map((role) => [role, named(side, probe(id, role))]));
  return { checker, named, types };
}

function probe(id: string, role: string): string {
  return `${PROBE}${id}__${role}`;
}

function withProbes({ model, typesSource }: Contract): string {
  const known = new Set(model.typeNames);
  const lines = model.resources
    .flatMap(({ operations }) => operations)
    .flatMap(({ id, types }) => {
      const title = id.charAt(0).toUpperCase() + id.slice(1);
      const expressions: [(typeof ROLES)[number], string | undefined][] = [
        ['body', types.body],
        ['query', types.query],
        ['path', known.has(`${title}Data`) ? `${title}Data['path']` : undefined],
        ['answer', types.response],
        ['errors', known.has(`${title}Errors`) ? `${title}Errors` : undefined],
      ];
      return expressions.map(([role, text]) => (text ? `export type ${probe(id, role)} = ${text};\n` : ''));
    });
  return typesSource + lines.join('');
}

function memoryHost(sources: ReadonlyMap<string, string>): ts.CompilerHost {
  return {
    getSourceFile: (name, language) => {
      const text = sources.get(name);
      return text === undefined ? undefined : ts.createSourceFile(name, text, language, true);
    },
    getDefaultLibFileName: () => '/lib.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => sources.has(name),
    readFile: (name) => sources.get(name),
    writeFile: () => undefined,
  };
}

function exportsOf(program: ts.Program, checker: ts.TypeChecker, file: string): Map<string, ts.Symbol> {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  return new Map((module ? checker.getExportsOfModule(module) : []).map((symbol) => [symbol.name, symbol]));
}
