import { type Step, sentRequest, type TestFetch, untilAborted } from './step.ts';

/**
 * Puts faults between a client and a `fetch`: the n-th request meets the n-th fault.
 *
 * `undefined` lets a request through, as does the end of the list. Every call of `withFaults`
 * counts from the beginning.
 *
 * @example
 * // The write is done, its answer is lost, and the client asks again.
 * const client = createClient({ apiKey, fetch: withFaults(fromHandler(app), fault.answerLost()) });
 */
export function withFaults(fetch: TestFetch, ...faults: readonly (Step | undefined)[]): TestFetch {
  let sent = 0;
  return (url, init) => {
    const fault = faults[sent];
    sent += 1;
    if (!fault) return fetch(url, init);
    const request = sentRequest(url, init);
    return untilAborted(request.signal, () => fault(request, () => fetch(url, init)));
  };
}
