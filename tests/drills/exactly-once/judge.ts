import type { Action } from './plan.ts';
import { placeOf } from './trail.ts';

/** One change of the server's history. */
export interface Change {
  readonly action: string;
  readonly request_id: string;
}

export type Verdict = 'once' | 'doubled' | 'lost' | 'overtaken';

/**
 * Compares the server's history of a sequence with what the client holds for done.
 *
 * @param wanted The actions of the steps that are done, by step.
 * @param isOvertaken Whether a request was given up by the client and answered after a later one had come; never
 * where the server knows keys, which undo that.
 */
export function judge(
  found: readonly Change[],
  wanted: readonly Action[],
  isOvertaken: (name: string) => boolean,
): Verdict {
  let latest = -1;
  for (const [place, { action, request_id: name }] of found.entries()) {
    const { index } = placeOf(name);
    if (index === place && action === wanted[place]) {
      latest = index;
      continue;
    }
    // What follows an overtaken write is done on a row that nobody had in mind.
    if (index < latest && isOvertaken(name)) return 'overtaken';
    return found.length < wanted.length ? 'lost' : 'doubled';
  }
  return found.length < wanted.length ? 'lost' : 'once';
}
