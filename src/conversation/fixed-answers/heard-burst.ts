import type { Milliseconds } from '../../core/clock.js';
import { saysUnderAge } from '../../duty/age.js';
import { graver, hear, type DangerSign, type Heard } from '../../duty/hear.js';
import { careNets } from '../../duty/net/load-nets.js';
import { withdrawsBackupContact } from '../../duty/consent/consent-answer.js';
import { languageOf } from '../../duty/person-language.js';
import { saysStop } from '../../duty/stop-words.js';
import { readPlainWish } from '../../proactive/plain-wishes.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import type { LoadedTurn } from '../loading/load-turn.js';

/** What all messages of a burst say together; for each the message that says it, null where none does. */
export interface HeardBurst {
  readonly stop: StoredMessage | null;
  readonly forget: StoredMessage | null;
  readonly show: StoredMessage | null;
  readonly truth: StoredMessage | null;
  readonly underAge: StoredMessage | null;
  readonly danger: { readonly sign: DangerSign; readonly message: StoredMessage } | null;
  /** A judge has said how grave it is. */
  readonly isJudged?: boolean;
}

/** So far apart, the bubbles of one sentence may still come. */
const oneBreathMs: Milliseconds = 5 * 60_000;
/** Words of a piece of a sentence that is typed in several bubbles; what is longer is a message of its own. */
const longestPiece = 4;
const mostPieces = 12;

/**
 * Nothing of a burst is swallowed: each message is heard, and the short ones of the last few minutes together, since a
 * sentence may come in five bubbles at any pace. Together they say only what none of them said alone, so that nothing is
 * answered twice.
 */
export function hearBurst({ burst, window, state }: LoadedTurn): HeardBurst {
  const nets = careNets();
  const heard = burst.map((message) => ({ message, heard: hear(message.text, nets) }));
  const earlier = piecesBefore(burst[0], window).map((message) => ({
    message,
    heard: hear(message.text, nets),
  }));
  const pieces = [...earlier, ...heard].filter(({ message }) => isPiece(message)).slice(-mostPieces);
  const latest = burst[burst.length - 1] ?? burst[0];
  const joined = (parts: readonly { readonly message: StoredMessage }[]): Heard => {
    const text = parts.map(({ message }) => message.text).join(' ');
    // Nobody is locked out on what a net makes of several messages: "turn 1", "turn 2" and so on are no age.
    return { ...hear(text, nets), underAge: saysUnderAge(text) };
  };
  // What the bubbles before this burst said together was answered with them.
  const answered = earlier.length > 1 ? [{ heard: joined(earlier) }] : [];
  const together =
    pieces.length > 1 && isPiece(latest)
      ? { message: latest, heard: onlyTogether(joined(pieces), [...pieces, ...answered]) }
      : null;
  const all = together === null ? heard : [...heard, together];
  const who = (says: (heard: Heard) => boolean): StoredMessage | null =>
    all.findLast((one) => says(one.heard))?.message ?? null;
  const danger = all
    .filter((one) => one.heard.danger !== null)
    .reduce<(typeof all)[number] | null>((best, one) => {
      if (best === null) return one;
      return graver(best.heard.danger, one.heard.danger) === best.heard.danger ? best : one;
    }, null);
  return {
    stop: all.findLast(({ message, heard: { stop } }) => stop && !isOwnWish(message.text))?.message ?? null,
    forget: who(({ forget }) => forget),
    show: who(({ show }) => show),
    truth: who(({ truth }) => truth),
    underAge: who(({ underAge }) => underAge),
    danger:
      danger?.heard.danger == null
        ? null
        : {
            message: danger.message,
            sign: {
              ...danger.heard.danger,
              language: languageOf(danger.message.text, state.language) ?? 'en',
            },
          },
  };
}

/** Less often, not in the morning, not first: what is granted to the letter is no wish for silence, whatever the net makes of it. */
const isOwnWish = (text: string): boolean =>
  !saysStop(text) && (readPlainWish(text) !== null || withdrawsBackupContact(text));

const isPiece = ({ text }: StoredMessage): boolean => text.trim().split(/\s+/u).length <= longestPiece;

/** The person's own last words before the burst, back to where somebody else spoke or they paused. */
function piecesBefore(first: StoredMessage, window: readonly StoredMessage[]): readonly StoredMessage[] {
  const found: StoredMessage[] = [];
  for (const message of window.toReversed()) {
    if (message.author !== 'person') continue;
    if (first.sentAt - message.sentAt > oneBreathMs || !isPiece(message) || found.length === mostPieces)
      break;
    found.unshift(message);
  }
  return found;
}

function onlyTogether(heard: Heard, pieces: readonly { readonly heard: Heard }[]): Heard {
  const isNew = (label: 'stop' | 'forget' | 'show' | 'truth' | 'underAge' | 'farewell'): boolean =>
    heard[label] && !pieces.some((piece) => piece.heard[label]);
  return {
    stop: isNew('stop'),
    forget: isNew('forget'),
    show: isNew('show'),
    truth: isNew('truth'),
    underAge: isNew('underAge'),
    farewell: isNew('farewell'),
    danger: pieces.some((piece) => piece.heard.danger !== null) ? null : heard.danger,
    isUnsure: false,
  };
}
