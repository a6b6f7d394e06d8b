import { systemClock } from '../../lib/system-clock.js';
import { readChatView, readChatViews, type ChatView } from '../../store/chats/chat-list-reader.js';
import { withReader } from '../frame/with-reader.js';
import { presenceWords, saidWords, whoWrites } from './chat-words.js';
import { refusalWords } from './refusal-words.js';
import { findChat } from './find-chat.js';
import { toAge, toMinute } from '../terminal/moment.js';
import { plain } from '../terminal/plain.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { listing, type Column } from '../terminal/listing.js';
import { screenColumns } from '../terminal/screen.js';

export interface ChatsOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly limit?: number;
}

/** `kindred chats`: the chats in which somebody wrote last, who writes there, and what they show of the person. */
export async function chats(surroundings: Surroundings, options: ChatsOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const views = await withReader(config, (read) => readChatViews(read, options.limit ?? 30));
  if (options.json) {
    printJson(surroundings, { chats: views });
    return;
  }
  if (views.length === 0) {
    print(surroundings, 'Nobody has written yet.');
    return;
  }
  const now = systemClock().now();
  const columns: readonly Column<ChatView>[] = [
    { name: 'name', cell: ({ name, username }) => calledAs(name, username), most: 24 },
    { name: 'active', cell: ({ activeAt }) => toAge(activeAt, now) },
    { name: 'waiting', cell: ({ waiting }) => (waiting === 0 ? '-' : String(waiting)) },
    { name: 'who writes', cell: (view) => whoWrites(view, now) },
    { name: 'our last words', cell: lastWords, spare: 1 },
    { name: 'chat', cell: ({ conversation }) => conversation, spare: 2 },
    { name: 'they', cell: ({ signals }) => presenceWords(signals), spare: 3 },
  ];
  for (const line of listing(views, columns, screenColumns(surroundings))) print(surroundings, line);
  const [wait, more] = [views.filter(({ admission }) => admission?.state === 'waiting').length, views.length];
  if (wait > 0) {
    print(
      surroundings,
      `${wait} of ${more} wait to be let in: "kindred people" lists them, "kindred people allow <chat>" lets one in.`,
    );
  }
}

/** What became of them, or why they did not arrive. */
function lastWords({ signals, refused }: ChatView): string {
  return refused === null ? saidWords(signals) : refusalWords(refused.reason);
}

function calledAs(name: string | null, username: string | null): string {
  const called = plain(name ?? '');
  if (called !== '') return called;
  return username === null ? '-' : `@${plain(username)}`;
}

/** `kindred chats show <chat>`: one chat, without a word of what is said in it. */
export async function chatShow(
  surroundings: Surroundings,
  words: string,
  options: ChatsOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const view = await withReader(config, async (read) => {
    return readChatView(read, await findChat(read, words));
  });
  if (options.json) {
    printJson(surroundings, view);
    return;
  }
  const { standing, signals } = view;
  const seen = signals.lastSaid?.seenAt ?? null;
  const rows: readonly (readonly [string, string])[] = [
    ['conversation', view.conversation],
    ['person', `${plain(view.name ?? '-')}${view.username === null ? '' : ` (@${plain(view.username)})`}`],
    ['through', `${view.account}`],
    ['who writes', whoWrites(view, systemClock().now())],
    ['pace', standing.pace ?? "the character's own"],
    ['waiting for an answer', String(view.waiting)],
    ['our last words', `${toMinute(signals.lastSaid?.at ?? null)}, ${saidWords(signals)}`],
    ...(view.refused === null
      ? []
      : [['not delivered', `${toMinute(view.refused.at)}: ${refusalWords(view.refused.reason)}`] as const]),
    ['seen', toMinute(seen)],
    ['they last wrote', toMinute(signals.lastHeardAt)],
    ['presence', presenceWords(signals)],
    ['last typed', toMinute(signals.typedAt)],
    ['last reacted', toMinute(signals.reactedAt)],
    ['last edited', toMinute(signals.editedAt)],
    ['last deleted', toMinute(signals.deletedAt)],
    ['cleared the history', toMinute(signals.clearedAt)],
    ['blocked the account', toMinute(signals.blockedAt)],
  ];
  for (const [name, value] of rows) print(surroundings, `${name.padEnd(24)}${value}`);
}
