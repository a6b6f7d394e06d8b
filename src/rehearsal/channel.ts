import type { ChannelResult, SelfInfo, SendTextRequest, SentMessage } from '../channel/contract.js';
import { FakeChannel } from '../channel/fake.js';
import type { Clock } from '../core/clock.js';
import type { PeerId, RemoteMessageId } from '../core/ids.js';

/** What people of a rehearsal notice and do about messages that reach them. */
export interface Audience {
  /** A message reached somebody; call nothing of the channel before the present call has ended. */
  received(peer: PeerId, text: string, message: RemoteMessageId): void;
  hasBlocked(peer: PeerId): boolean;
}

/** An account in memory whose messages reach the people of a rehearsal. */
export class RehearsalChannel extends FakeChannel {
  constructor(
    clock: Clock,
    self: SelfInfo,
    private readonly audience: Audience,
  ) {
    super(clock, self);
  }

  override async sendText(request: SendTextRequest): Promise<ChannelResult<SentMessage>> {
    if (this.audience.hasBlocked(request.peer)) {
      return { ok: false, failure: { kind: 'peer-blocked', code: 'YOU_BLOCKED_USER' } };
    }
    const before = this.messages.length;
    const result = await super.sendText(request);
    const isNew = this.messages.length > before;
    if (result.ok && isNew) this.audience.received(request.peer, request.text, result.value.messageId);
    return result;
  }
}
