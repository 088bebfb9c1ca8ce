import { Agent, request } from 'node:http';

/** A whole answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Closes the connection once the request is sent: its answer is lost. */
  readonly goAway?: boolean;
}

/** A connection that ended before the whole answer was there. */
export interface CutError extends NodeJS.ErrnoException {
  /** Whether the connection had carried a request before. */
  readonly reused: boolean;
}

/** A client that sends each request once: nothing is repeated behind the drill's back. */
export interface Wire {
  /**
   * @throws CutError when the connection ends before the whole answer is there, or none comes within a minute: what
   * became of it is not known.
   */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  /** Asks, and parses the JSON of a 200. @throws Error for any other status. */
  read<T>(path: string): Promise<T>;
  close(): void;
}

export const INVOICES = '/revenue/invoices';

/** A server that has not answered by then never will, however busy the machine is; in milliseconds. */
const ANSWER_MS = 60_000;

/** Tells an error of a server that lives and does not answer. */
export function isNoAnswer(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'NO_ANSWER';
}

/** Connects to a server with kept connections. */
export function wireTo({ port, apiKey }: { readonly port: number; readonly apiKey: string }): Wire {
  const agent = new Agent({ keepAlive: true });
  const ask: Wire['ask'] = (method, path, { body, headers, goAway } = {}) =>
    new Promise((resolve, reject) => {
      const bytes = body === undefined ? '' : JSON.stringify(body);
      const all = {
        'x-api-key': apiKey,
        'content-length': Buffer.byteLength(bytes),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      };
      const cut = (error: Error): void => reject(Object.assign(error, { reused: sent.reusedSocket }));
      const sent = request({ agent, port, host: '127.0.0.1', method, path, headers: all }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('error', cut);
        response.once('end', () => {
          if (response.complete) resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
          else cut(new Error('The answer was cut.'));
        });
      });
      sent.once('error', cut);
      const late = setTimeout(() => {
        sent.destroy(Object.assign(new Error('There is no answer within a minute.'), { code: 'NO_ANSWER' }));
      }, ANSWER_MS);
      sent.once('close', () => clearTimeout(late));
      sent.end(bytes, () => {
        if (goAway) sent.destroy(new Error('The client has gone.'));
      });
    });
  return {
    ask,
    async read<T>(path: string) {
      const { status, text } = await ask('GET', path);
      if (status !== 200) throw new Error(`GET ${path} was answered ${status}: ${text}`);
      return JSON.parse(text) as T;
    },
    close: () => agent.destroy(),
  };
}
