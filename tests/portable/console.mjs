import { play } from './in-process.mjs';

console.log(JSON.stringify(await play()));
