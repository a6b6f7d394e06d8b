import type { Clock, Milliseconds } from '../../../core/clock.js';
import type { ChannelFailure } from '../../contract.js';
import { isRecord, recordIn, textIn } from '../../../lib/json-fields.js';
import type { EvolutionClient } from './evolution-client.js';

/** So long an event or an answer of WhatsApp itself is believed; then it is asked again. */
const believedMs: Milliseconds = 300_000;
/** An answer of WhatsApp takes a second or two. */
const answerWithinMs: Milliseconds = 15_000;

/**
 * Whether the phone behind an instance is reached. The server says "open" of connections that are dead for days (ev#1153,
 * ev#2443, ev#2403): believed is an event, or an answer that only WhatsApp can give. Nobody is written to for it.
 */
export class Liveness {
  private aliveAt: Milliseconds = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly client: EvolutionClient,
    private readonly clock: Clock,
  ) {}

  /** Something came that only a live connection brings. */
  heard(): void {
    this.aliveAt = this.clock.now();
  }

  /** It is not believed any more before it has shown itself. */
  doubt(): void {
    this.aliveAt = Number.NEGATIVE_INFINITY;
  }

  /** Null where it is live; else why it is not, and what that says of the account where it does. */
  async look(
    self: string,
    signal: AbortSignal,
  ): Promise<{ readonly code: string; readonly failure: ChannelFailure | null } | null> {
    const { client, clock } = this;
    const told = await client.call('instance/connectionState', { signal });
    if (!told.ok) return { code: told.failure.code, failure: told.failure };
    const state = textIn(recordIn(isRecord(told.value) ? told.value : {}, 'instance') ?? {}, 'state');
    if (state !== 'open')
      return { code: `INSTANCE_${(state ?? 'unknown').toUpperCase().slice(0, 20)}`, failure: null };
    // Whose number nobody knows cannot be asked about; then events alone tell.
    if (self === '' || clock.now() - this.aliveAt < believedMs) return null;
    const asked = await client.call('chat/whatsappNumbers', {
      body: { numbers: [self] },
      deadline: answerWithinMs,
      signal,
    });
    if (!asked.ok) return { code: 'OPEN_BUT_DEAD', failure: null };
    this.heard();
    return null;
  }
}
