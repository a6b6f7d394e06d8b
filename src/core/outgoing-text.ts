import type { RichText } from './rich-text.js';

declare const examined: unique symbol;

/**
 * A text that may leave. Only `src/quality/egress/outgoing.ts` makes one, so that no row of the outbox can be written
 * with words nobody looked at; a gate keeps it that way (test/gates/outgoing-text.test.ts).
 */
export type OutgoingText = string & { readonly [examined]: true };

/** Words that may leave, with how they look. */
export interface OutgoingBubble extends RichText {
  readonly text: OutgoingText;
}
