import { expect, it } from 'vitest';
import { helpText } from './help.ts';

it.each(['root', 'serve', 'keys', 'keys create', 'keys list', 'keys revoke'] as const)(
  '%s fits a terminal',
  (topic) => {
    const text = helpText(topic);
    expect(text).toMatch(/^[A-Z a-z].*[.]\n/);
    expect(text).toContain('Usage:\n  revenue-server');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(96);
  },
);

it('says that the project is unofficial', () => {
  expect(helpText('root')).toContain('Unofficial; not affiliated with ThriveStack.');
});
