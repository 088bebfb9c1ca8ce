/**
 * Writes what each entry of the published packages exports, as `packages/<name>/api/<entry>.api.md`, and fails
 * when an exported name has no docstring. It reads the built declarations.
 *
 *   pnpm api            builds, writes
 *   pnpm api --check    writes nothing; fails when a committed report is another
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { exportedWithoutDocs } from './lib/api-report.mjs';
import { say, step } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { turbo } from './lib/turbo.mjs';
import { inRoot } from './lib/workspace.mjs';

await main(async () => {
  const isCheck = process.argv.includes('--check');
  await step('Building', () => turbo('build', ['--filter=./packages/*']));
  const problems = [];
  let count = 0;
  for (const folder of publishedPackages()) {
    for (const { entry, text } of reportsOf(folder)) {
      count += 1;
      const file = join('packages', folder, 'api', `${entry}.api.md`);
      for (const name of exportedWithoutDocs(text)) problems.push(`${file}: ${name} has no docstring.`);
      const committed = existsSync(inRoot(file)) ? readFileSync(inRoot(file), 'utf8') : undefined;
      if (committed === text) continue;
      if (isCheck) problems.push(`${file} is not what is exported. Run pnpm api and commit it.`);
      else {
        mkdirSync(inRoot('packages', folder, 'api'), { recursive: true });
        writeFileSync(inRoot(file), text);
        say(`  wrote ${file}`);
      }
    }
  }
  if (problems.length > 0) throw new Stop(problems.join('\n'));
  say(`✓ ${count} entries are as their reports say, and every exported name has a docstring.`);
});

/** Folders of packages that are published. */
function publishedPackages() {
  return readdirSync(inRoot('packages')).filter((folder) => {
    const manifest = inRoot('packages', folder, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).private !== true;
  });
}

/** A report for each entry of `exports` that has declarations. */
function reportsOf(folder) {
  const root = inRoot('packages', folder);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const types = Object.values(manifest.exports ?? {}).flatMap((entry) => entry.import?.types ?? entry.types ?? []);
  const temp = mkdtempSync(join(tmpdir(), 'revenue-api-'));
  try {
    return types.map((path) => ({ entry: basename(path, '.d.ts'), text: report(root, path, temp) }));
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

function report(root, path, temp) {
  const file = join(root, path);
  const reportFileName = `${basename(path, '.d.ts')}.api.md`;
  const compilerOptions = {
    ...{ target: 'es2022', module: 'nodenext', moduleResolution: 'nodenext', strict: true, skipLibCheck: true },
    ...{ lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'], types: ['node'] },
  };
  const quiet = { default: { logLevel: 'none', addToApiReportFile: false } };
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: file,
      compiler: { overrideTsconfig: { compilerOptions, files: [file] } },
      apiReport: { enabled: true, reportFileName, reportFolder: temp, reportTempFolder: join(temp, 'temp') },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error', addToApiReportFile: false } },
        extractorMessageReporting: quiet,
        tsdocMessageReporting: quiet,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  });
  const errors = [];
  const result = Extractor.invoke(config, {
    localBuild: true,
    messageCallback(message) {
      if (message.logLevel === 'error') errors.push(message.text);
      message.handled = true;
    },
  });
  if (!result.succeeded) throw new Stop(`api-extractor failed on ${file}:\n${errors.join('\n')}`);
  return readFileSync(join(temp, reportFileName), 'utf8');
}
