import type { MessageCreateParamsStreaming, OutputConfig } from '@anthropic-ai/sdk/resources/messages';
import type { Effort } from '../contract.js';

/** How a model is kept from thinking; `effort` where only a low effort makes it think less. */
type Off = 'disabled' | 'between_tools' | 'effort';

/**
 * By the beginning of the model's name, the first that fits decides; every other model is sent nothing, since a field
 * it does not know is a 400. From platform.claude.com (models overview, effort, thinking), looked up 2026-11-22: the
 * 5.5 models think unless told otherwise, Haiku 5.5 can be told not to, Sonnet 5.5 by "between tools", Opus 5.5 cannot.
 */
const table: readonly (readonly [prefix: string, off: Off])[] = [
  ['claude-haiku-5-5', 'disabled'],
  ['claude-sonnet-5-5', 'between_tools'],
  ['claude-sonnet-5', 'disabled'],
  ['claude-sonnet-4-6', 'disabled'],
  ['claude-opus-4-6', 'disabled'],
  ['claude-opus-4-7', 'disabled'],
  ['claude-opus-4-8', 'disabled'],
  ['claude-opus-4-5', 'effort'],
  ['claude-opus-5', 'effort'],
  ['claude-fable-5', 'effort'],
  ['claude-mythos-5', 'effort'],
];

/**
 * Tokens that thinking may take beside the answer: they count towards `max_tokens`, and an answer of a few sentences
 * would be cut off before it began.
 */
const room: Readonly<Record<Effort, number>> = { none: 0, low: 1_000, medium: 3_000, high: 8_000 };

export interface Thought {
  readonly thinking?: NonNullable<MessageCreateParamsStreaming['thinking']>;
  readonly effort?: NonNullable<OutputConfig['effort']>;
  /** To be added to the limit of the answer. */
  readonly room: number;
}

/** What to send so that a model thinks as much as is wished for. */
export function thoughtFor(model: string, effort: Effort | undefined): Thought {
  const off = table.find(([prefix]) => model.startsWith(prefix))?.[1];
  if (effort === undefined || off === undefined) return { room: 0 };
  if (effort !== 'none') return { effort, room: room[effort] };
  return off === 'effort'
    ? { effort: 'low', room: room.low }
    : { effort: 'low', thinking: { type: off }, room: 0 };
}
