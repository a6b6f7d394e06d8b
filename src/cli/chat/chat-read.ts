import { counted } from '../../lib/counted.js';
import { loadCharacter } from '../../character/load.js';
import { systemClock } from '../../lib/system-clock.js';
import { readTalk, type SaidMessage } from '../../store/conversation/talk-reader.js';
import { noteAccess } from '../../app/orders/access-log.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { withReader } from '../frame/with-reader.js';
import { wrapped } from '../terminal/display-width.js';
import { toAge, toMinute } from '../terminal/moment.js';
import { plain } from '../terminal/plain.js';
import { screenColumns } from '../terminal/screen.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { describeChat, findChat } from './find-chat.js';

export interface ChatReadOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly limit: number;
  /** Only what was said before the message of this number. */
  readonly before?: number;
}

/** `kindred chats read <chat>`: the talk itself, a page at a time. That it was looked at is kept (access-log.ts). */
export async function chatRead(
  surroundings: Surroundings,
  words: string,
  options: ChatReadOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  await withReader(config, async (read) => {
    const chat = await findChat(read, words);
    const { conversation } = chat;
    noteAccess(surroundings, config, { command: 'chats read', conversation }, systemClock().now());
    const { limit, before } = options;
    // One more than is shown tells whether there is an older page.
    const found = await readTalk(read, conversation, {
      most: limit + 1,
      ...(before === undefined ? {} : { before }),
    });
    const messages = found.slice(-limit);
    const older = found.length > limit ? (messages[0]?.row ?? null) : null;
    if (options.json) {
      printJson(surroundings, { chat: conversation, messages, older });
      return;
    }
    const now = systemClock().now();
    print(surroundings, describeChat(chat));
    if (messages.length === 0) print(surroundings, 'nothing was said before that');
    const name = plain(chat.name ?? '') || 'person';
    const loaded = loadCharacter(config.charactersFolder, chat.character);
    // A talk outlives the file of whoever led it.
    const character = loaded.ok ? loaded.character.name : chat.character;
    for (const line of messages.flatMap((message) =>
      said(message, { name, character, now, width: screenColumns(surroundings) }),
    ))
      print(surroundings, line);
    if (older !== null) print(surroundings, `\nOlder: kindred chats read ${conversation} --before ${older}`);
  });
}

interface Reading {
  readonly name: string;
  readonly character: string;
  readonly now: number;
  /** Columns. */
  readonly width: number;
}

function said(
  { author, text, attachments, sentAt, editedAt }: SaidMessage,
  { name, character, now, width }: Reading,
): readonly string[] {
  const who = author === 'person' ? name : author === 'operator' ? 'you (by hand)' : character;
  const edited = editedAt === null ? '' : ', edited';
  const files = attachments === 0 ? [] : [`  [${counted(attachments, 'attachment')}]`];
  return [
    '',
    `${who}  ${toMinute(sentAt)} UTC, ${toAge(sentAt, now)}${edited}`,
    ...text
      .split('\n')
      .flatMap((line) => wrapped(plain(line), width - 2).map((part) => `  ${part}`.trimEnd())),
    ...files,
  ];
}
