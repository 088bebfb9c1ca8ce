/** The entries of a package by the names under which they are imported. */
exports.entriesOf = (name) =>
  Object.keys(require(`@thrivestack-revenue/${name}/package.json`).exports)
    .filter((entry) => entry !== './package.json')
    .map((entry) => `@thrivestack-revenue/${name}${entry.slice(1)}`);

const isClass = (value) => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

/** What two or more entries export under one name, and which of it is not the same thing everywhere. */
exports.sharedBy = (modules) => {
  const seen = new Map();
  for (const [entry, exported] of Object.entries(modules)) {
    for (const [name, value] of Object.entries(exported)) {
      seen.set(name, [...(seen.get(name) ?? []), { entry, value }]);
    }
  }
  const shared = [...seen].filter(([, places]) => places.length > 1);
  return {
    classes: [...seen].filter(([, [{ value }]]) => isClass(value)).map(([name]) => name),
    shared: shared.map(([name]) => name),
    different: shared
      .filter(([, places]) => places.some(({ value }) => value !== places[0].value))
      .map(([name, places]) => [name, ...places.map(({ entry }) => entry)].join(' ')),
  };
};

/** Where guards of one copy and the classes of another disagree on an error of the other. */
exports.confused = (own, other) => {
  const guards = Object.keys(own).filter((name) => /^is[A-Z]\w*Error$/.test(name));
  const wrong = [];
  let asked = 0;
  for (const guard of guards) {
    const error = new other[guard.slice(2)]('made', { status: 500 });
    if (error instanceof own[guard.slice(2)]) wrong.push(`${guard.slice(2)} is the same class in both copies`);
    for (const each of guards) {
      asked += 1;
      const expected = error instanceof other[each.slice(2)];
      if (own[each](error) !== expected) wrong.push(`${each}(${error.name}) is not ${expected}`);
    }
  }
  return { asked, wrong };
};
