import { pathToFileURL } from 'node:url';
import { sampleInvoices } from '../sample-data.mjs';
import { newSecret, readState, writeState } from './local-state.mjs';
import { lastLines, run } from './process.mjs';
import { pushRows } from './seed.mjs';
import { say, step } from './steps.mjs';
import { Stop } from './stop.mjs';
import { inRoot, nodeBinary } from './workspace.mjs';

const TENANT = 'demo';
/** Enough for a whole ledger at the server's default limit: each wait is as long as the server asks. */
const MAX_RETRIES = 10;

export const serverBin = inRoot('packages', 'server', 'bin', 'revenue-server.mjs');

/** Makes a key of the test environment; only the server's own command knows how. */
async function createKey(dataDir) {
  const what = ['--tenant', TENANT, '--env', 'test', '--scope', 'revenue', '--json'];
  const { code, tail } = await run(nodeBinary(), [serverBin, 'keys', 'create', '--data', dataDir, ...what]);
  const line = tail.split('\n').find((text) => text.startsWith('{'));
  if (code !== 0 || !line) throw new Stop(`No key could be made. The server's command said:\n${lastLines(tail)}`);
  return JSON.parse(line).key;
}

/** Remembers the day that the rows lead up to, so that a continued filling makes the same rows. */
const pending = () => ({ state: 'pending', today: new Date().toISOString().slice(0, 10) });

/** Reads what the last start left, or makes it: key, session secret, what to do about sample data. */
export async function prepareState(dataDir, empty) {
  const known = readState(dataDir);
  if (known) return known;
  const state = {
    apiKey: await createKey(dataDir),
    sessionSecret: newSecret(),
    sampleData: empty ? { state: 'none' } : pending(),
  };
  writeState(dataDir, state);
  return state;
}

async function client(apiUrl, apiKey) {
  const { createClient } = await import(pathToFileURL(inRoot('packages', 'core', 'dist', 'index.js')).href);
  return createClient({ baseUrl: apiUrl, apiKey, maxRetries: MAX_RETRIES });
}

/** Makes another key when the ledger does not know this one: it was deleted beside its local.json. */
async function assureKey(apiUrl, dataDir, state) {
  const revenue = await client(apiUrl, state.apiKey);
  try {
    await revenue.invoices.list({ limit: 1 });
    return state;
  } catch (error) {
    if (error.status !== 401) throw error;
    say('  The ledger does not know the key of the last start; making a new one.');
    const apiKey = await createKey(dataDir);
    const { data } = await (await client(apiUrl, apiKey)).invoices.list({ limit: 1 });
    const refill = data.length === 0 && state.sampleData?.state !== 'none';
    const renewed = { ...state, apiKey, sampleData: refill ? pending() : state.sampleData };
    writeState(dataDir, renewed);
    return renewed;
  }
}

/** Pushes one row; one that somebody has changed since an interrupted start is left as it is. */
async function create(revenue, row) {
  try {
    await revenue.invoices.create(row);
  } catch (error) {
    if (error.code !== 'invoice_already_exists') throw error;
  }
}

/** Fills the ledger once; a start that was interrupted while filling is continued by the next. */
async function seedOnce(apiUrl, dataDir, state) {
  if (state.sampleData?.state !== 'pending') return state;
  const revenue = await client(apiUrl, state.apiKey);
  const rows = sampleInvoices({ today: new Date(`${state.sampleData.today}T00:00:00Z`) });
  await step(`Pushing ${rows.length} sample invoices through the API`, () =>
    pushRows({
      rows,
      create: (row) => create(revenue, row),
      onProgress: (done) => done % 100 === 0 && say(`  ${done} of ${rows.length}`),
    }),
  );
  const filled = { ...state, sampleData: { ...state.sampleData, state: 'done' } };
  writeState(dataDir, filled);
  return filled;
}

/**
 * Makes sure that the running API knows the key and has its sample data.
 * @returns {Promise<import('./local-state.mjs').LocalState>}
 */
export async function prepareLedger(apiUrl, dataDir, state) {
  return seedOnce(apiUrl, dataDir, await assureKey(apiUrl, dataDir, state));
}
