import { expect, it } from 'vitest';
import { aCharacter } from '../../../test/support/characters.js';
import { ManualClock, settle } from '../../../test/support/manual-clock.js';
import { aMessage } from '../../../test/support/messages.js';
import { conversationId } from '../../core/ids.js';
import { createAskRole } from '../../model/ask.js';
import { buildRoleTable } from '../../model/roles.js';
import { scriptedProvider, type ScriptedAnswer } from '../../model/scripted.js';
import { createAskAdvice } from './ask-advice.js';
import type { LoadedTurn } from '../loading/load-turn.js';

function setting(answer: ScriptedAnswer) {
  const clock = new ManualClock();
  const model = scriptedProvider();
  model.enqueue(answer);
  const askRole = createAskRole({
    roles: buildRoleTable({ 'voice.everyday': [{ provider: model.name, model: 'small' }] }, [model]),
    clock,
    chance: { next: () => 0.5 },
  });
  const charged: unknown[] = [];
  const askAdvice = createAskAdvice({
    ask: (role, request, options) => {
      charged.push([role, options.chargedTo]);
      return askRole(role, request, options);
    },
    ownModels: () => [],
    clock,
    withinMs: 600,
  });
  const loaded = {
    state: { conversation: conversationId('tess/fake:7') },
    burst: [aMessage({ text: 'it was a long day at the ward again' })],
    window: [],
  } as unknown as LoadedTurn;
  return { clock, model, charged, run: () => askAdvice(loaded, aCharacter(), undefined) };
}

it('asks once, for structured words, and charges the conversation', async () => {
  const { run, model, charged } = setting('{"register":"tender","depth":"everyday","words":14}');
  expect(await run()).toEqual({
    advice: { register: 'tender', depth: 'everyday', words: 14 },
    outcome: 'advised',
  });
  expect(model.asked[0]).toMatchObject({ jsonSchema: { name: 'advice' }, maxTokens: 60 });
  expect(charged).toEqual([['strategist', 'tess/fake:7']]);
});

it('lets the local judgement stand when the answer is late', async () => {
  const { run, clock } = setting({ hang: true });
  const advised = run();
  await settle();
  await clock.advance(600);
  expect(await advised).toEqual({ advice: null, outcome: 'advice-late' });
});

it('lets it stand when the model fails or talks', async () => {
  const failed = setting({ failure: { kind: 'overloaded', detail: 'planned' } });
  expect(await failed.run()).toEqual({ advice: null, outcome: 'advice-overloaded' });
  expect(failed.model.asked).toHaveLength(1);
  expect(await setting('be kind').run()).toEqual({ advice: null, outcome: 'advice-unreadable' });
});
