/**
 * True for a server on this machine or in the own network: an address of RFC 1918, 6598 or 4193, a link-local one, a name
 * of one label or under a domain that is never public. Such a server may have to load its model before it answers.
 */
export function isOwnNetwork(url: string): boolean {
  const host = new URL(url).hostname.toLowerCase();
  if (host.startsWith('[')) return /^\[(?:::1\]|f[cd]|fe[89ab])/u.test(host);
  const octets = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/u.exec(host);
  if (octets !== null) {
    const [first, second] = [Number(octets[1]), Number(octets[2])];
    return (
      first === 127 ||
      first === 10 ||
      (first === 192 && second === 168) ||
      (first === 172 && second >= 16 && second <= 31) ||
      (first === 100 && second >= 64 && second <= 127) ||
      (first === 169 && second === 254)
    );
  }
  return !host.includes('.') || /\.(?:local|lan|internal|home|localhost|home\.arpa|ts\.net)$/u.test(host);
}
