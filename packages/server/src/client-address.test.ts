import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientAddress, trustedProxies } from './client-address.ts';

const { list } = trustedProxies(['10.0.0.0/8', '192.0.2.1', 'fd00::/8', '::1']);
const of = (peer: string | undefined, forwarded?: string): string | undefined => clientAddress(list, peer, forwarded);

describe('the address of a client', () => {
  it.each([
    ['a stranger says what he likes', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['a trusted proxy is believed', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['what stands further left is the client’s own word', '10.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['several trusted hops', '10.0.0.1', '1.1.1.1, 198.51.100.1, 10.2.3.4,192.0.2.1', '198.51.100.1'],
    ['a forged hop behind a stranger', '10.0.0.1', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
    ['everybody is trusted', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['no header', '10.0.0.1', undefined, '10.0.0.1'],
    ['an empty header', '10.0.0.1', '', '10.0.0.1'],
    ['a hop without a name', '10.0.0.1', '198.51.100.1, unknown', '10.0.0.1'],
    ['an address with a port', '10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['IPv6 with a port', '::1', '[2001:db8::1]:4711', '2001:db8::1'],
    ['IPv6 without', 'fd12::1', '2001:db8::1', '2001:db8::1'],
    ['IPv4 as IPv6', '::ffff:10.0.0.1', '::FFFF:198.51.100.1', '198.51.100.1'],
    ['a zone', 'fd00::1%eth0', '2001:db8::1', '2001:db8::1'],
  ])('%s', (_what, peer, forwarded, expected) => {
    expect(of(peer, forwarded)).toBe(expected);
  });

  it('is unknown when the socket is gone', () => {
    expect(of(undefined, '198.51.100.1')).toBeUndefined();
  });

  it('never depends on what a client wrote itself', () => {
    const text = fc.oneof(fc.string({ maxLength: 60 }), fc.ipV4(), fc.ipV6(), fc.constantFrom('10.0.0.7', '::1', ','));
    fc.assert(
      fc.property(text, (own) => {
        expect(of('10.0.0.1', `${own}, 198.51.100.1`)).toBe('198.51.100.1');
        expect(of('10.0.0.1', `${own}, 198.51.100.1, 10.0.0.2`)).toBe('198.51.100.1');
        expect(of('203.0.113.9', own)).toBe('203.0.113.9');
      }),
      { seed: 20_260_115, numRuns: 2000 },
    );
  });
});

describe('the list of proxies', () => {
  it.each(['10.0.0.0/33', '10.0.0/8', '10.0.0.0/', '10.0.0.0/+8', '::1/129', 'localhost', '', '10.0.0.0/8/8', '*'])(
    'refuses %j',
    (text) => {
      expect(trustedProxies(['127.0.0.1', text]).wrong).toBe(text);
    },
  );
});
