import type { Milliseconds } from '../../core/clock.js';
import type { OutboxId, RemoteMessageId, SendId } from '../../core/ids.js';
import type { OutgoingForm } from '../../core/outgoing-form.js';
import type { OutgoingText } from '../../core/outgoing-text.js';
import type { TextEntity } from '../../core/rich-text.js';
import type { BubblePurpose } from '../schema.js';

export interface NewBubble {
  readonly outbox: OutboxId;
  readonly sendId: SendId;
  readonly text: OutgoingText;
  /** How parts of the text look; plain when absent. */
  readonly entities?: readonly TextEntity[];
  readonly replyTo: RemoteMessageId | null;
  readonly discloses: string | null;
  readonly purpose?: BubblePurpose;
  /** How it goes out; as words where left out. */
  readonly media?: OutgoingForm;
  readonly notBefore: Milliseconds;
  readonly expiresAt: Milliseconds | null;
}
