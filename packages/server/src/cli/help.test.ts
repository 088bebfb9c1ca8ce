import { describe, expect, it } from 'vitest';
import { flagNames } from './args.ts';
import { helpText, helpTopics } from './help.ts';

describe.each(helpTopics)('%s --help', (topic) => {
  const text = helpText(topic);

  it('fits a terminal', () => {
    expect(text).toMatch(/^[A-Z a-z].*[.]\n/);
    expect(text).toContain('Usage:\n  revenue-server');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(104);
  });

  it('names every flag of the command, and no other', () => {
    const named = [...text.matchAll(/^ {2}(?:-h, |revenue-server )?--([a-z-]+)/gm)].map(([, name]) => name);
    const flags = flagNames(topic).filter((name) => topic !== 'keys' && (topic !== 'root' || name !== 'help'));
    if (topic !== 'keys' && topic !== 'root') expect(text).toContain('-h, --help');
    expect(named.sort()).toEqual(flags.sort());
  });
});

it('says that the project is unofficial', () => {
  expect(helpText('root')).toContain('Unofficial; not affiliated with ThriveStack.');
});
