import { commandWords, readCommand } from '../../duty/command-words.js';
import { languageOf } from '../../duty/person-language.js';
import { readLastSpoken } from '../../store/last-turn-reader.js';
import { pauseChat } from '../../store/takeover-store.js';
import type { FixedAnswer } from '../fixed-answers.js';
import type { LoadedTurn } from '../load-turn.js';
import type { TurnContext } from '../turn-context.js';

/** Whoever asks for quiet and never writes again is not kept waiting for a decision of ours. */
const pauseMs = 30 * 86_400_000;

/** /help, /pause and /why, as such and in plain words: the program answers for itself, in the person's language. */
export async function commandAnswer(
  { database }: TurnContext,
  { state, burst, latest }: LoadedTurn,
): Promise<FixedAnswer | null> {
  const command = readCommand(latest.text);
  // What else waits deserves an answer of its own.
  if (command === null || burst.some(({ text }) => readCommand(text) === null)) return null;
  const { conversation } = state;
  const talk = languageOf(latest.text, null) ?? state.language;
  const words = commandWords(talk);
  switch (command) {
    case 'help':
      return { reason: 'command-help', texts: [words.help] };
    case 'pause':
      return {
        reason: 'command-pause',
        texts: [words.pause],
        write: (transaction, now) => pauseChat(transaction, conversation, now + pauseMs, 'person'),
      };
    case 'why': {
      const last = await readLastSpoken(database.read, conversation);
      const { nothing, first, answered, fixed } = words.why;
      const why =
        last === null ? nothing : !last.askedModel ? fixed : last.cause === 'incoming' ? answered : first;
      return { reason: 'command-why', texts: [why] };
    }
  }
}
