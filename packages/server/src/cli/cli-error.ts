/** Says in one sentence what the person who typed the command can mend; ends the process with 1. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
