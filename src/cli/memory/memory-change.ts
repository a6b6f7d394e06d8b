import { counted } from '../../lib/counted.js';
import { askRunning } from '../../app/orders/control-socket.js';
import {
  carryOutMemoryOrder,
  type MemoryOrder,
  type MemoryOrderDone,
} from '../../app/orders/memory-orders.js';
import { withStore } from '../../app/orders/store-without-run.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import type { ChatName } from '../../store/chats/chat-reader.js';
import { describeChat, findChat } from '../chat/find-chat.js';
import type { MemoryOptions } from './memory-view.js';
import { withReaderToChange } from '../frame/with-reader.js';
import { loadSettings } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

/** `kindred memory edit <no> <words...> --chat <chat>`: the old words stay in its history. */
export async function memoryEdit(
  surroundings: Surroundings,
  number: number,
  words: readonly string[],
  options: MemoryOptions,
): Promise<void> {
  const chat = await chatOf(surroundings, options);
  await order(surroundings, options, {
    what: 'edit',
    conversation: chat.conversation,
    memory: number,
    text: words.join(' '),
  });
  if (options.json) printJson(surroundings, { chat: chat.conversation, edited: number });
  else print(surroundings, `Memory ${number} says something else now; the old words stay in its history.`);
}

/** `kindred memory forget [no...] --chat <chat>`, or `--everything --yes`. */
export async function memoryForget(
  surroundings: Surroundings,
  numbers: readonly number[],
  options: MemoryOptions & { readonly everything?: boolean; readonly yes?: boolean },
): Promise<void> {
  const chat = await chatOf(surroundings, options);
  if (options.everything === true) {
    if (numbers.length > 0) {
      throw new OperatorError('both numbers and --everything are given', 'name one of them');
    }
    if (options.yes !== true) {
      throw new OperatorError(
        `--everything deletes the whole talk with ${describeChat(chat)} for good`,
        'add --yes to do it; "kindred memory export" keeps a copy before',
      );
    }
    await order(surroundings, options, { what: 'forget-all', conversation: chat.conversation });
    if (options.json) printJson(surroundings, { chat: chat.conversation, forgotten: 'everything' });
    else
      print(
        surroundings,
        `Everything of ${chat.conversation} is deleted. Backups made before still have it.`,
      );
    return;
  }
  if (numbers.length === 0) {
    throw new OperatorError(
      'no memory is named',
      'give their numbers ("kindred memory list"), or --everything',
    );
  }
  const { gone } = await order(surroundings, options, {
    what: 'forget',
    conversation: chat.conversation,
    memories: [...numbers],
  });
  if (options.json) printJson(surroundings, { chat: chat.conversation, forgotten: gone });
  else print(surroundings, `Forgotten: ${counted(gone, 'memory', 'memories')}, older versions included.`);
}

async function chatOf(surroundings: Surroundings, options: MemoryOptions): Promise<ChatName> {
  const { config } = loadSettings(surroundings, options);
  return withReaderToChange(config, (read) => findChat(read, options.chat));
}

async function order(
  surroundings: Surroundings,
  options: MemoryOptions,
  wanted: MemoryOrder,
): Promise<MemoryOrderDone> {
  const { config } = loadSettings(surroundings, options);
  const answered = (await askRunning(config.data, 'memory', wanted)) as MemoryOrderDone | null;
  if (answered) return answered;
  return whileOwning(surroundings, config, 'kindred memory', () =>
    withStore(config, (database) => carryOutMemoryOrder(database, systemClock(), wanted)),
  );
}
