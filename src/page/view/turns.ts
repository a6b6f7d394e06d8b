import { z } from 'zod';
import { readTurnLines } from '../../app/views/turn-lines.js';
import { OperatorError } from '../../core/failure.js';
import { conversationId, turnId } from '../../core/ids.js';
import { readTurn, type TurnView } from '../../store/turn/turn-reader.js';
import type { PageParts } from '../source/page-parts.js';

export const turnsWanted = z.object({
  conversation: z.string().optional(),
  outcome: z.enum(['spoke', 'silent', 'failed']).optional(),
  most: z.coerce.number().int().min(1).max(200).default(50),
});

export async function turnsView({ store, clock }: PageParts, wanted: z.output<typeof turnsWanted>) {
  const { conversation, outcome, most } = wanted;
  const turns = await store.look(async (read) =>
    read === null
      ? []
      : readTurnLines(read, {
          limit: most,
          ...(conversation === undefined ? {} : { conversation: conversationId(conversation) }),
          ...(outcome === undefined ? {} : { outcome }),
        }),
  );
  return { now: clock.now(), turns };
}

/** @throws OperatorError when there is no such turn */
export async function turnOf({ store }: PageParts, id: string): Promise<TurnView> {
  const turn = await store.look(async (read) => (read === null ? null : readTurn(read, turnId(id))));
  if (turn === null) throw new OperatorError(`there is no turn ${id}`, 'it may have been erased');
  return turn;
}

/** One turn from what came in to what went out; without the words unless they were asked for. */
export function shownTurn(turn: TurnView, withWords: boolean) {
  const { request, answer, covers, bubbles, checks, ...rest } = turn;
  const words = (text: string): Shown => ({ length: text.length, text: withWords ? text : null });
  return {
    ...rest,
    withWords,
    covers: covers.map(({ remoteId, text }) => ({ remoteId, ...words(text) })),
    request:
      request === null
        ? null
        : {
            role: request.role,
            maxTokens: request.maxTokens,
            system: request.system.map(({ text, cache }) => ({ cache: cache ?? null, ...words(text) })),
            messages: request.messages.map(({ role, text, cache }) => ({
              role,
              cache: cache ?? null,
              ...words(text),
            })),
          },
    answer:
      answer === null
        ? null
        : {
            ...words(answer.text),
            stop: answer.stop,
            usage: answer.usage ?? null,
            attempts: answer.attempts,
            turnedDown: (answer.turnedDown ?? []).map(({ text, reason, ...down }) => ({
              ...down,
              // A reason may quote what it found.
              reason: withWords ? reason : null,
              ...words(text),
            })),
          },
    checks: checks.map(({ reason, ...check }) => ({ ...check, reason: withWords ? (reason ?? null) : null })),
    bubbles: bubbles.map(({ text, ...bubble }) => ({ ...bubble, ...words(text) })),
  };
}

export interface Shown {
  readonly length: number;
  /** Null while it was not asked for. */
  readonly text: string | null;
}

export type ShownTurn = ReturnType<typeof shownTurn>;
