import { BlockList, isIP } from 'node:net';

/** Makes the list of proxies from addresses and networks in CIDR form; `wrong` is the first that is neither. */
export function trustedProxies(texts: readonly string[]): { readonly list: BlockList; readonly wrong?: string } {
  const list = new BlockList();
  for (const text of texts) {
    const slash = text.indexOf('/');
    const address = slash < 0 ? text : text.slice(0, slash);
    const version = isIP(address);
    const bits = slash < 0 ? (version === 4 ? '32' : '128') : text.slice(slash + 1);
    if (version === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) {
      return { list, wrong: text };
    }
    list.addSubnet(address, Number(bits), version === 4 ? 'ipv4' : 'ipv6');
  }
  return { list };
}

/**
 * Finds out where a request comes from, past the proxies that are trusted.
 *
 * Each proxy adds the address that it saw to the right end of `x-forwarded-for`. So the list is read from the right,
 * as long as the one who speaks is trusted: what a client wrote itself lies further left and is never reached.
 *
 * @param peer Address at the other end of the socket.
 * @param forwarded The header, its lines joined by commas.
 */
export function clientAddress(
  trusted: BlockList,
  peer: string | undefined,
  forwarded: string | undefined,
): string | undefined {
  let address = peer === undefined ? undefined : plainAddress(peer);
  const hops = (forwarded ?? '').split(',');
  while (address !== undefined && isTrusted(trusted, address)) {
    const next = plainAddress((hops.pop() ?? '').trim());
    // A trusted proxy that names nobody: then it is the last that is known.
    if (next === undefined) return address;
    address = next;
  }
  return address ?? peer;
}

function isTrusted(trusted: BlockList, address: string): boolean {
  return trusted.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/** Takes off a port, brackets, a zone and the IPv6 form of an IPv4 address; nothing for what is no address. */
function plainAddress(text: string): string | undefined {
  const bare = text.startsWith('[') ? text.slice(1, text.indexOf(']')) : withoutPort(text);
  const [address = ''] = bare.split('%', 1);
  const mapped = address.toLowerCase().startsWith('::ffff:') ? address.slice(7) : '';
  if (isIP(mapped) === 4) return mapped;
  return isIP(address) === 0 ? undefined : address;
}

/** Only IPv4 is followed by a port without brackets. */
function withoutPort(text: string): string {
  const colon = text.indexOf(':');
  return colon >= 0 && colon === text.lastIndexOf(':') ? text.slice(0, colon) : text;
}
