/** The bare hello world of node:http. */
import { createServer } from 'node:http';

createServer((_, response) => response.end('hello world')).listen(Number(process.env.PORT), '127.0.0.1');
