import { cutWithEllipsis } from '../../lib/cut-text.js';
import type { ModelMessage } from '../../model/contract.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { quoteSections } from '../../core/prompt-section.js';
import { attachmentForm, note } from '../../core/transcript-forms.js';

/** Said in place of the earlier talk when the window begins with the character's own words. */
const earlierTalk = note('earlier');

/**
 * The talk itself as alternating messages: bubbles of one side in a row become one message, the character's own an empty
 * line apart, as it is asked to write them. `unsent` is what it has already committed to say and the history does not
 * show yet.
 */
export function historyLayer(
  window: readonly StoredMessage[],
  unsent: readonly string[],
): readonly ModelMessage[] {
  const messages: ModelMessage[] = [];
  const add = (role: ModelMessage['role'], text: string): void => {
    const last = messages.at(-1);
    const gap = role === 'assistant' ? '\n\n' : '\n';
    if (last?.role === role) messages[messages.length - 1] = { role, text: `${last.text}${gap}${text}` };
    else messages.push({ role, text });
  };
  for (const message of window) {
    const { role, text } = renderedMessage(message);
    add(role, text);
  }
  for (const text of unsent) add('assistant', text);
  return messages[0]?.role === 'assistant' ? [{ role: 'user', text: earlierTalk }, ...messages] : messages;
}

/** One message of the talk as the model reads it. */
export function renderedMessage(message: StoredMessage): Pick<ModelMessage, 'role' | 'text'> {
  if (message.direction === 'incoming') return { role: 'user', text: quoteSections(describe(message)) };
  if (message.author === 'program') return { role: 'user', text: inFixedWords(message) };
  if (message.author === 'operator') return { role: 'user', text: byHand(message) };
  return { role: 'assistant', text: describe(message) };
}

/** As much of fixed words as says what they were about: some are lists of a page. */
const mostFixed = 240;

/**
 * What the person read in the character's place is told as a note: as the character's own message it would teach a voice
 * that is not its own, and left out the person's next message would have nothing to answer.
 */
function inFixedWords(message: StoredMessage): string {
  const text = quoteSections(describe(message));
  return note('program', cutWithEllipsis(text, mostFixed));
}

/** What a human wrote from the account is said in the character's place, but not in its voice: told as a note, whole. */
function byHand(message: StoredMessage): string {
  return note('byHand', quoteSections(describe(message)));
}

/** A message in words: its text, and what came with it. */
export function describe(message: Pick<StoredMessage, 'text' | 'attachments' | 'refused'>): string {
  if (message.refused === true) return note('hidden');
  const parts = message.attachments.map(attachmentForm);
  return [...parts, message.text].filter((part) => part !== '').join(' ');
}
