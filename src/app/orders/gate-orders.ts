import { z } from 'zod';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { conversationId, turnId } from '../../core/ids.js';
import type { Database } from '../../store/engine/database.js';
import { writeGateMark } from '../../store/turn/gate-mark-writer.js';
import type { ControlHandlers } from './control-socket.js';

/** What an author says about drafts that were turned down; none of them asks whether anybody listens. */
const gateOrder = z.object({
  marks: z.array(
    z.object({
      conversation: z.string(),
      turn: z.string(),
      draft: z.number().int().positive(),
      check: z.string().min(1).max(100),
      verdict: z.enum(['right', 'wrong']),
    }),
  ),
});
export type GateOrder = z.infer<typeof gateOrder>;

/** @throws OperatorError when a draft is gone; then none of the marks was kept. */
export async function carryOutGateOrder(
  database: Database,
  clock: Clock,
  { marks }: GateOrder,
): Promise<{ readonly marked: number }> {
  const now = clock.now();
  await database.write(async (transaction) => {
    for (const { conversation, turn, draft, check, verdict } of marks) {
      const mark = { turn: turnId(turn), draft, check, verdict };
      if (await writeGateMark(transaction, conversationId(conversation), mark, now)) continue;
      throw new OperatorError(
        `what was turned down in ${turn} is gone`,
        'the conversation was erased meanwhile',
      );
    }
  });
  return { marked: marks.length };
}

export interface GateHandlerParts {
  readonly database: Database;
  readonly clock: Clock;
}

export function gateHandlers({ database, clock }: GateHandlerParts): ControlHandlers {
  return { gate: (input) => carryOutGateOrder(database, clock, gateOrder.parse(input)) };
}
