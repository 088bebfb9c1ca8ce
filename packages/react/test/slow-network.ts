import { createApp, memoryStore } from '@thrivestack-revenue/engine';

/** What happens to a write: it is refused, breaks before it is done, or is done and its answer lost. */
export type WriteFault = 'refused' | 'before' | 'after';

/** A request on its way: it arrives when it is delivered, and its answer when that is let through. */
export interface InFlight {
  readonly method: string;
  readonly aborted: () => boolean;
  /** Lets the request arrive at the server. */
  deliver(): Promise<void>;
  /** Lets the answer arrive at the client; undefined until the request has arrived. */
  answer?: () => void;
}

/** The API itself, behind a network on which every request and every answer waits to be let through. */
export interface SlowNetwork {
  readonly inFlight: InFlight[];
  /** Faults by idempotency key; looked up when a write arrives. */
  readonly faults: Map<string, WriteFault>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Asks the API without waiting. */
  readonly direct: (url: string, init?: RequestInit) => Promise<Response>;
}

/** Makes an API of its own and the network before it; for tests. */
export function slowNetwork(): SlowNetwork {
  const app = createApp({ store: memoryStore(), clock: () => Date.now(), limits: 'off' });
  const inFlight: InFlight[] = [];
  const faults = new Map<string, WriteFault>();
  const direct = (url: string, init?: RequestInit): Promise<Response> => app(new Request(url, init));

  const fetch = (url: string, { signal, ...init }: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const lost = (): void => reject(new TypeError('read ECONNRESET'));
      const request: InFlight = {
        method: init.method ?? 'GET',
        aborted: () => signal?.aborted === true,
        async deliver() {
          const fault = faults.get(new Headers(init.headers).get('idempotency-key') ?? '');
          if (fault === 'refused' || fault === 'before') {
            const error = { type: 'invalid_request', code: 'refused', message: 'Refused for the test.' };
            const refusal = Response.json({ success: false, error }, { status: 400 });
            request.answer = fault === 'before' ? lost : () => resolve(refusal);
            return;
          }
          const response = await direct(url, init);
          const text = await response.text();
          request.answer = fault === 'after' ? lost : () => resolve(new Response(text, response));
        },
      };
      inFlight.push(request);
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  return { inFlight, faults, fetch, direct };
}
