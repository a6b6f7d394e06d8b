import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../lib/system-clock.js';
import { startModelServer, type ModelServer } from '../sandbox/model/server.js';
import { createOpenAiProvider } from './openai/provider.js';
import { buildRoleTable } from './roles.js';
import { createSight } from './sight.js';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer({ clock: systemClock(), keyless: true });
});
afterEach(() => server.close());

async function sightOf() {
  const clock = systemClock();
  const provider = await createOpenAiProvider({ name: 'local', baseUrl: `${server.baseUrl}/v1`, clock });
  const roles = buildRoleTable({ 'voice.everyday': [{ provider: 'local', model: 'm' }] }, [provider]);
  let at = 0;
  const found: boolean[] = [];
  const chance = { next: () => [0.43, 0.77, 0.12, 0.99, 0.05, 0.66, 0.31, 0.88][(at += 1) % 8] ?? 0 };
  const sight = createSight({ roles, clock, chance, report: ({ sees }) => found.push(sees) });
  return { sight, found };
}

it('finds out by a number whether a model sees, and asks each once', async () => {
  const { sight, found } = await sightOf();
  expect(await sight.roleSees('eye')).toBe(true);
  expect(await sight.roleSees('voice.everyday')).toBe(true);
  expect(server.calls.list()).toHaveLength(1);
  expect(found).toEqual([true]);
});

it('is not taken in by a server that takes pictures and looks at none', async () => {
  server.setOdd({ blind: true });
  const { sight } = await sightOf();
  expect(await sight.roleSees('eye')).toBe(false);
});

it('asks again where nobody answered', async () => {
  const { sight } = await sightOf();
  server.faults.add({ kind: 'overloaded' }, { count: 1 });
  expect(await sight.roleSees('eye')).toBe(false);
  expect(await sight.roleSees('eye')).toBe(true);
});
