/**
 * Finds the exported names of an API report that have no docstring; of overloads, one has to have it.
 * @param {string} report
 */
export function exportedWithoutDocs(report) {
  // Members stand indented; only what is exported stands at the beginning of a line.
  const pattern = /^\/\/ @\w+( \(undocumented\))?\nexport (?:declare |abstract )*\w+ (\w+)/gm;
  const names = { with: new Set(), without: new Set() };
  for (const [, undocumented, name] of report.matchAll(pattern)) names[undocumented ? 'without' : 'with'].add(name);
  return [...names.without].filter((name) => !names.with.has(name));
}
