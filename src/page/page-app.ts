import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { OperatorError } from '../core/failure.js';
import type { ClientFile } from './door/client-files.js';
import { cookieName, headers, onlyFromHere, refuse, signedIn, type PageEnv } from './door/guard.js';
import type { Places } from './door/places.js';
import type { SignIns } from './door/sign-ins.js';
import { eventRoutes } from './event-routes.js';
import { lookRoutes } from './look-routes.js';
import { changeRoutes } from './change-routes.js';
import { studioRoutes, type StudioParts } from './studio-routes.js';
import type { Changes } from './source/changes.js';

export interface PageAppParts extends StudioParts {
  readonly signIns: SignIns;
  readonly places: Places;
  readonly files: ReadonlyMap<string, ClientFile>;
  readonly changes: Changes;
  /** Something broke that should not. */
  readonly onBroken: (cause: unknown) => void;
}

/** A character card with its picture is the largest of what comes in. */
const mostBytes = 16 * 1024 * 1024;
/** The cookie itself may stay as long; the session behind it ends earlier when nobody uses it. */
const cookieSeconds = 30 * 24 * 3_600;

const linkUse = z.object({ link: z.string().min(1).max(200) });

/** Every answer of the page: the files it is made of, the door, and behind it what there is to see and to do. */
export function pageApp(parts: PageAppParts): Hono<PageEnv> {
  const { signIns, places, files } = parts;
  const page = new Hono<PageEnv>();

  page.get('/', (context) => fileAnswer(context, files.get('index.html')));
  page.get('/:name{[\\w.-]+\\.(?:js|css|svg)}', (context) =>
    fileAnswer(context, files.get(context.req.param('name'))),
  );

  const api = new Hono<PageEnv>();
  api.use(async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
  });
  api.use(bodyLimit({ maxSize: mostBytes }));
  api.post('/session', async (context) => {
    const { link } = linkUse.parse(await context.req.json());
    const used = signIns.useLink(link);
    if (!used.ok) {
      const what = used.why === 'used' ? 'this link was used already' : 'this link is wrong or too old';
      return refuse(context, 401, `${what}: run "kindred page" for another one`);
    }
    const isOutside = context.req.header('origin') === new URL(places.url).origin;
    setCookie(context, cookieName, used.cookie, {
      httpOnly: true,
      sameSite: 'Strict',
      secure: isOutside && places.isSecure,
      path: isOutside ? places.path : '/',
      maxAge: cookieSeconds,
    });
    return context.json({ ok: true });
  });
  api.use(signedIn(signIns));
  api.get('/session', (context) => {
    const { allow, content } = parts.config.page;
    return context.json({ allow, content, ...context.get('who') });
  });
  api.delete('/session', (context) => {
    const cookie = getCookie(context, cookieName);
    if (cookie !== undefined) signIns.signOut(cookie);
    deleteCookie(context, cookieName, { path: places.path });
    deleteCookie(context, cookieName, { path: '/' });
    return context.json({ ok: true });
  });
  api.route('/', eventRoutes(parts.changes));
  api.route('/', lookRoutes(parts));
  api.route('/', studioRoutes(parts));
  api.route('/', changeRoutes(parts));
  api.all('*', (context) => refuse(context, 404, 'the page knows no such thing; load it again'));
  page.route('/api', api);

  const app = new Hono<PageEnv>();
  app.use(headers());
  app.use(onlyFromHere(places));
  if (places.path !== '/') {
    app.route(places.path, page);
    app.get(places.path.slice(0, -1), (context) => context.redirect(places.path));
  }
  app.route('/', page);
  app.notFound((context) => refuse(context, 404, 'there is nothing here'));
  app.onError((cause, context) => {
    if (cause instanceof OperatorError) return context.json({ problem: cause.message }, 409);
    if (cause instanceof z.ZodError || cause instanceof SyntaxError) {
      return refuse(context, 400, 'the page asked in a way that is not understood; load it again');
    }
    parts.onBroken(cause);
    return context.json({ problem: 'something broke that should not; see the terminal of the page' }, 500);
  });
  return app;
}

function fileAnswer(context: Context, file: ClientFile | undefined): Response {
  if (file === undefined) return refuse(context, 404, 'there is no such file');
  const { type, body, gzipped, tag } = file;
  context.header('cache-control', 'no-cache');
  context.header('etag', tag);
  if (context.req.header('if-none-match') === tag) return context.body(null, 304);
  context.header('content-type', type);
  context.header('vary', 'accept-encoding');
  if (!/\bgzip\b/u.test(context.req.header('accept-encoding') ?? '')) return context.body(body);
  context.header('content-encoding', 'gzip');
  return context.body(gzipped);
}
