import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createEngine, manifest } from '@thrivestack-revenue/engine';
import { backUp } from './backup/back-up.ts';
import { restore } from './backup/restore.ts';
import { parseCommand } from './cli/args.ts';
import { CliError } from './cli/cli-error.ts';
import type { ServeCommand } from './cli/command.ts';
import { openIn } from './cli/data-folder.ts';
import { helpText } from './cli/help.ts';
import { createKey, endKey, rotateKey, showKeys } from './cli/keys.ts';
import { clientAddress } from './client-address.ts';
import { type Cors, createCors } from './cors.ts';
import { createDrain } from './drain.ts';
import { createHttpServer, type HttpServerOptions } from './http.ts';
import { createLog, type Log } from './log.ts';
import { openSqliteStore } from './store/sqlite.ts';
import { createKeyVerifier } from './verify-key.ts';

/** What is in flight may take so long after a signal, in milliseconds; the process ends within 5 s. */
const DRAIN_MS = 3500;

try {
  await run();
} catch (error) {
  const text =
    error instanceof CliError ? error.message : `Unexpected: ${error instanceof Error ? error.stack : error}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const command = parseCommand(process.argv.slice(2), process.env, manifest.scopes);
  switch (command.name) {
    case 'help':
      process.stdout.write(helpText(command.topic));
      return;
    case 'version':
      process.stdout.write(`${version()}\n`);
      return;
    case 'keys create':
      process.stdout.write(createKey(command, manifest.keyHeader));
      return;
    case 'keys list':
      process.stdout.write(showKeys(command));
      return;
    case 'keys rotate':
      process.stdout.write(rotateKey(command, manifest.keyHeader));
      return;
    case 'keys revoke':
      process.stdout.write(endKey(command));
      return;
    case 'backup':
      process.stdout.write(await backUp(command));
      return;
    case 'restore':
      process.stdout.write(await restore(command));
      return;
    case 'serve':
      await serve(command);
  }
}

async function serve(command: ServeCommand): Promise<void> {
  const log = createLog(command.logLevel);
  const store = openIn(command.data, (data) => openSqliteStore({ data, onCrash: (error) => crash(log, error) }));
  let draining = false;
  const server = createHttpServer({
    engine: createEngine({
      store,
      verifyKey: createKeyVerifier((prefix) => store.key(prefix)),
      limits: command.rateLimit === 'off' ? 'off' : { requestsPerSecond: command.rateLimit },
      logger: log,
    }),
    check: () => store.check(),
    isDraining: () => draining,
    ...addressing(command),
    cors: corsOf(command),
    ...(log.isLevelEnabled('debug') ? { onRequest: (line) => log.debug(line, 'request') } : {}),
  });
  const drain = createDrain(server);
  const url = await listen(server, command).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  onStop(log, async () => {
    draining = true;
    await drain(DRAIN_MS);
    await store.close();
  });
  log.info({ url, version: version() }, 'listening');
}

/** Without trusted proxies, what a client writes into `x-forwarded-for` is not looked at. */
function addressing({ trustProxy }: ServeCommand): Pick<HttpServerOptions, 'addressOf'> {
  if (!trustProxy) return {};
  return {
    addressOf: ({ socket, headers }) =>
      clientAddress(trustProxy, socket.remoteAddress, headers['x-forwarded-for']?.toString()),
  };
}

function corsOf({ corsOrigins: origins }: ServeCommand): Cors | undefined {
  if (origins.length === 0) return undefined;
  const operations = [...manifest.resources.flatMap((resource) => resource.operations), ...manifest.builtins];
  const methods = [...new Set(operations.map(({ method }) => method))].sort();
  return createCors({ origins, methods, keyHeader: manifest.keyHeader });
}

/** A part of the storage has ended: what it was asked for may be done or not, so nothing more is answered. */
function crash(log: Log, error: Error): void {
  log.fatal({ err: error }, 'the storage crashed');
  process.exit(1);
}

function listen(server: Server, { host, port }: ServeCommand): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => {
      const bound = server.address() as AddressInfo;
      const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
      resolve(`http://${name}:${bound.port}`);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): CliError {
  const options = { cause: error };
  if (error.code === 'EADDRINUSE') {
    return new CliError(`Port ${port} of ${host} is in use: end the other process or choose another --port.`, options);
  }
  if (error.code === 'EACCES') return new CliError(`Port ${port} needs more rights: choose another --port.`, options);
  return new CliError(`Cannot listen on host ${host}, port ${port} (${error.code}): check --host.`, options);
}

/** Stops once, on SIGTERM, SIGINT, or when the process that started this one through the bin is gone. */
function onStop(log: Log, stop: () => Promise<void>): void {
  let stopping = false;
  const begin = (reason: string): void => {
    // Ctrl-C reaches this process twice when the bin forwards it: a second signal changes nothing.
    if (stopping) return;
    stopping = true;
    log.info({ reason }, 'stopping');
    stop().then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => begin(signal));
  if (process.connected) process.once('disconnect', () => begin('parent gone'));
}

function version(): string {
  const { version: own } = createRequire(import.meta.url)('../package.json') as { version: string };
  return own;
}
