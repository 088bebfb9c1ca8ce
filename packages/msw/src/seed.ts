import { createEngine, type MemoryKey, type MemoryStore, manifest, type Principal } from '@thrivestack-revenue/engine';

/** The body of a create, as it goes over the wire. */
export type SeedRow = Readonly<Record<string, unknown>>;

/** Rows by resource, named as in its path. */
export type Seed = Readonly<Record<string, readonly SeedRow[]>>;

/**
 * Creates the rows of a seed through the API itself, so that no row is there which it would refuse.
 *
 * The rows are created in their order, one millisecond apart, the last one just before now.
 * With keys they belong to the tenant and environment of the first one.
 *
 * @throws Error that names the first row the API refuses.
 */
export async function plant(
  store: MemoryStore,
  seed: Seed,
  keys: readonly MemoryKey[] | undefined,
  clock: () => number,
): Promise<void> {
  const rows = rowsOf(seed);
  const start = clock() - rows.length;
  let at = start;
  const owner = ownerOf(store, keys);
  const engine = createEngine({ store, clock: () => at, limits: 'off', verifyKey: () => owner });
  for (const [index, { where, path, row }] of rows.entries()) {
    at = start + index;
    const { status, body } = await engine.handle({
      method: 'POST',
      target: path,
      // Any key is the owner's here; the engine asks for one only to have asked.
      headers: { [manifest.keyHeader]: 'seed', 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(row)),
    });
    if (status !== 200) throw new Error(`${where} was refused: ${body}`);
  }
}

/**
 * Refuses a seed for a resource that the API does not have.
 *
 * @throws TypeError that lists the resources it has.
 */
export function refuseUnknownResources(seed: Seed): void {
  const known = manifest.resources.map(({ name }) => name);
  for (const name of Object.keys(seed)) {
    if (!known.includes(name)) throw new TypeError(`seed.${name} is no resource. Known: ${known.join(', ')}.`);
  }
}

function rowsOf(seed: Seed): { readonly where: string; readonly path: string; readonly row: SeedRow }[] {
  return manifest.resources.flatMap(({ name, path }) =>
    (Object.hasOwn(seed, name) ? (seed[name] ?? []) : []).map((row, index) => ({
      where: `seed.${name}[${index}]`,
      path,
      row,
    })),
  );
}

function ownerOf(store: MemoryStore, keys: readonly MemoryKey[] | undefined): Principal | undefined {
  const [first] = keys ?? [];
  if (first === undefined) return store.anyone;
  const { tenant, environment } = first;
  return { keyId: 'seed', prefix: 'seed', tenant, environment, scopes: manifest.scopes };
}
