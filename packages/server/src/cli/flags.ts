import { parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';
import { nearest } from './nearest.ts';

/** The environment's variables, as `process.env` has them. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A flag of a command. */
export interface Flag {
  /** `list` may be given more than once. */
  readonly type: 'text' | 'switch' | 'list';
  /** Short form, one letter. */
  readonly short?: string;
  /** Variable that stands for the flag when it is absent. */
  readonly env?: string;
}

/** A value and what to call it in an error: the flag or the variable it came from. */
export interface Given {
  readonly value: string;
  readonly from: string;
}

/** What was typed after a command. */
export interface ParsedFlags {
  readonly positionals: readonly string[];
  readonly isSet: (name: string) => boolean;
  /** The flag's value, else its variable's; an empty variable counts as absent. */
  readonly text: (name: string) => Given | undefined;
  /** All values of a `list`, commas separating as well. */
  readonly list: (name: string) => readonly Given[];
}

/**
 * Reads the flags of one command.
 *
 * @throws CliError for an unknown flag (with the nearest known one), a missing value, or a value where none belongs.
 */
export function parseFlags(
  args: readonly string[],
  flags: Readonly<Record<string, Flag>>,
  env: Env,
  help: string,
): ParsedFlags {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(flags).map(([name, flag]) => [
        name,
        { type: flag.type === 'switch' ? 'boolean' : 'string', ...(flag.short ? { short: flag.short } : {}) },
      ]),
    ),
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const value = flagValue(token, flags, help);
    values.set(token.name, [...(values.get(token.name) ?? []), value]);
  }
  const fromEnv = (name: string): Given[] => {
    const variable = flags[name]?.env;
    const value = variable === undefined ? undefined : env[variable];
    return variable !== undefined && value ? [{ value, from: variable }] : [];
  };
  const given = (name: string): Given[] =>
    values.get(name)?.map((value) => ({ value, from: `--${name}` })) ?? fromEnv(name);
  return {
    positionals,
    isSet: (name) => values.has(name),
    text: (name) => given(name).at(-1),
    list: (name) =>
      given(name).flatMap(({ value, from }) => value.split(',').map((part) => ({ value: part.trim(), from }))),
  };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function flagValue(token: OptionToken, flags: Readonly<Record<string, Flag>>, help: string): string {
  const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
  if (!flag) {
    const hint = nearest(token.name, Object.keys(flags));
    throw new CliError(
      `Unknown flag ${token.rawName}${hint ? `; did you mean --${hint}?` : '.'} "${help}" lists the flags.`,
    );
  }
  if (flag.type === 'switch') {
    if (token.value !== undefined) throw new CliError(`${token.rawName} takes no value.`);
    return '';
  }
  // Without "=", a following flag would be swallowed as the value.
  const isFlag = !token.inlineValue && /^--?[a-z]/i.test(token.value ?? '');
  if (!token.value || isFlag) throw new CliError(`${token.rawName} needs a value.`);
  return token.value;
}
