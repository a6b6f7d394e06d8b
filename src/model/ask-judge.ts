import type { Clock, Milliseconds } from '../core/clock.js';
import type { ConversationId } from '../core/ids.js';
import type { AskResult, AskRole, RoleRequest } from './ask.js';
import type { ModelRole } from './contract.js';

export interface InTime {
  readonly clock: Clock;
  readonly withinMs: Milliseconds;
  readonly signal: AbortSignal;
  readonly chargedTo: ConversationId;
}

/**
 * One attempt, and null where it did not answer in time: a provider that is slow to hear of the deadline holds nobody up.
 * What comes later is paid for and thrown away.
 */
async function askInTime(
  ask: AskRole,
  role: ModelRole,
  request: RoleRequest,
  { clock, withinMs, signal, chargedTo }: InTime,
): Promise<AskResult | null> {
  const late = new AbortController();
  let isOver: (nothing: null) => void = () => undefined;
  const over = new Promise<null>((resolve) => {
    isOver = resolve;
  });
  const timer = clock.after(
    withinMs,
    () => {
      late.abort();
      isOver(null);
    },
    { unref: true },
  );
  try {
    const asked = ask(role, request, {
      signal: AbortSignal.any([late.signal, signal]),
      maxAttempts: 1,
      patience: withinMs,
      chargedTo,
    });
    return await Promise.race([asked, over]);
  } finally {
    timer.cancel();
  }
}

/** A question to the judge, answered as JSON of a shape. */
export interface JudgeQuestion {
  readonly system: string;
  readonly user: string;
  readonly schema: NonNullable<RoleRequest['jsonSchema']>;
  readonly maxTokens: number;
}

/** A question to the judge, in time or not at all. */
export function askJudge(
  ask: AskRole,
  { system, user, schema, maxTokens }: JudgeQuestion,
  inTime: InTime,
): Promise<AskResult | null> {
  return askInTime(
    ask,
    'judge',
    {
      system: [{ text: system }],
      messages: [{ role: 'user', text: user }],
      maxTokens,
      jsonSchema: schema,
    },
    inTime,
  );
}
