import { askRunning } from '../../app/orders/control-socket.js';
import {
  carryOutProactiveOrder,
  type ProactiveOrder,
  type ProactiveOrderDone,
} from '../../app/orders/proactive-orders.js';
import { withStore } from '../../app/orders/store-without-run.js';
import { systemClock } from '../../lib/system-clock.js';
import { describeChat, findChat } from '../chat/find-chat.js';
import { toMinute } from '../terminal/moment.js';
import type { ProactiveOptions } from './proactive.js';
import { withReaderToChange } from '../frame/with-reader.js';
import { loadSettings } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

/** `kindred proactive pause [chat] [--for 3d]`: nobody is written to first, in one chat or in all. */
export async function proactivePause(
  surroundings: Surroundings,
  chat: string | undefined,
  options: ProactiveOptions & { readonly for?: number },
): Promise<void> {
  const length = options.for === undefined ? {} : { forMs: options.for };
  await order(surroundings, chat, options, (conversation) => ({ do: 'pause', conversation, ...length }));
}

/** `kindred proactive resume [chat]`: as usual again; what a person asked for in the chat stays. */
export async function proactiveResume(
  surroundings: Surroundings,
  chat: string | undefined,
  options: ProactiveOptions,
): Promise<void> {
  await order(surroundings, chat, options, (conversation) => ({ do: 'resume', conversation }));
}

async function order(
  surroundings: Surroundings,
  words: string | undefined,
  options: ProactiveOptions,
  toOrder: (conversation: string | null) => ProactiveOrder,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const chat = words === undefined ? null : await withReaderToChange(config, (read) => findChat(read, words));
  const wanted = toOrder(chat?.conversation ?? null);
  const answered = (await askRunning(config.data, 'proactive', wanted)) as ProactiveOrderDone | null;
  const done =
    answered ??
    (await whileOwning(surroundings, config, 'kindred proactive', () =>
      withStore(config, (database) => carryOutProactiveOrder(database, wanted, systemClock().now())),
    ));
  if (options.json) {
    const until = done.until === null ? null : new Date(done.until).toISOString();
    printJson(surroundings, {
      chat: wanted.conversation,
      isPaused: wanted.do === 'pause',
      ...done,
      until,
    });
    return;
  }
  const where = chat === null ? 'in any chat' : `to ${describeChat(chat)}`;
  if (wanted.do === 'resume') {
    const rest = chat === null ? '; chats paused one by one stay so' : '; what the person asked for stands';
    print(surroundings, `Writing first ${where} goes on as usual${rest}.`);
    return;
  }
  const end = done.until === null ? 'until "kindred proactive resume"' : `until ${toMinute(done.until)} UTC`;
  const dropped = done.dropped === 0 ? '' : ` ${done.dropped} that had not left yet will not be sent.`;
  print(surroundings, `Nothing is written first ${where} ${end}; answers go on.${dropped}`);
}
