import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { PageEnv } from './door/guard.js';
import type { Change, Changes } from './source/changes.js';

/** Proxies cut lines that are silent for a minute. */
const breathMs = 20_000;

/** That something changed, as server-sent events: what it is, the view that shows it asks anew. */
export function eventRoutes(changes: Changes): Hono<PageEnv> {
  const routes = new Hono<PageEnv>();
  routes.get('/events', (context) => {
    // nginx holds answers back unless told.
    context.header('x-accel-buffering', 'no');
    return streamSSE(context, async (stream) => {
      let latest: Change | null = null;
      let wake: () => void = () => undefined;
      const unlisten = changes.listen((change) => {
        latest = change;
        wake();
      });
      stream.onAbort(() => {
        unlisten();
        wake();
      });
      await stream.writeSSE({ event: 'hello', data: '' });
      while (!stream.aborted) {
        if (latest === null) {
          await Promise.race([new Promise<void>((resolve) => (wake = resolve)), stream.sleep(breathMs)]);
        }
        if (stream.aborted) break;
        const change: Change | null = latest;
        latest = null;
        await (change === null
          ? stream.writeSSE({ event: 'breath', data: '' })
          : stream.writeSSE({ event: 'change', data: JSON.stringify(change) }));
      }
      unlisten();
    });
  });
  return routes;
}
