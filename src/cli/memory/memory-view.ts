import type { Reader } from '../../store/engine/database.js';
import type { ChatName } from '../../store/chats/chat-reader.js';
import {
  readMemories,
  readMemoriesByRow,
  readMemorySources,
  type Memory,
} from '../../store/memory/memory-reader.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { describeChat, findChat } from '../chat/find-chat.js';
import { toMinute } from '../terminal/moment.js';
import { plain } from '../terminal/plain.js';
import { noteAccess } from '../../app/orders/access-log.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface MemoryOptions extends SettingsOptions {
  readonly chat: string;
  readonly json?: boolean;
}

/** Something done with the store and one chat of it, read only. @throws OperatorError when there is no such chat. */
export async function withChat<T>(
  surroundings: Surroundings,
  options: MemoryOptions,
  work: (read: Reader, chat: ChatName) => Promise<T>,
): Promise<T> {
  const { config } = loadSettings(surroundings, options);
  return withReader(config, async (read) => {
    const chat = await findChat(read, options.chat);
    noteAccess(
      surroundings,
      config,
      { command: 'memory', conversation: chat.conversation },
      systemClock().now(),
    );
    return work(read, chat);
  });
}

/** `kindred memory list --chat <chat>` */
export async function memoryList(
  surroundings: Surroundings,
  options: MemoryOptions & { readonly all?: boolean },
): Promise<void> {
  await withChat(surroundings, options, async (read, chat) => {
    const which = options.all === true ? 'all' : 'current';
    const memories = await readMemories(read, chat.conversation, { which });
    if (options.json) {
      printJson(surroundings, { chat: chat.conversation, memories });
      return;
    }
    print(surroundings, describeChat(chat));
    if (memories.length === 0) print(surroundings, 'nothing is remembered yet');
    else
      for (const line of table(['no', 'kind', 'since', 'state', 'memory'], memories.map(row)))
        print(surroundings, line);
  });
}

/** `kindred memory show <no> --chat <chat>`: one memory with the words it was learnt from. */
export async function memoryShow(
  surroundings: Surroundings,
  number: number,
  options: MemoryOptions,
): Promise<void> {
  await withChat(surroundings, options, async (read, chat) => {
    const [memory] = await readMemoriesByRow(read, chat.conversation, [number]);
    if (!memory) {
      throw new OperatorError(
        `${chat.conversation} has no memory ${number}`,
        '"kindred memory list" shows their numbers',
      );
    }
    const sources = (await readMemorySources(read, chat.conversation, [number])).get(number) ?? [];
    if (options.json) {
      printJson(surroundings, { ...memory, sources });
      return;
    }
    for (const [key, value] of Object.entries(facts(memory))) {
      if (value !== null) print(surroundings, `${key.padEnd(12)} ${value}`);
    }
    print(surroundings, sources.length === 0 ? 'learnt from no message' : 'learnt from:');
    for (const { author, sentAt, text } of sources) {
      print(surroundings, `  ${toMinute(sentAt)}  ${author}: ${plain(text)}`);
    }
  });
}

function row(memory: Memory): readonly string[] {
  return [String(memory.row), memory.kind, toMinute(memory.validFrom), stateOf(memory), plain(memory.text)];
}

function stateOf({ trust, quarantine, supersededBy }: Memory): string {
  if (supersededBy !== null) return `replaced by ${supersededBy}`;
  return trust === 'quarantined' ? `set aside (${quarantine ?? 'untrusted'})` : 'believed';
}

function facts(memory: Memory): Readonly<Record<string, string | null>> {
  const { due, emotion, intensity } = memory;
  return {
    memory: plain(memory.text),
    kind: memory.kind,
    subject: plain(memory.subject),
    state: stateOf(memory),
    author: `${memory.author}, written down by ${memory.origin}`,
    category: memory.category,
    confidence: memory.confidence.toFixed(2),
    importance: memory.importance.toFixed(2),
    felt: emotion === null ? null : `${emotion} ${intensity?.toFixed(2) ?? ''}`.trim(),
    due: due === null ? null : `${toMinute(due.at)} UTC (${due.precision}, ${due.zone})`,
    'valid from': toMinute(memory.validFrom),
    'valid to': memory.validTo === null ? null : toMinute(memory.validTo),
  };
}
