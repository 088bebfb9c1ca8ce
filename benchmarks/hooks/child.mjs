/** Plays every scene with one contestant's hooks in a page of jsdom, and prints what happened as JSON. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Api } from './api.mjs';

const [moduleFile, folder] = process.argv.slice(2);
const require = createRequire(join(folder, 'main.cjs'));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href).then((it) => it.default ?? it);
const KEY = 'ts_test_sentinel_0123456789';
const CAP_MS = 40_000;

const api = await Api.start();
const { JSDOM } = await load('jsdom');
const { window } = new JSDOM('<!doctype html>', { url: api.origin });
for (const name of ['window', 'document', 'location', 'HTMLElement', 'Node'])
  globalThis[name] = name === 'window' ? window : window[name];
// A page completes paths with its own address.
const { fetch: fetchOfNode } = globalThis;
let base = api.origin;
globalThis.fetch = (input, init) =>
  fetchOfNode(typeof input === 'string' && input.startsWith('/') ? base + input : input, init);

const { createElement, Component } = await load('react');
const { createRoot } = await load('react-dom/client');
// As the bundle imports it: one copy.
const { QueryClient, QueryClientProvider, dehydrate } = await import(
  pathToFileURL(join(folder, 'node_modules/@tanstack/react-query/build/modern/index.js')).href
);
const hooks = await import(pathToFileURL(moduleFile).href);

const invoice = {
  invoice_id: 'inv_new',
  customer_id: 'c',
  group_id: 'g',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 5,
};

/** Waits until something is so; gives the milliseconds, or undefined after the cap. */
async function until(isSo, capMs = CAP_MS) {
  const start = performance.now();
  while (performance.now() - start < capMs) {
    if (isSo()) return performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return undefined;
}

class Boundary extends Component {
  state = {};
  static getDerivedStateFromError = (error) => ({ error });
  render() {
    this.props.seen.crash ??= this.state.error;
    return this.state.error ? null : this.props.children;
  }
}

function List({ seen }) {
  const { data, error, isError, isSuccess } = hooks.useList();
  seen.renders.list += 1;
  seen.list = { ids: hooks.idsOf(data), error, isError, isSuccess };
  return seen.list.ids?.join(' ') ?? String(isError);
}

function Pages({ seen }) {
  const { data, error, isError } = hooks.useInfinite();
  seen.infinite = { ids: hooks.idsOfAll(data), error, isError };
  return seen.infinite.ids?.join(' ') ?? String(isError);
}

function note(seen, { mutate, isPending, isSuccess, isError }) {
  seen.renders.form += 1;
  seen.create = { mutate, isPending, isSuccess, isError };
  return `${isPending} ${isSuccess}`;
}

const Form = ({ seen }) => note(seen, hooks.useCreate());
const useFastest = hooks.useCreateOptimistic ?? hooks.useCreate;
const FastestForm = ({ seen }) => note(seen, useFastest());

/** Shows a list and a form, as an application does, and notes what they get. */
function show(scene, parts = [List, Form]) {
  base = `${api.origin}/${scene}`;
  hooks.setUp(base, KEY);
  const seen = { list: {}, infinite: {}, create: {}, renders: { list: 0, form: 0 } };
  const queryClient = new QueryClient();
  const elements = parts.map((part) => createElement(part, { key: part.name, seen }));
  const root = createRoot(document.createElement('div'), { onCaughtError() {}, onUncaughtError() {} });
  const inside = createElement(hooks.Provider, {}, elements);
  root.render(createElement(QueryClientProvider, { client: queryClient }, createElement(Boundary, { seen }, inside)));
  const end = () => {
    root.unmount();
    queryClient.clear();
  };
  return { seen, queryClient, end };
}

const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function failingRead(status) {
  const scene = `read-${status}`;
  const { seen, end } = show(scene);
  const ended = await until(() => seen.list.isError || seen.list.isSuccess);
  const ms = seen.list.isError ? ended : undefined;
  const requests = api.requests(scene, 'GET');
  end();
  return { ms: ms ?? null, requests };
}

async function failingWrite(status) {
  const scene = `write-${status}`;
  const { seen, end } = show(scene);
  await until(() => seen.create.mutate && (seen.list.ids || seen.list.isError));
  seen.create.mutate(hooks.variables(invoice));
  await until(() => seen.create.isSuccess || seen.create.isError);
  const { isSuccess } = seen.create;
  const requests = api.requests(scene, 'POST');
  end();
  return { isSuccess, requests };
}

async function create() {
  const { seen, end } = show('fine');
  await until(() => seen.list.ids);
  await rest(300);
  const load = { ...seen.renders };
  seen.create.mutate(hooks.variables(invoice));
  await until(() => seen.create.isSuccess);
  const freshMs = await until(() => seen.list.ids?.includes(invoice.invoice_id), 3000);
  await rest(300);
  const perCreate = { list: seen.renders.list - load.list, form: seen.renders.form - load.form };
  end();
  return { load, perCreate, isFresh: freshMs !== undefined };
}

async function both() {
  const { seen, queryClient, end } = show('both', [List, Form, Pages]);
  const ms = await until(
    () => seen.crash || (seen.list.ids && seen.infinite.ids) || seen.list.isError || seen.infinite.isError,
    10_000,
  );
  await rest(300);
  const entries = queryClient.getQueryCache().getAll().length;
  const problem = seen.crash ?? seen.list.error ?? seen.infinite.error;
  const isFine = ms !== undefined && !problem && seen.list.ids?.length === 2 && seen.infinite.ids?.length === 2;
  end();
  return { isFine, entries, problem: problem ? String(problem.message ?? problem).slice(0, 120) : undefined };
}

/** What a server would put into the page: with the key on the client, and with a key for this request. */
async function secrets() {
  base = `${api.origin}/secrets`;
  hooks.setUp(base, KEY);
  const inState = async (key) => {
    const queryClient = new QueryClient();
    await queryClient.prefetchQuery(hooks.listOptions(key));
    const state = JSON.stringify(dehydrate(queryClient));
    queryClient.clear();
    return {
      hasRows: state.includes('inv_1'),
      hasKey: state.includes('sentinel'),
      hasAddress: state.includes(api.origin),
    };
  };
  return { onClient: await inState(undefined), perRequest: await inState(KEY) };
}

/** Whether the list has a new row while the API still thinks. */
async function beforeAnswer() {
  const { seen, end } = show('slow', [List, FastestForm]);
  await until(() => seen.list.ids);
  seen.create.mutate(hooks.variables(invoice));
  await until(() => seen.list.ids?.includes(invoice.invoice_id) || seen.create.isSuccess);
  const isShown = !seen.create.isSuccess && seen.list.ids.includes(invoice.invoice_id);
  await until(() => seen.create.isSuccess);
  end();
  return isShown;
}

// The first scene pays for the start of everything.
const warm = show('warm');
await until(() => warm.seen.list.ids);
warm.end();
const reads = {};
for (const status of [401, 429, 503]) reads[status] = await failingRead(status);
const writes = {};
for (const status of [400, 401, 429]) writes[status] = await failingWrite(status);
const result = {
  reads,
  writes,
  create: await create(),
  both: await both(),
  beforeAnswer: await beforeAnswer(),
  secrets: await secrets(),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
