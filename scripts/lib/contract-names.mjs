/**
 * Names that belong to the contract and so may stand in generated code, tests and docs only.
 * @param {Record<string, any>} spec the parsed OpenAPI document
 * @returns {RegExp[]}
 */
export function contractNames(spec) {
  const words = new Set();
  const nouns = new Set();
  for (const [path, item] of Object.entries(spec.paths ?? {})) {
    // `/revenue/subscription-plans/{id}` gives the noun `subscription-plan`.
    const resource = path.split('/').find((part, index) => index > 1 && part !== '' && !part.startsWith('{'));
    // Only what is created has a name of its own: `/revenue/key` is about an everyday word.
    if (resource && item.post) nouns.add(resource.replace(/s$/, ''));
    for (const operation of Object.values(item)) if (operation?.operationId) words.add(operation.operationId);
    for (const parameter of [item, ...Object.values(item)].flatMap((part) => part?.parameters ?? [])) {
      if (parameter.in === 'path') words.add(parameter.name);
    }
  }
  const schemas = spec.components?.schemas ?? {};
  for (const [name, schema] of Object.entries(schemas)) {
    if (!mentions(name, nouns)) continue;
    words.add(name);
    for (const [field, property] of Object.entries(schema.properties ?? {})) {
      // A field of one word (amount, currency) is an everyday word as well, and those that are ours
      // (created_at, next_cursor) are the same for every resource: the engine may know them.
      if (field.includes('_') && property['x-source'] !== 'ours') words.add(field);
    }
  }
  return [...[...words].map((word) => new RegExp(`\\b${literally(word)}\\b`)), ...[...nouns].map(nounPattern)];
}

const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Finds a noun in every spelling: subscription-plan, subscription_plan, subscriptionPlan, SubscriptionPlan. */
const nounPattern = (noun) => new RegExp(noun.split(/[-_]/).map(literally).join('[-_ ]?'), 'i');

const mentions = (name, nouns) => [...nouns].some((noun) => nounPattern(noun).test(name));

/**
 * Finds the lines of a text that contain one of the names.
 * @param {string} text
 * @param {RegExp[]} names
 */
export function findNames(text, names) {
  return text
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter(({ text: line }) => names.some((name) => name.test(line)));
}
