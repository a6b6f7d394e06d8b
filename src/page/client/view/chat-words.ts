import type { ChatsView } from '../../view/chats.js';
import type { Mood } from '../frame/parts.js';
import { moment, spaced } from '../frame/words.js';

type Chat = ChatsView['chats'][number];

/** Who writes in a chat, or why nobody does. */
export function whoWrites(
  { admission, standing }: Pick<Chat, 'admission' | 'standing'>,
  now: number,
): { readonly words: string; readonly mood: Mood } {
  if (admission?.state === 'turned-away') return { words: 'nobody: turned away', mood: 'calm' };
  if (admission?.state === 'waiting')
    return { words: `waits to be let in: ${spaced(admission.reason)}`, mood: 'warn' };
  const { mode, pausedUntil, pausedBy } = standing;
  if (mode === 'human') return { words: 'a human', mood: 'warn' };
  if (pausedUntil !== null && pausedUntil > now) {
    const until = `until ${moment(pausedUntil)}`;
    return pausedBy === 'person'
      ? { words: `nobody ${until}: they asked for quiet`, mood: 'calm' }
      : { words: `a human ${until}`, mood: 'warn' };
  }
  return mode === 'copilot'
    ? { words: 'a human, with proposals', mood: 'warn' }
    : { words: 'the character', mood: 'good' };
}

/** What became of the last thing the character said. */
export function lastWords({ signals, refused }: Pick<Chat, 'signals' | 'refused'>): {
  readonly words: string;
  readonly mood: Mood;
} {
  if (signals.blockedAt !== null) return { words: 'blocked us', mood: 'bad' };
  if (refused !== null) return { words: `not delivered: ${refused.reason}`, mood: 'bad' };
  const { lastSaid, unanswered } = signals;
  if (lastSaid === null) return { words: '–', mood: 'plain' };
  const inARow = unanswered > 1 ? ` (${unanswered} in a row)` : '';
  const reactions = lastSaid.reactions.length > 0 ? ` ${lastSaid.reactions.join('')}` : '';
  const words = lastSaid.state === 'seen' ? 'seen, silent' : lastSaid.state;
  return { words: `${words}${inARow}${reactions}`, mood: lastSaid.state === 'answered' ? 'good' : 'calm' };
}
