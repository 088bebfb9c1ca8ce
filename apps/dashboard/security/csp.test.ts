import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, makeNonce } from './csp.ts';

describe('contentSecurityPolicy', () => {
  test('allows nothing inline and no eval in production', () => {
    const policy = contentSecurityPolicy('bm9uY2U=');
    expect(policy).not.toMatch(/unsafe/);
    expect(policy).toContain("script-src 'nonce-bm9uY2U=' 'strict-dynamic';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
  });

  test('makes another nonce each time', () => {
    const nonces = new Set(Array.from({ length: 50 }, makeNonce));
    expect(nonces.size).toBe(50);
    for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
  });
});
