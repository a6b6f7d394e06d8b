import type { PageConfig } from '../../config/sections/page-section.js';

/** Where the page is, as browsers name it. */
export interface Places {
  /** Values of the header Host that are meant for it. */
  readonly hosts: ReadonlySet<string>;
  /** Origins its own scripts come from. */
  readonly origins: ReadonlySet<string>;
  /** The path it lies under for browsers: `/`, or that of the address. */
  readonly path: string;
  readonly isSecure: boolean;
  /** What to open. */
  readonly url: string;
}

/** All names a browser may have reached a listening page by; everything else is somebody else's name for this machine. */
export function placesOf({ host, address }: PageConfig, port: number): Places {
  const names = isLoopbackName(host) ? ['127.0.0.1', 'localhost', '[::1]'] : [bracketed(host)];
  const own = names.map((name) => `${name}:${port}`);
  const origins = own.map((name) => `http://${name}`);
  if (address === null) {
    return {
      hosts: new Set(own),
      origins: new Set(origins),
      path: '/',
      isSecure: false,
      url: `http://${bracketed(host)}:${port}/`,
    };
  }
  const url = new URL(address);
  const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  return {
    // Proxies name either themselves or what they ask.
    hosts: new Set([...own, url.host]),
    origins: new Set([...origins, url.origin]),
    path,
    isSecure: url.protocol === 'https:',
    url: `${url.origin}${path}`,
  };
}

const isLoopbackName = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);

const bracketed = (host: string): string =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
