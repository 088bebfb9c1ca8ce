import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPacked } from '../../scripts/lib/packed.mjs';
import { Stop } from '../../scripts/lib/stop.mjs';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { app, consumers, PACKAGES } from './installed.mjs';

/** Makes the app that every test here uses; runs once before them. */
export default async function prepare() {
  await consumers.install();
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{ "private": true, "type": "module" }\n');
  cpSync(inRoot('tests', 'consumers', 'app'), app, { recursive: true });
  for (const name of PACKAGES) {
    if (!existsSync(inRoot('packages', name, 'dist')))
      throw new Stop(`${name} is not built: run \`npm test -- consumers\`, which builds it.`);
    await installPacked(name, app);
  }
}
