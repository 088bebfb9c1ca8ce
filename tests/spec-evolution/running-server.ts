import { startNode, type Workspace } from './workspace.ts';

/** What the server answered, with its status among the fields. */
export type Answer = { readonly status: number; readonly [field: string]: unknown };

/** A server of the copy, on a data folder that outlives it. */
export interface RunningServer {
  send(method: string, path: string, body?: object): Promise<Answer>;
  /** Ends it as an operator would, and waits. */
  stop(): Promise<void>;
}

const FLAGS = ['--conditions=@thrivestack-revenue/source', 'packages/server/src/main.ts'];

/** Makes a key with the command. */
export async function makeKey(workspace: Workspace, data: string): Promise<string> {
  const { code, text } = await workspace.node([
    ...FLAGS,
    ...['keys', 'create', '--data', data, '--tenant', 'acme', '--env', 'test', '--scope', 'revenue', '--json'],
  ]);
  if (code !== 0) throw new Error(text);
  return (JSON.parse(text) as { key: string }).key;
}

/** Starts the server's program from its source, on a free port. */
export async function startServer(workspace: Workspace, data: string, key: string): Promise<RunningServer> {
  const child = startNode(workspace.root, [...FLAGS, 'serve', '--data', data, '--port', '0', '--rate-limit', 'off']);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        const found = /"url":"([^"]+)".*"listening"/.exec(text)?.[1];
        if (found) resolve(found);
      });
    }
    void ended.then((code) => reject(new Error(`the server ended (${code}) before it listened: ${text}`)));
  });
  return {
    async send(method, path, body) {
      const headers = { 'x-api-key': key, 'content-type': 'application/json' };
      const response = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      return { status: response.status, ...((await response.json()) as object) };
    },
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      if (code !== 0) throw new Error(`the server ended with ${code}`);
    },
  };
}
