/**
 * Runs in a thread of its own: holds sockets open by sending a byte now and then, and never closes one.
 * Says 'open' once all are connected, then how long each lived, in milliseconds.
 */
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { port, count, path } = workerData;
const BETWEEN_BYTES_MS = 250;
/** Sockets that are connected at once, so that the system's queue of connections holds them. */
const AT_ONCE = 50;

/** Half dribble their headers, half a body. */
function opening(index) {
  const head = `POST ${path} HTTP/1.1\r\nhost: h\r\ncontent-type: application/json\r\n`;
  return index % 2 === 0 ? head : `${head}content-length: 60000\r\n\r\n{`;
}

function attack(index) {
  let connected;
  const opened = new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
      const start = performance.now();
      socket.write(opening(index));
      const dribble = setInterval(() => socket.write('a'), BETWEEN_BYTES_MS);
      connected = new Promise((gone) => {
        socket.once('close', () => {
          clearInterval(dribble);
          gone(performance.now() - start);
        });
      });
      resolve();
    });
    // A reset is how it ends.
    socket.on('error', reject);
    socket.resume();
  });
  return opened.then(() => ({ lived: connected }));
}

const sockets = [];
for (let from = 0; from < count; from += AT_ONCE) {
  const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => attack(from + index));
  sockets.push(...(await Promise.all(some)));
}
parentPort.postMessage({ open: sockets.length });
parentPort.postMessage({ lived: await Promise.all(sockets.map(({ lived }) => lived)) });
