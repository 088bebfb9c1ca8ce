/** node child-start.mjs FILE [URL]: imports a client, sends one POST if there is a URL, and ends. */
const [file, url] = process.argv.slice(2);
const { make, call } = await import(file);
if (url) await call(make(url, 'sk_test_0123456789', undefined), 'text', undefined);
// Says what the work took when others are at work, too.
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpuMs: (user + system) / 1000 }));
process.exit(0);
