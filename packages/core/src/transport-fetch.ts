import { type Answer, bodyLimit, type CreateTransport } from './transport.ts';

/** Makes the transport that uses `fetch`: the one given, else the platform's at the time of the call. */
export const createTransport: CreateTransport =
  (fetch) =>
  async ({ url, ...request }, onStop) => {
    const controller = new AbortController();
    onStop(() => controller.abort());
    const init: RequestInit = { ...request, redirect: 'manual', signal: controller.signal };
    const response = await (fetch ?? globalThis.fetch)(url, init);
    const { status, headers } = response;
    return { status, headers, ...(await readBody(response, bodyLimit(status))) };
  };

async function readBody(response: Response, limit: number): Promise<Pick<Answer, 'text' | 'broken' | 'cut'>> {
  let text = '';
  let left = limit;
  let broken = false;
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
