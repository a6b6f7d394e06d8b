import { closestWord } from '../../config/closest-word.js';
import { OperatorError } from '../../core/failure.js';
import { readChatNames, type ChatName } from '../../store/chats/chat-reader.js';
import type { Reader } from '../../store/engine/database.js';
import { plain } from '../terminal/plain.js';

/** Candidates named in an error: as many as one still reads. */
const mostNamed = 8;

/** What an argument that names a chat may be, for the help of commands. */
export const chatArgument =
  "the chat: the person's id, @username or name, or the beginning of the conversation's id";

/**
 * The chat an operator means. The first kind of name that fits anyone counts, so that an id is never taken for a name.
 * @throws OperatorError when nobody or more than one is called that; the candidates are named.
 */
export async function findChat(read: Reader, words: string): Promise<ChatName> {
  const chats = await readChatNames(read);
  const meant = words.trim();
  for (const isCalled of waysToCall(meant)) {
    const [only, ...others] = chats.filter(isCalled);
    if (only === undefined) continue;
    if (others.length === 0) return only;
    throw ambiguous(meant, [only, ...others]);
  }
  throw unknown(meant, chats);
}

function waysToCall(meant: string): readonly ((chat: ChatName) => boolean)[] {
  const folded = fold(meant);
  const username = folded.replace(/^@/u, '');
  const isUsername = (chat: ChatName): boolean => username !== '' && fold(chat.username ?? '') === username;
  if (meant === '') return [];
  if (meant.startsWith('@')) return [isUsername];
  return [
    ({ conversation }) => conversation === meant,
    ({ person, peer }) => person === meant || peer === meant,
    isUsername,
    ({ name }) => fold(name ?? '') === folded,
    ({ conversation }) => conversation.startsWith(meant),
    ({ name }) => fold(name ?? '').startsWith(folded),
  ];
}

/** "Ann  (@ann, tess/telegram:1)": a name as people chose it, made safe for a terminal. */
export function describeChat({ name, username, conversation }: ChatName): string {
  const named = plain(name ?? '');
  const at = username === null ? '' : `@${plain(username)}, `;
  return named === '' ? `${at}${conversation}` : `${named} (${at}${conversation})`;
}

function ambiguous(meant: string, candidates: readonly ChatName[]): OperatorError {
  const named = candidates.slice(0, mostNamed).map(describeChat).join('; ');
  const more = candidates.length > mostNamed ? ` and ${candidates.length - mostNamed} more` : '';
  return new OperatorError(
    `"${meant}" names ${candidates.length} chats: ${named}${more}`,
    'name one by its conversation id',
  );
}

function unknown(meant: string, chats: readonly ChatName[]): OperatorError {
  if (chats.length === 0) {
    return new OperatorError('there is no chat yet', 'somebody has to write to an account first');
  }
  const known = chats.flatMap(({ name, username, conversation }) => [
    ...(name === null ? [] : [name]),
    ...(username === null ? [] : [`@${username}`]),
    conversation,
  ]);
  const closest = closestWord(meant, known);
  return new OperatorError(
    `there is no chat "${meant}"`,
    closest === undefined ? '"kindred chats" lists them' : `did you mean ${plain(closest)}?`,
  );
}

/** The same name in other letters: case and composed accents do not matter. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
