/** What one request got back; the body is read, up to a limit. */
export interface Answer {
  /** 0 when a browser hides a redirect. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** True when the connection broke before the end of the body. */
  readonly broken: boolean;
  /** True when there was more body than the limit. */
  readonly cut: boolean;
}

/** Sends one request and reads its answer; rejects when there is none. */
export type Transport = (url: string, init: RequestInit) => Promise<Answer>;

const SUCCESS_BYTES = 10_000_000;
const ERROR_BYTES = 64_000;

/** Makes the transport that uses `fetch`: the one given, else the platform's at the time of the call. */
export function fetchTransport(fetch: ((url: string, init: RequestInit) => Promise<Response>) | undefined): Transport {
  return async (url, init) => {
    const response = await (fetch ? fetch(url, init) : globalThis.fetch(url, init));
    const { status, headers } = response;
    const limit = response.ok ? SUCCESS_BYTES : ERROR_BYTES;
    return { status, headers, ...(await readBody(response, limit)) };
  };
}

async function readBody(response: Response, limit: number): Promise<Pick<Answer, 'text' | 'broken' | 'cut'>> {
  let text = '';
  let broken = false;
  let left = limit;
  try {
    // React Native has no streams.
    const reader = response.body?.getReader?.();
    if (!reader) text = (await response.text()).slice(0, limit);
    else {
      const decoder = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        text += decoder.decode(left < value.length ? value.subarray(0, left) : value, { stream: true });
        left -= value.length;
        if (left < 0) {
          // Not awaited: a peer that goes on sending must not hold up the call.
          reader.cancel().catch(() => {});
          break;
        }
      }
      text += decoder.decode();
    }
  } catch {
    broken = true;
  }
  return { text, broken, cut: left < 0 };
}
