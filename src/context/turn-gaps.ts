import type { Milliseconds } from '../core/clock.js';
import type { StoredMessage } from '../store/conversation/conversation-reader.js';

type Spoken = Pick<StoredMessage, 'direction' | 'sentAt'>;

/** Turns that tell the rhythm of a talk; older ones were another day. */
const latest = 12;

/** The times between the latest turns: from what the person wrote to what they wrote after the next answer. */
export function turnGaps(window: readonly Spoken[], burst: readonly Spoken[]): readonly Milliseconds[] {
  const starts: Milliseconds[] = [];
  let answered = true;
  for (const { direction, sentAt } of [...window, ...burst]) {
    if (direction === 'outgoing') answered = true;
    else if (answered) {
      starts.push(sentAt);
      answered = false;
    }
  }
  return starts
    .slice(1)
    .map((at, index) => at - (starts[index] ?? at))
    .slice(-latest);
}
