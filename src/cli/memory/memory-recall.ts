import { loadCharacter } from '../../character/load.js';
import type { Config } from '../../config/config.js';
import { windowMessages } from '../../context/window-size.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { createDayOf } from '../../memory/recall-lines.js';
import { explainRecall, type ExplainedCandidate } from '../../memory/recall.js';
import type { RecallQuery } from '../../memory/recall-query.js';
import { createDayReader } from '../../memory/search/day-words.js';
import { findBurstRows } from '../../store/conversation/burst-reader.js';
import type { ChatName } from '../../store/chats/chat-reader.js';
import {
  readConversation,
  readMessagesOf,
  readWindow,
} from '../../store/conversation/conversation-reader.js';
import type { Reader } from '../../store/engine/database.js';
import { readPast } from '../../store/memory/past-store.js';
import { loadMomentModel } from '../../strategist/moment/model-file.js';
import { isSure } from '../../strategist/moment/moment.js';
import { createMomentReader } from '../../strategist/moment/read-moment.js';
import { relatedWords } from '../../text/related-words.js';
import { withChat, type MemoryOptions } from './memory-view.js';
import { toMinute } from '../terminal/moment.js';
import { plain } from '../terminal/plain.js';
import { loadSettings } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

/** As many messages before as a turn takes its subject from (conversation/planning/recall-turn.ts). */
const recentMessages = 3;
/** Longest words of a candidate in a table. */
const mostShown = 100;

type Asked = Pick<RecallQuery, 'asked' | 'recent' | 'shown' | 'emotion' | 'now'>;

/** `kindred memory search <words> --chat <chat>`: what recall finds for these words now. */
export async function memorySearch(
  surroundings: Surroundings,
  words: readonly string[],
  options: MemoryOptions,
): Promise<void> {
  const asked = words.join(' ');
  const query = { asked, recent: [], shown: new Set<number>(), emotion: null, now: systemClock().now() };
  await withChat(surroundings, options, async (read, chat) =>
    show(surroundings, options, chat, await explain(surroundings, options, read, chat, query)),
  );
}

/**
 * `kindred memory why <message> --chat <chat>`: every candidate for what was written then, with its score and whether
 * it came into the prompt, as the memories stand now. Nothing that was said or learnt later is among them.
 */
export async function memoryWhy(
  surroundings: Surroundings,
  name: string,
  options: MemoryOptions,
): Promise<void> {
  await withChat(surroundings, options, async (read, chat) => {
    const { conversation } = chat;
    const rows = await findBurstRows(read, conversation, name);
    const [firstRow, lastRow] = [rows[0], rows.at(-1)];
    if (firstRow === undefined || lastRow === undefined) {
      throw new OperatorError(
        `${conversation} has no message or turn ${name}`,
        'name a turn ("kindred turn list"), #<message> ("kindred turn show") or message:<row> ("kindred memory search")',
      );
    }
    const among = new Set(rows);
    const burst = (await readMessagesOf(read, conversation, { firstRow, lastRow }, lastRow)).filter(
      ({ row }) => among.has(row),
    );
    const { pastToRow: behind } = await readPast(read, conversation);
    const window = await readWindow(read, conversation, { before: firstRow, behind }, windowMessages);
    const later = await readMessagesOf(
      read,
      conversation,
      { firstRow, lastRow: Number.MAX_SAFE_INTEGER },
      -1,
    );
    const asked = burst.map(({ text }) => text).join('\n');
    const language = (await readConversation(read, conversation))?.language ?? undefined;
    const moment = createMomentReader(loadMomentModel())(asked, language);
    const now = burst.at(-1)?.receivedAt ?? 0;
    const query = {
      asked,
      recent: window.slice(-recentMessages).map(({ text }) => text),
      shown: new Set([...window, ...later].map(({ row }) => row)),
      emotion: isSure(moment) && moment.emotion !== 'neutral' ? moment.emotion : null,
      now,
    };
    const found = await explain(surroundings, options, read, chat, query);
    const known = found.filter((one) => one.kind === 'message' || one.memory.createdAt <= now);
    show(surroundings, options, chat, known);
  });
}

async function explain(
  surroundings: Surroundings,
  options: MemoryOptions,
  read: Reader,
  chat: ChatName,
  query: Asked,
): Promise<readonly ExplainedCandidate[]> {
  const { config } = loadSettings(surroundings, options);
  const person = (await readConversation(read, chat.conversation))?.personName ?? '';
  const character = nameAndZone(config, chat);
  const parts = { read, readDays: createDayReader(), dayOf: createDayOf(), related: relatedWords };
  return explainRecall(parts, chat.conversation, {
    ...query,
    names: { person, character: character.name },
    zone: character.zone,
  });
}

/** A character that cannot be loaded any more still has memories. */
function nameAndZone(config: Config, chat: ChatName): { readonly name: string; readonly zone: string } {
  const loaded = loadCharacter(config.charactersFolder, chat.character);
  if (!loaded.ok) return { name: chat.character, zone: 'UTC' };
  const { name, wallClock } = loaded.character;
  return { name, zone: wallClock.resolvedOptions().timeZone };
}

function show(
  surroundings: Surroundings,
  options: MemoryOptions,
  chat: ChatName,
  candidates: readonly ExplainedCandidate[],
): void {
  const found = candidates.map(described);
  if (options.json) {
    printJson(surroundings, { chat: chat.conversation, candidates: found });
    return;
  }
  if (found.length === 0) {
    print(surroundings, 'nothing fits');
    return;
  }
  const rows = found.map(({ name, at, score, taken, reason, text }) => [
    taken ? 'yes' : '-',
    score.toFixed(3),
    name,
    toMinute(at),
    reason,
    plain(text).slice(0, mostShown),
  ]);
  for (const line of table(['taken', 'score', 'what', 'when', 'why', 'words'], rows)) {
    print(surroundings, line);
  }
}

function described(candidate: ExplainedCandidate) {
  const { kind, score, reason, taken } = candidate;
  const [row, text, at] =
    candidate.kind === 'message'
      ? [candidate.message.row, candidate.message.text, candidate.message.sentAt]
      : [candidate.memory.row, candidate.memory.text, candidate.memory.validFrom];
  return { name: `${kind}:${row}`, kind, row, score, reason, taken, at, text };
}
