import type { Character } from '../../character/character.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../../store/engine/database.js';
import { hasConsent } from '../../store/duty/duty-consent.js';
import { readMemoriesByRow } from '../../store/memory/memory-reader.js';
import { readMessageText, readThreadText } from '../../store/plan/plan-facts-reader.js';

/**
 * The words behind what a plan is about, as they stand now: null where the message was deleted, the memory forgotten or
 * replaced, the thread closed, the line taken out of the character, or what is
 * remembered not to be used any more. Such a plan has no reason any more.
 */
export async function readSource(
  read: Reader,
  character: Character,
  conversation: ConversationId,
  source: string,
): Promise<string | null> {
  const [kind, id] = source.split(':');
  const row = Number(id);
  switch (kind) {
    case 'memory': {
      if (!(await hasConsent(read, conversation, 'memory'))) return null;
      const [memory] = await readMemoriesByRow(read, conversation, [row]);
      const isUsable = memory?.supersededBy === null && memory.trust === 'self';
      return isUsable ? memory.text : null;
    }
    case 'message':
      return emptyToNull(await readMessageText(read, conversation, row));
    case 'thread':
      return emptyToNull(await readThreadText(read, conversation, row));
    case 'about':
      return character.initiative.about[row] ?? null;
    default:
      return null;
  }
}

const emptyToNull = (text: string | null): string | null =>
  text === null || text.trim() === '' ? null : text;
