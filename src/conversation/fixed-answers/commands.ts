import { commandWords, readCommand } from '../../duty/command-words.js';
import { disclosure } from '../../duty/disclosure.js';
import { readLastSpoken } from '../../store/conversation/last-turn-reader.js';
import { pauseChat } from '../../store/conversation/takeover-store.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';

/** Whoever asks for quiet and never writes again is not kept waiting for a decision of ours. */
const pauseMs = 30 * 86_400_000;

/** /help, /pause, /why and /privacy, as such and in plain words: the program answers for itself, in the person's language. */
export async function commandAnswer(
  { database, character, settings }: FixedAnswerNeeds,
  loaded: LoadedTurn,
): Promise<FixedAnswer | null> {
  const { state, burst } = loaded;
  const commands = burst.flatMap(({ text, row }) => {
    const command = readCommand(text);
    return command === null ? [] : [{ command, text, row }];
  });
  const asked = commands.at(-1);
  if (!asked) return null;
  const { command } = asked;
  const covers = commands.map(({ row }) => row);
  const { conversation } = state;
  const language = spokenLanguage(loaded, character(state.character), asked.text);
  const words = commandWords(language);
  switch (command) {
    case 'help':
      return { reason: 'command-help', texts: [words.help], covers };
    case 'privacy': {
      // Whoever has not been told yet is told it at the head of this very answer.
      const told = disclosure(language, {
        character: character(state.character).name,
        operator: settings.operator,
        processors: settings.processors,
        asks: { statesTransfer: true },
      });
      const texts = [loaded.mustDisclose ? words.help : told];
      return { reason: 'command-privacy', texts, covers };
    }
    case 'pause':
      return {
        reason: 'command-pause',
        texts: [words.pause],
        covers,
        write: (transaction, now) => pauseChat(transaction, conversation, now + pauseMs, 'person'),
      };
    case 'why': {
      const last = await readLastSpoken(database.read, conversation);
      const { nothing, first, answered, fixed } = words.why;
      const why =
        last === null ? nothing : !last.askedModel ? fixed : last.cause === 'incoming' ? answered : first;
      return { reason: 'command-why', texts: [why], covers };
    }
  }
}
