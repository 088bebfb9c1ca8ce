import { transformSync, type types } from '@babel/core';
import reactCompiler, { type LoggerEvent } from 'babel-plugin-react-compiler';

/** What the React Compiler makes of one file. */
export interface Compiled {
  /** Names of the hooks and components at the top of the file. */
  readonly declared: readonly string[];
  /** Names of the functions that it compiled; '' for one that has none, as in `memo(() => …)`. */
  readonly compiled: readonly string[];
  /** Why it left functions as they are. */
  readonly refused: readonly string[];
}

/**
 * Runs the React Compiler over the text of a file, as a build does.
 *
 * @param file Its name, for the messages.
 */
export function compile(file: string, text: string): Compiled {
  const declared: Named[] = [];
  const compiled: string[] = [];
  const refused: string[] = [];
  const logEvent = (_file: string | null, event: LoggerEvent): void => {
    if (event.kind === 'CompileSuccess') compiled.push(event.fnName ?? nameAt(declared, event.fnLoc));
    if (isRefusal(event)) refused.push(`${file}:${event.fnLoc?.start.line}: ${reason(event)}`);
  };
  const look = { visitor: { Program: ({ node }: { node: types.Program }) => void declared.push(...namesIn(node)) } };
  transformSync(text, {
    filename: file,
    configFile: false,
    babelrc: false,
    parserOpts: { plugins: ['typescript', 'jsx'] },
    // It goes on after what it refuses, so that every refusal is found.
    plugins: [() => look, [reactCompiler, { panicThreshold: 'none', logger: { logEvent } }]],
  });
  return { declared: declared.map(({ name }) => name), compiled, refused };
}

type Refusal = Extract<LoggerEvent, { kind: 'CompileError' | 'CompileSkip' | 'PipelineError' }>;

function isRefusal(event: LoggerEvent): event is Refusal {
  return event.kind === 'CompileError' || event.kind === 'CompileSkip' || event.kind === 'PipelineError';
}

function reason(event: Refusal): string {
  if (event.kind === 'CompileError') return event.detail.toString();
  return event.kind === 'CompileSkip' ? event.reason : event.data;
}

/** A function at the top of a file, and where it stands. */
interface Named {
  readonly name: string;
  readonly loc: types.SourceLocation | null | undefined;
}

/** The compiler has no name for an arrow function: where it stands tells. */
function nameAt(declared: readonly Named[], at: types.SourceLocation | null): string {
  return (
    declared.find(({ loc }) => loc?.start.line === at?.start.line && loc?.start.column === at?.start.column)?.name ?? ''
  );
}

/** Hooks are named `use…`; a function with a capital is a component. */
function namesIn({ body }: types.Program): Named[] {
  return body
    .map((statement) => (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement))
    .flatMap((statement) => {
      if (statement?.type === 'FunctionDeclaration') return [{ name: statement.id?.name ?? '', loc: statement.loc }];
      if (statement?.type !== 'VariableDeclaration') return [];
      return statement.declarations
        .filter(({ init }) => init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression')
        .map(({ id, init }) => ({ name: id.type === 'Identifier' ? id.name : '', loc: init?.loc }));
    })
    .filter(({ name }) => /^(?:use)?[A-Z]/.test(name));
}
