import { Hono } from 'hono';
import { z } from 'zod';
import { offeredModels } from '../app/composition/offered-models.js';
import { noteAccess } from '../app/orders/access-log.js';
import { characterJsonSchema } from '../character/json-schema.js';
import { mayChange, type PageEnv } from './door/guard.js';
import type { SignedIn } from './door/sign-ins.js';
import type { PageParts } from './source/page-parts.js';
import {
  characterView,
  charactersView,
  checkText,
  exportPicture,
  goodOrRefused,
  importDropped,
  loadedWith,
  previewText,
  saveCharacter,
} from './studio/characters.js';
import { driftView } from './studio/drift.js';
import { startCharacter } from './studio/new-character.js';
import type { Rehearsals } from './studio/rehearsals.js';
import { differencesShown, type Comparisons } from './studio/comparisons.js';
import type { Tryouts } from './studio/tryouts.js';

export interface StudioParts extends PageParts {
  readonly tryouts: Tryouts;
  readonly comparisons: Comparisons;
  readonly rehearsals: Rehearsals;
}

const tryoutInput = z.object({
  text: z.string().min(1).max(1_000_000),
  model: z.string().max(200).optional(),
});
const lineInput = z.object({ text: z.string().trim().min(1).max(4_096) });
const rehearsalInput = z.object({ days: z.number().int().min(1).max(60) });

/** Where authors work. What is written to the disk, or costs money, needs the right to change things. */
export function studioRoutes(parts: StudioParts): Hono<PageEnv> {
  const { config, clock, tryouts, comparisons, rehearsals } = parts;
  const may = mayChange(config.page.allow);
  const looks = mayChange('write');
  const note = (who: SignedIn, command: string, character: string): void =>
    noteAccess(parts, config, { command: `page ${command}`, character, session: who.name }, clock.now());
  const routes = new Hono<PageEnv>();

  routes.get('/studio', (context) => context.json(charactersView(parts)));
  routes.get('/studio/models', (context) => context.json({ models: offeredModels(config, parts.secrets) }));
  routes.get('/studio/schema', (context) => context.json(characterJsonSchema()));
  routes.get('/studio/characters/:id', (context) =>
    context.json(characterView(parts, context.req.param('id'))),
  );
  // Only looks at what is sent along: the token is asked for, the right to change is not.
  routes.post('/studio/characters/:id/check', looks, async (context) =>
    context.json(checkText(parts, context.req.param('id'), await context.req.json())),
  );
  routes.post('/studio/characters/:id/preview', looks, async (context) =>
    context.json(previewText(parts, context.req.param('id'), await context.req.json())),
  );
  routes.get('/studio/characters/:id/drift', async (context) =>
    context.json(await driftView(parts, context.req.param('id'))),
  );
  routes.post('/studio/characters', may, async (context) => {
    const started = startCharacter(parts, await context.req.json());
    note(context.get('who'), 'start character', started.id);
    return context.json(started);
  });
  routes.put('/studio/characters/:id', may, async (context) => {
    const id = context.req.param('id');
    const saved = saveCharacter(parts, id, await context.req.json());
    note(context.get('who'), 'save character', id);
    return context.json(saved);
  });
  routes.get('/studio/characters/:id/card.png', (context) => {
    const id = context.req.param('id');
    const picture = exportPicture(parts, id);
    context.header('content-type', 'image/png');
    context.header('content-disposition', `attachment; filename="${id}.png"`);
    return context.body(new Uint8Array(picture));
  });
  routes.post('/studio/cards', may, async (context) => {
    const fileName = context.req.query('file') ?? 'card';
    const imported = importDropped(parts, new Uint8Array(await context.req.arrayBuffer()), fileName);
    note(context.get('who'), 'import card', imported.id);
    return context.json(imported);
  });

  routes.post('/studio/characters/:id/tryouts', may, async (context) => {
    const id = context.req.param('id');
    const { text, model } = tryoutInput.parse(await context.req.json());
    goodOrRefused(loadedWith(config, id, text), id);
    return context.json(await tryouts.start(id, text, model));
  });
  routes.get('/studio/tryouts/:tryout', async (context) =>
    context.json(await tryouts.look(context.req.param('tryout'))),
  );
  routes.post('/studio/tryouts/:tryout', may, async (context) => {
    await tryouts.say(context.req.param('tryout'), lineInput.parse(await context.req.json()).text);
    return context.json({ ok: true });
  });
  routes.delete('/studio/tryouts/:tryout', may, async (context) => {
    await tryouts.end(context.req.param('tryout'));
    return context.json({ ok: true });
  });

  routes.post('/studio/characters/:id/differences', looks, async (context) =>
    context.json(differencesShown(parts, context.req.param('id'), await context.req.json())),
  );
  routes.post('/studio/characters/:id/comparisons', may, async (context) =>
    context.json(await comparisons.start(context.req.param('id'), await context.req.json())),
  );
  routes.get('/studio/comparisons/:comparison', (context) =>
    context.json(comparisons.look(context.req.param('comparison'))),
  );
  routes.delete('/studio/comparisons/:comparison', may, async (context) => {
    await comparisons.stop();
    return context.json({ ok: true });
  });

  routes.post('/studio/characters/:id/rehearsals', may, async (context) => {
    const { days } = rehearsalInput.parse(await context.req.json());
    return context.json(rehearsals.start(context.req.param('id'), days));
  });
  routes.get('/studio/rehearsals/:rehearsal', (context) =>
    context.json(rehearsals.look(context.req.param('rehearsal'))),
  );
  routes.delete('/studio/rehearsals/:rehearsal', may, (context) => {
    rehearsals.stop(context.req.param('rehearsal'));
    return context.json({ ok: true });
  });
  routes.get('/studio/rehearsals/:rehearsal/report', (context) => {
    return context.html(rehearsals.report(context.req.param('rehearsal')));
  });
  return routes;
}
