/** One operation that a proxy lets through: a method and a path with parameters in braces. */
export interface ProxyOperation {
  readonly method: string;
  readonly path: string;
}

/** Lists the methods that a path has; empty when no operation has the path. */
export function methodsAt(path: string, operations: readonly ProxyOperation[]): string[] {
  const segments = path.split('/');
  return operations.filter((operation) => fits(segments, operation.path.split('/'))).map(({ method }) => method);
}

function fits(segments: readonly string[], template: readonly string[]): boolean {
  return (
    segments.length === template.length &&
    template.every((part, index) => {
      const segment = segments[index] ?? '';
      return part.startsWith('{') ? isParameter(segment) : part === segment;
    })
  );
}

// Judged as an upstream may read it: encoded slashes and dots must not become another path there.
function isParameter(segment: string): boolean {
  try {
    const text = decodeURIComponent(segment);
    return text !== '' && !/[\p{Cc}]/u.test(text) && !text.split(/[/\\]/).some((part) => part === '.' || part === '..');
  } catch {
    return false;
  }
}

/**
 * Tells whether a write comes from a page of this origin, by what browsers say and scripts cannot change.
 *
 * Host and X-Forwarded-Host count as this origin, too: behind a proxy that ends TLS, the request's
 * own URL has another scheme or name. A foreign page cannot set them without a preflight, which fails.
 */
export function isSameOrigin(request: Request, origins: readonly string[]): boolean {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site !== null && site !== 'same-origin') return false;
  if (origin === null) return site !== null;
  if (origins.includes(origin)) return true;
  const hosts = [new URL(request.url).host, request.headers.get('host'), request.headers.get('x-forwarded-host')];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

/** Reads a body of at most `limit` bytes; undefined when there is more. */
export async function readLimited(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
