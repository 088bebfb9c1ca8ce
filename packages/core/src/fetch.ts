import { type Answer, bodyLimit, type CreateTransport } from './transport.ts';

/** Makes a transport that uses `fetch`: the one given, else the platform's at the time of the call. */
export const createTransport: CreateTransport = (given) => async (request, onStop) => {
  const controller = new AbortController();
  onStop(() => controller.abort());
  const init = { ...request, redirect: 'manual', signal: controller.signal } as const;
  const response = await (given ?? fetch)(request.url, init as RequestInit);
  const { status, headers } = response;
  let text = '';
  let left = bodyLimit(status);
  let broken = false;
  try {
    // React Native has no streams.
    const reader = response.body?.getReader?.();
    if (!reader) {
      text = await response.text();
      left -= text.length;
    } else {
      const decoder = new TextDecoder();
      while (left >= 0) {
        const { value } = await reader.read();
        if (!value) break;
        text += decoder.decode(value, { stream: true });
        left -= value.length;
      }
      text += decoder.decode();
      // A peer that goes on sending must not hold up the call.
      if (left < 0) controller.abort();
    }
  } catch {
    broken = true;
  }
  return { status, headers, text, broken, cut: left < 0 } satisfies Answer;
};
