import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
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

/** Lines of a failure that are shown where all failures are listed. */
const SHOWN_LINES = 12;
/** What a line says that tells more than others: a test or a run inside the test that failed. */
const TELLING = /FAIL|Error|✗|×|unexpected|timed out/;

/**
 * Lists what failed in a vitest report: the file and the test, then the lines of each that tell most.
 * @param {string} report the JSON text
 * @returns {string[]}
 */
export function failuresOf(report) {
  return JSON.parse(report).testResults.flatMap(({ name, status, message, assertionResults = [] }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [described(name, [message ?? ''])];
    return failed.map((test) => described(`${name} > ${test.fullName}`, test.failureMessages ?? []));
  });
}

function described(title, messages) {
  const lines = stripVTControlCharacters(messages.join('\n'))
    .split('\n')
    .filter((line) => line.trim() !== '');
  const telling = [...new Set([...lines.slice(0, 2), ...lines.filter((line) => TELLING.test(line))])];
  return [title, ...telling.slice(0, SHOWN_LINES).map((line) => `    ${line.trim().slice(0, 300)}`)].join('\n');
}

/** Reads vitest's report of one part, if it got as far as writing one. */
export function readReport(part) {
  try {
    return readFileSync(reportFile(part), 'utf8');
  } catch {
    return undefined;
  }
}

/** Lists what failed in the reports that the last run wrote. */
export function allFailures() {
  return readdirSync(inRoot(...FOLDER))
    .filter((file) => file.endsWith('.vitest.json'))
    .flatMap((file) => failuresOf(readFileSync(inRoot(...FOLDER, file), 'utf8')));
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
