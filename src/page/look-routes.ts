import { Hono } from 'hono';
import { noteAccess } from '../app/orders/access-log.js';
import { OperatorError } from '../core/failure.js';
import type { PageEnv } from './door/guard.js';
import type { SignedIn } from './door/sign-ins.js';
import type { PageParts } from './source/page-parts.js';
import { accountsView, accountView } from './view/accounts.js';
import { chatsView, chatsWanted, chatView, memoriesView, talkView, talkWanted } from './view/chats.js';
import { costView, costWanted } from './view/cost.js';
import { dutiesView, dutiesWanted } from './view/duties.js';
import { gateSamples, gateView, gateWanted } from './view/gate.js';
import { logView } from './view/log.js';
import { nowView } from './view/now.js';
import { shownTurn, turnOf, turnsView, turnsWanted } from './view/turns.js';
import { openersView, writingFirstView } from './view/writing-first.js';

/** Of what was turned down so much is sent at a time. */
const samplesAtOnce = 20;

/** A page that stays open asks anew whenever something changed: within this time that is one look. */
const oneLookMs = 60_000;

/** Everything there is to see. What shows what people wrote is kept in the access log first. */
export function lookRoutes(parts: PageParts): Hono<PageEnv> {
  const { config, clock } = parts;
  const lastNoted = new Map<string, number>();
  /** @throws OperatorError where the settings show no words */
  const noteLook = (who: SignedIn, what: string, conversation?: string): void => {
    if (config.page.content === 'never') {
      throw new OperatorError('what people wrote is not shown here', 'page.content in kindred.yaml says so');
    }
    const command = `page ${what}`;
    const access = conversation === undefined ? { command } : { command, conversation };
    const now = clock.now();
    const look = `${who.name} ${command} ${conversation ?? ''}`;
    for (const [key, at] of lastNoted) if (now - at >= oneLookMs) lastNoted.delete(key);
    if (lastNoted.has(look)) return;
    noteAccess(parts, config, { ...access, session: who.name }, now);
    lastNoted.set(look, now);
  };
  const routes = new Hono<PageEnv>();
  routes.get('/now', async (context) => context.json(await nowView(parts)));
  routes.get('/chats', async (context) =>
    context.json(await chatsView(parts, chatsWanted.parse(context.req.query()))),
  );
  routes.get('/chats/:id', async (context) => context.json(await chatView(parts, context.req.param('id'))));
  routes.get('/chats/:id/talk', async (context) => {
    const id = context.req.param('id');
    const talk = await talkView(parts, id, talkWanted.parse(context.req.query()));
    noteLook(context.get('who'), 'talk', id);
    return context.json(talk);
  });
  routes.get('/chats/:id/memories', async (context) => {
    const id = context.req.param('id');
    const memories = await memoriesView(parts, id);
    noteLook(context.get('who'), 'memories', id);
    return context.json(memories);
  });
  routes.get('/chats/:id/openers', async (context) =>
    context.json(await openersView(parts, context.req.param('id'))),
  );
  routes.get('/turns', async (context) =>
    context.json(await turnsView(parts, turnsWanted.parse(context.req.query()))),
  );
  routes.get('/turns/:id', async (context) => {
    const turn = await turnOf(parts, context.req.param('id'));
    const withWords = context.req.query('words') === 'yes';
    if (withWords) noteLook(context.get('who'), 'turn', turn.conversation);
    return context.json(shownTurn(turn, withWords));
  });
  routes.get('/writing-first', async (context) => context.json(await writingFirstView(parts)));
  routes.get('/gate', async (context) =>
    context.json(await gateView(parts, gateWanted.parse(context.req.query()))),
  );
  routes.get('/gate/samples', async (context) => {
    const samples = await gateSamples(parts, gateWanted.parse(context.req.query()), samplesAtOnce);
    const seen = new Set(samples.samples.map(({ conversation }) => conversation));
    for (const conversation of seen) noteLook(context.get('who'), 'gate samples', conversation);
    return context.json(samples);
  });
  routes.get('/cost', async (context) =>
    context.json(await costView(parts, costWanted.parse(context.req.query()))),
  );
  routes.get('/accounts', async (context) => context.json(await accountsView(parts)));
  routes.get('/accounts/:id', async (context) =>
    context.json(await accountView(parts, context.req.param('id'))),
  );
  routes.get('/duties', async (context) =>
    context.json(await dutiesView(parts, dutiesWanted.parse(context.req.query()))),
  );
  routes.get('/log', async (context) => context.json(await logView(parts)));
  return routes;
}
