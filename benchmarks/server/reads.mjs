import { Agent, request } from 'node:http';

const EVERY_MS = 10;

/** Asks for a list, and for the invoice that was made last, every few milliseconds while `during` runs; gives the times. */
export async function readsDuring({ url, key, path }, during) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const times = [];
  let isOver = false;
  const reader = async (target) => {
    while (!isOver) {
      times.push(await timed(agent, url + target, key));
      await new Promise((resolve) => {
        setTimeout(resolve, EVERY_MS);
      });
    }
  };
  const readers = [reader(`${path}?limit=50`), reader(`${path}?limit=50&sort=issue_date`), reader(`${path}?limit=1`)];
  const result = await during();
  isOver = true;
  await Promise.all(readers);
  agent.destroy();
  return { result, times };
}

/** Sends one GET and gives its time in milliseconds. */
export function timed(agent, url, key) {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { 'x-api-key': key } }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - start);
        else reject(new Error(`${url} was answered ${response.statusCode}.`));
      });
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** The value at a share of a list, such as 0.99. */
export function percentile(list, share) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (list) => percentile(list, 0.5);
