import { type SentRequest, type Step, sentRequest, type TestFetch, untilAborted } from './step.ts';

/** A `fetch` that follows a script and remembers what it was asked. */
export interface ScriptedTransport extends TestFetch {
  /** Every request so far, oldest first. */
  readonly requests: readonly SentRequest[];
}

/**
 * Makes a `fetch` that answers its n-th request by the n-th step.
 *
 * The last step repeats. Without a step every request is rejected.
 *
 * @example
 * const fetch = scriptedTransport(fault.status(503), () => Response.json({ success: true, id: '1' }));
 * const client = createClient({ apiKey: 'test', fetch });
 */
export function scriptedTransport(...steps: readonly Step[]): ScriptedTransport {
  const requests: SentRequest[] = [];
  const nothing = (): Promise<never> => Promise.reject(new TypeError('Nothing lies behind a script.'));
  const fetch: TestFetch = (url, init) => {
    const request = sentRequest(url, init);
    const step = steps[Math.min(requests.length, steps.length - 1)] ?? nothing;
    requests.push(request);
    return untilAborted(request.signal, () => step(request, nothing));
  };
  return Object.assign(fetch, { requests });
}
