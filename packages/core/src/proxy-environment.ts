type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds the proxy that the environment sets for an address: HTTPS_PROXY or HTTP_PROXY, but for hosts in NO_PROXY.
 *
 * Names in lower case win. A value without a scheme is taken for `http://`.
 *
 * @throws TypeError when the value is no address of a proxy.
 */
export function proxyFor(target: URL, environment: Environment): URL | undefined {
  const read = (name: string): string => environment[name] || environment[name.toUpperCase()] || '';
  const text = read(target.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
  if (!text || isExcluded(target, read('no_proxy'))) return undefined;
  const url = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const proxy = URL.canParse(url) ? new URL(url) : undefined;
  // The value is not repeated: it may hold a password.
  if (!proxy || !/^https?:$/.test(proxy.protocol))
    throw new TypeError('The proxy of the environment is no http(s) URL.');
  return proxy;
}

/** As curl reads it: hosts and their subdomains, with a port or without, separated by commas or spaces; `*` is all. */
function isExcluded({ hostname, host, port, protocol }: URL, list: string): boolean {
  const hostWithPort = port ? host : `${host}:${protocol === 'https:' ? 443 : 80}`;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .map((entry) => entry.replace(/^\*?\./, ''))
    .some((entry) => {
      if (entry === '*') return true;
      // More than one colon is an IPv6 address, unless it stands in brackets.
      const hasPort = entry.includes(']:') || entry.split(':').length === 2;
      const subject = hasPort ? hostWithPort : hostname;
      return entry !== '' && (subject === entry || subject.endsWith(`.${entry}`) || subject === `[${entry}]`);
    });
}

/** What a proxy has to be told of its user. */
export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (!username) return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${btoa(pair)}` };
}

/** A host as sockets take it: IPv6 without brackets. */
export function socketHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}
