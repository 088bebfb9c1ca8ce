import { describe, expect, it } from 'vitest';
import { exportedWithoutDocs } from './api-report.mjs';

const report = `## API Report File for "a"

\`\`\`ts

// @public
export class Documented extends Error {
    // (undocumented)
    get name(): string;
}

// @public (undocumented)
export type Bare = string;

// @public (undocumented)
export function bare(): void;

// @public (undocumented)
export abstract class BareClass {
}

// @public
export function overloaded(): void;

// @public (undocumented)
export function overloaded(value: string): void;

\`\`\`
`;

describe('exportedWithoutDocs', () => {
  it('names what is exported without a docstring, and no member', () => {
    expect(exportedWithoutDocs(report)).toEqual(['Bare', 'bare', 'BareClass']);
  });
});
