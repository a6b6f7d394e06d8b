import { Hono } from 'hono';
import { noteAccess, type Access } from '../app/orders/access-log.js';
import { mayChange, type PageEnv } from './door/guard.js';
import type { SignedIn } from './door/sign-ins.js';
import type { PageParts } from './source/page-parts.js';
import { acceptSessions, limitOver, rotateAccount } from './view/accounts.js';
import { orderChat } from './view/chats.js';
import { markDraft } from './view/gate.js';
import { orderWritingFirst } from './view/writing-first.js';

/** Everything there is to do: by the orders of the command line, and kept in the access log once it was done. */
export function changeRoutes(parts: PageParts): Hono<PageEnv> {
  const { config, clock } = parts;
  const note = (who: SignedIn, access: Access): void =>
    noteAccess(parts, config, { ...access, session: who.name }, clock.now());
  const routes = new Hono<PageEnv>();
  routes.use(async (context, next) =>
    context.req.method === 'GET' ? next() : mayChange(config.page.allow)(context, next),
  );
  routes.post('/chats/:id/order', async (context) => {
    const id = context.req.param('id');
    const { what, standing } = await orderChat(parts, id, await context.req.json());
    note(context.get('who'), { command: `page ${what}`, conversation: id });
    return context.json({ standing });
  });
  routes.post('/writing-first', async (context) => {
    const { order, done } = await orderWritingFirst(parts, await context.req.json());
    const where = order.conversation === null ? {} : { conversation: order.conversation };
    note(context.get('who'), { command: `page writing-first ${order.do}`, ...where });
    return context.json(done);
  });
  routes.post('/gate/marks', async (context) => {
    const { conversation } = await markDraft(parts, await context.req.json());
    note(context.get('who'), { command: 'page gate mark', conversation });
    return context.json({ ok: true });
  });
  routes.post('/accounts/:id/rotate', async (context) => {
    const account = context.req.param('id');
    const view = await rotateAccount(parts, account, await context.req.json());
    if (view.done) note(context.get('who'), { command: 'page rotate', account });
    return context.json(view);
  });
  routes.post('/accounts/:id/limit-over', async (context) => {
    const account = context.req.param('id');
    const done = await limitOver(parts, account);
    note(context.get('who'), { command: 'page limit-over', account });
    return context.json(done);
  });
  routes.post('/accounts/:id/accept-sessions', async (context) => {
    const account = context.req.param('id');
    const done = await acceptSessions(parts, account);
    note(context.get('who'), { command: 'page accept-sessions', account });
    return context.json(done);
  });
  return routes;
}
