import { carryOut, type ChatOrder } from '../../app/orders/chat-orders.js';
import { askRunning } from '../../app/orders/control-socket.js';
import type { Pace } from '../../core/pace.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { withStore } from '../../app/orders/store-without-run.js';
import type { ChatStanding } from '../../store/conversation/takeover-store.js';
import type { ChatName } from '../../store/chats/chat-reader.js';
import { withReaderToChange } from '../frame/with-reader.js';
import { writerWords } from './chat-words.js';
import { describeChat, findChat } from './find-chat.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface ChatOrderOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** `kindred chats takeover`, `release` and `pace`: by the running program where there is one. */
async function order(
  surroundings: Surroundings,
  words: string,
  options: ChatOrderOptions,
  toOrder: (conversation: string) => ChatOrder,
): Promise<void> {
  const { chat, standing } = await carriedOut(surroundings, words, options, toOrder);
  if (options.json) {
    printJson(surroundings, { conversation: chat.conversation, standing });
    return;
  }
  const pace = standing.pace === null ? "at the character's own pace" : `at the pace "${standing.pace}"`;
  print(
    surroundings,
    `${describeChat(chat)}: written by ${writerWords(standing, systemClock().now())}, ${pace}.`,
  );
}

async function carriedOut(
  surroundings: Surroundings,
  words: string,
  options: ChatOrderOptions,
  toOrder: (conversation: string) => ChatOrder,
): Promise<{ readonly chat: ChatName; readonly standing: ChatStanding }> {
  const { config } = loadSettings(surroundings, options);
  const chat = await withReaderToChange(config, (read) => findChat(read, words));
  const wish = toOrder(chat.conversation);
  const answered = (await askRunning(config.data, 'chat', wish)) as { standing: ChatStanding } | null;
  const { standing } =
    answered ??
    (await whileOwning(surroundings, config, 'kindred chats', () =>
      withStore(config, (database) => carryOut(database, wish, systemClock().now())),
    ));
  return { chat, standing };
}

export async function takeover(
  surroundings: Surroundings,
  words: string,
  options: ChatOrderOptions & { readonly copilot?: boolean; readonly minutes?: number },
): Promise<void> {
  if (options.copilot === true && options.minutes !== undefined) {
    throw new OperatorError('--copilot lasts until "kindred chats release"', 'leave --minutes out');
  }
  await order(surroundings, words, options, (conversation) => ({
    do: 'takeover',
    conversation,
    mode: options.copilot === true ? 'copilot' : 'human',
    ...(options.minutes === undefined ? {} : { forMs: options.minutes * 60_000 }),
  }));
}

export async function release(
  surroundings: Surroundings,
  words: string,
  options: ChatOrderOptions,
): Promise<void> {
  await order(surroundings, words, options, (conversation) => ({ do: 'release', conversation }));
}

/** `kindred people allow` and `deny`. */
export async function admit(
  surroundings: Surroundings,
  words: string,
  state: 'let-in' | 'turned-away',
  options: ChatOrderOptions,
): Promise<void> {
  const { chat } = await carriedOut(surroundings, words, options, (conversation) => ({
    do: state,
    conversation,
  }));
  if (options.json) {
    printJson(surroundings, { conversation: chat.conversation, admission: state });
    return;
  }
  print(surroundings, `${describeChat(chat)}: ${state === 'let-in' ? 'let in' : 'turned away'}.`);
}

/** `own` goes back to the character's own pace. */
export async function chatPace(
  surroundings: Surroundings,
  words: string,
  pace: Pace | 'own',
  options: ChatOrderOptions,
): Promise<void> {
  await order(surroundings, words, options, (conversation) => ({
    do: 'pace',
    conversation,
    pace: pace === 'own' ? null : pace,
  }));
}
