import { parse } from 'tldts';

/** Not of the public list, but of networks and examples. */
const testEndings = /\.(?:onion|example|test|invalid|local|i2p|eth|ton|bit)$/u;

/** Whether a host ends as registered domains do (the Public Suffix List, as tldts carries it), or as those of other networks. */
export function hasPublicSuffix(host: string): boolean {
  const { isIcann, isPrivate, domain } = parse(host, { allowPrivateDomains: true, validateHostname: false });
  return (
    (isIcann === true || isPrivate === true || testEndings.test(host)) &&
    (domain !== null || isPrivate === true)
  );
}
