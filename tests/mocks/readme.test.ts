import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('shows the test that runs here', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', '..', 'packages', 'msw', 'README.md'), 'utf8');
  const test = readFileSync(join(import.meta.dirname, 'user.test.tsx'), 'utf8');
  expect(readme).toContain(`\`\`\`tsx\n${test}\`\`\`\n`);
});
