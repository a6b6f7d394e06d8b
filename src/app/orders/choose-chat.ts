import { OperatorError } from '../../core/failure.js';
import type { ChatSurvey } from '../../memory/chat-export/survey.js';
import { isPrivate, type ExportSurvey } from './read-export.js';

/** An export holds several chats and none of them was named: what is in it, for the operator to choose from. */
export class ChatIsToBeChosen extends OperatorError {
  constructor(
    readonly survey: ExportSurvey,
    file: string,
    why: string,
  ) {
    super(`${file} ${why}`, 'name one of its private chats with --chat, by its id or its name');
  }
}

/** What chats are called in an export, and what they are. */
const kinds: Readonly<Record<string, string>> = {
  saved_messages: 'saved messages, notes to oneself',
  bot_chat: 'a chat with a bot',
  replies: 'the list of replies',
  verification_codes: 'codes for signing in',
};

/**
 * The chat to take over.
 * @throws ChatIsToBeChosen where that is not clear; OperatorError where the one there is, is none between two people.
 */
export function chosenChat(survey: ExportSurvey, wanted: string | undefined, file: string): ChatSurvey {
  const { chats, isOfAccount } = survey;
  if (wanted === undefined && isOfAccount) {
    const people = chats.filter(({ chat }) => isPrivate(chat)).length;
    throw new ChatIsToBeChosen(survey, file, `holds ${chats.length} chats, ${people} of them private`);
  }
  const found = wanted === undefined ? chats : matching(chats, wanted);
  const [one, ...more] = found;
  if (one === undefined) {
    if (wanted === undefined) {
      const broken = survey.broken === null ? '' : `: ${survey.broken}`;
      throw new OperatorError(
        `${file} holds no message that can be read${broken}`,
        'export the chat from its own menu in Telegram Desktop as machine-readable JSON',
      );
    }
    throw new ChatIsToBeChosen(survey, file, `holds no chat "${wanted}"`);
  }
  if (more.length > 0)
    throw new ChatIsToBeChosen(survey, file, `holds ${found.length} chats like "${wanted ?? ''}"`);
  const { type } = one.chat;
  if (!isPrivate(one.chat)) {
    throw new OperatorError(
      `${file} is the export of a ${type ?? 'chat'}${kinds[type ?? ''] === undefined ? '' : ` (${kinds[type ?? ''] ?? ''})`}`,
      'export a private chat with one person',
    );
  }
  return one;
}

/** By id, by the whole name, by a part of it: the first way that finds any. */
function matching(chats: readonly ChatSurvey[], wanted: string): readonly ChatSurvey[] {
  const small = wanted.trim().toLowerCase();
  const ways: readonly ((survey: ChatSurvey) => boolean)[] = [
    ({ chat }) => chat.id === wanted.trim(),
    ({ chat }) => chat.name?.toLowerCase() === small,
    ({ chat }) => small !== '' && chat.name?.toLowerCase().includes(small) === true,
  ];
  for (const way of ways) {
    const found = chats.filter(way);
    // A name that a group has too is the person's.
    const people = found.filter(({ chat }) => isPrivate(chat));
    if (people.length > 0) return people;
    if (found.length > 0) return found;
  }
  return [];
}
