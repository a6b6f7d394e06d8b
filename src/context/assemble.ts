import type { Character } from '../character/character.js';
import type { Milliseconds } from '../core/clock.js';
import type { LayerNote } from '../core/turn.js';
import { estimateTokens } from '../lib/token-estimate.js';
import type { ModelMessage } from '../model/contract.js';
import type { StoredMessage } from '../store/conversation-reader.js';
import { describe, historyLayer } from './layers/history.js';
import { identityLayer } from './layers/identity.js';
import { rulesLayer } from './layers/rules.js';
import { quoteSections } from '../core/prompt-section.js';
import { situationLayer } from './layers/situation.js';
import { voiceLayer } from './layers/voice.js';
import type { Prompt, PromptBlock } from './prompt.js';

export interface AssembleInput {
  readonly character: Character;
  readonly personName: string | null;
  /** The talk before the burst, oldest first. */
  readonly window: readonly StoredMessage[];
  readonly unsent: readonly string[];
  /** What is to be answered, oldest first. */
  readonly burst: readonly StoredMessage[];
  readonly now: Milliseconds;
}

/**
 * Ordered layers in, prompt value out. Stable bytes first with the breakpoint behind them; the situation goes into the
 * last message, after every breakpoint.
 */
export function assemble(input: AssembleInput): Prompt {
  const { character, now } = input;
  const notes: LayerNote[] = [];
  const note = (layer: string, reason: string, text: string): string => {
    if (text !== '') notes.push({ layer, reason, tokens: estimateTokens(text) });
    return text;
  };

  const stable = [
    note('identity', 'always', identityLayer(character)),
    note('voice', 'always', voiceLayer(character)),
    note('rules', 'always', rulesLayer(character)),
  ].filter((text) => text !== '');
  const system: readonly PromptBlock[] = [{ text: stable.join('\n\n'), shared: true, cache: '1h' }];

  const history = historyLayer(input.window, input.unsent);
  note('history', `${input.window.length} messages`, history.map((message) => message.text).join('\n'));

  const lastMessageAt = input.window.at(-1)?.sentAt ?? null;
  const situation = note(
    'situation',
    'clock, gap and wait',
    situationLayer(character, now, { name: input.personName, lastMessageAt }, input.burst[0]?.sentAt ?? now),
  );
  const words = note(
    'burst',
    `${input.burst.length} to answer`,
    input.burst.map((message) => quoteSections(describe(message))).join('\n'),
  );
  return { system, messages: withBurst(history, `${situation}\n\n${words}`), notes };
}

function withBurst(history: readonly ModelMessage[], burst: string): readonly ModelMessage[] {
  const last = history.at(-1);
  if (last?.role === 'user') {
    return [...history.slice(0, -1), { role: 'user', text: `${last.text}\n${burst}` }];
  }
  const settled: readonly ModelMessage[] =
    last === undefined ? [] : [...history.slice(0, -1), { ...last, cache: '5m' }];
  return [...settled, { role: 'user', text: burst }];
}
