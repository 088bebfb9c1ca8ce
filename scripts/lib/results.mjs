import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './workspace.mjs';

const FOLDER = ['.cache', 'results'];

/** Where vitest writes its report of one part. */
export const reportFile = (part) => inRoot(...FOLDER, `${part}.vitest.json`);

/**
 * Counts a vitest report. A file that failed to load, or a run that failed outside of its tests, is one
 * failure: nothing that went wrong adds up to zero.
 * @param {string | undefined} report the JSON text, if one was written
 * @param {number | null} exitCode vitest's
 */
export function countReport(report, exitCode) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (report !== undefined) {
    const { testResults = [] } = JSON.parse(report);
    for (const { status, assertionResults = [] } of testResults) {
      const failedHere = assertionResults.filter((test) => test.status === 'failed').length;
      counts.passed += assertionResults.filter((test) => test.status === 'passed').length;
      counts.failed += status === 'failed' && failedHere === 0 ? 1 : failedHere;
      counts.skipped += assertionResults.filter((test) => !['passed', 'failed'].includes(test.status)).length;
    }
  }
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** Reads vitest's report of one part, if it got as far as writing one. */
export function readReport(part) {
  try {
    return readFileSync(reportFile(part), 'utf8');
  } catch {
    return undefined;
  }
}

/** Keeps the counts of each part where `.ci/run` adds them up. */
export function writeCounts(counts) {
  mkdirSync(inRoot(...FOLDER), { recursive: true });
  writeFileSync(inRoot(...FOLDER, 'counts.json'), `${JSON.stringify(counts, null, 2)}\n`);
}

/** Reads what `writeCounts` kept, if a run got that far. */
export function readCounts() {
  try {
    return JSON.parse(readFileSync(inRoot(...FOLDER, 'counts.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Adds up `{ passed, failed, skipped }` of every part. */
export function total(counts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const part of Object.values(counts)) for (const key of Object.keys(sum)) sum[key] += part[key];
  return sum;
}
