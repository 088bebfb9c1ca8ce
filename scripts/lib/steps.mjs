const HEARTBEAT_MS = 10_000;

/** Writes a line to the person at the terminal. */
export const say = (text = '') => process.stdout.write(`${text}\n`);

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Does one step and shows it: a line at the start, a sign of life every 10 s, a line with its time at the end.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function step(title, body) {
  const started = Date.now();
  say(`• ${title}`);
  const timer = setInterval(() => say(`  … ${seconds(Date.now() - started)}`), HEARTBEAT_MS);
  try {
    const result = await body();
    say(`✓ ${title.replace(/ \(.*\)$/, '')} – ${seconds(Date.now() - started)}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
