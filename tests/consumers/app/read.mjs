// Prints the files of a package that Node reads to import or to require it, as JSON: read.mjs import|require NAME.
import { createRequire, registerHooks } from 'node:module';
import { basename } from 'node:path';

const [way, name] = process.argv.slice(2);
const files = [];
registerHooks({
  load(url, context, next) {
    files.push(basename(url));
    return next(url, context);
  },
});
if (way === 'import') await import(name);
else createRequire(import.meta.url)(name);
console.log(JSON.stringify(files));
