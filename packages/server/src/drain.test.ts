import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createDrain } from './drain.ts';
import { rawConnection } from './test-support/raw-http.ts';

it('answers a request that was sent on an idle connection right before', async () => {
  const server = createServer((_request, response) => response.end('{}'));
  const drain = createDrain(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connection = await rawConnection((server.address() as AddressInfo).port);
  onTestFinished(() => void connection.socket.destroy());
  connection.socket.write('GET /1 HTTP/1.1\r\nHost: h\r\n\r\n');
  await connection.until(/\r\n\r\n.*\{\}/s);
  // Both in one turn: the server has not read it when it is told to drain.
  connection.socket.write('GET /2 HTTP/1.1\r\nHost: h\r\n\r\n');
  const drained = drain(3000);
  expect((await connection.closed()).match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  await drained;
});
