import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import type { Places } from './places.js';
import { isSame } from './secrets.js';
import type { SignedIn, SignIns } from './sign-ins.js';

/** What the handlers of requests find in their context. */
export interface PageEnv {
  Variables: { who: SignedIn };
}

export const cookieName = 'kindred_page';
const tokenHeader = 'x-kindred-token';

const nothing = ["'none'"];
const closed = {
  crossOriginResourcePolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  // Whether the address is https for good is its owner's to say.
  strictTransportSecurity: false,
} as const;
/** Ends of paths where a rehearsal's report lies: a document of its own, with its styles in it. */
const isReport = /\/studio\/rehearsals\/[^/]+\/report$/u;

/** Nothing from elsewhere, nothing inline, in no frame; a report runs no script and knows nothing of the page. */
export function headers(): MiddlewareHandler {
  const page = secureHeaders({
    ...closed,
    contentSecurityPolicy: {
      defaultSrc: nothing,
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      baseUri: nothing,
      formAction: nothing,
      frameAncestors: nothing,
    },
  });
  const report = secureHeaders({
    ...closed,
    contentSecurityPolicy: {
      defaultSrc: nothing,
      styleSrc: ["'unsafe-inline'"],
      imgSrc: ['data:'],
      baseUri: nothing,
      formAction: nothing,
      frameAncestors: nothing,
      sandbox: [],
    },
  });
  return (context, next) => (isReport.test(context.req.path) ? report : page)(context, next);
}

/** Names of this machine that others chose (DNS rebinding), and requests that other pages made. */
export function onlyFromHere({ hosts, origins }: Places): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (!hosts.has(host.toLowerCase())) {
      return refuse(context, 421, 'this is not an address of the page: set page.address in kindred.yaml');
    }
    const origin = context.req.header('origin');
    const isChange = context.req.method !== 'GET' && context.req.method !== 'HEAD';
    if (origin === undefined ? isChange : !origins.has(origin)) {
      return refuse(context, 403, 'the request came from another page');
    }
    // Browsers say so themselves; whoever is none says nothing.
    if (context.req.path.includes('/api/') && context.req.header('sec-fetch-site') === 'cross-site') {
      return refuse(context, 403, 'the request came from another page');
    }
    await next();
    return undefined;
  };
}

/** Only whoever came by a link. */
export function signedIn(signIns: SignIns): MiddlewareHandler<PageEnv> {
  return async (context, next) => {
    const who = signIns.whose(getCookie(context, cookieName));
    if (!who) {
      return refuse(context, 401, 'this browser is not signed in: run "kindred page" and open its link');
    }
    context.set('who', who);
    await next();
    return undefined;
  };
}

/** Changes need the right to them, and the token that only the page itself can have read. */
export function mayChange(allow: 'read' | 'write'): MiddlewareHandler<PageEnv> {
  return async (context, next) => {
    if (!isSame(context.req.header(tokenHeader) ?? '', context.get('who').token)) {
      return refuse(context, 403, 'the page is of an earlier sign-in: load it again');
    }
    if (allow !== 'write') {
      return refuse(context, 403, 'the page only looks: set "page: { allow: write }" in kindred.yaml');
    }
    await next();
    return undefined;
  };
}

export function refuse(context: Context, status: 400 | 401 | 403 | 404 | 421, problem: string): Response {
  return context.json({ problem }, status);
}
