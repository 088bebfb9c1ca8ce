/** Answers every request at once with a success that every client understands. */
import { createServer } from 'node:http';

const body = JSON.stringify({ success: true, invoice_id: 'inv_1', id: 'made_1', object: 'made' });
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, headers).end(body));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
