import type { Milliseconds } from '../../core/clock.js';
import type { ChatView } from '../../store/chats/chat-list-reader.js';
import type { WaitReason } from '../../store/conversation/signal-schema.js';
import { toMinute } from '../terminal/moment.js';

/** Who writes in a chat, in a few words. */
export function writerWords(
  { mode, pausedUntil, pausedBy }: ChatView['standing'],
  now: Milliseconds,
): string {
  if (mode === 'human') return 'a human';
  const who = mode === 'copilot' ? 'a human, with proposals' : 'the character';
  if (pausedUntil === null || pausedUntil <= now) return who;
  const until = `until ${toMinute(pausedUntil)}`;
  return pausedBy === 'person' ? `nobody ${until}: they asked for quiet` : `a human ${until}`;
}

/** Why somebody is not let in. */
export const waitWords: Readonly<Record<WaitReason, string>> = {
  ask: 'you decide',
  'no-contact': 'no contact of the account',
  'not-listed': 'not listed',
  'new-today': 'no more new people today',
};

/** Who writes in a chat, or why nobody does. */
export function whoWrites({ admission, standing }: ChatView, now: Milliseconds): string {
  if (admission?.state === 'turned-away') return 'nobody: turned away';
  if (admission?.state === 'waiting') return `nobody: waits to be let in (${waitWords[admission.reason]})`;
  return writerWords(standing, now);
}

/** What became of the last thing the character said. */
export function saidWords({ lastSaid, unanswered, blockedAt }: ChatView['signals']): string {
  if (blockedAt !== null) return 'blocked us';
  if (lastSaid === null) return '-';
  const reactions = lastSaid.reactions.length > 0 ? ` ${lastSaid.reactions.join('')}` : '';
  const silent = lastSaid.state === 'seen' ? 'seen, silent' : lastSaid.state;
  return `${silent}${unanswered > 1 ? ` (${unanswered} in a row)` : ''}${reactions}`;
}

export function presenceWords({ presence, lastSeenAt }: ChatView['signals']): string {
  if (presence === 'online') return 'online';
  if (lastSeenAt !== null) return `last seen ${toMinute(lastSeenAt)}`;
  return presence ?? '-';
}
