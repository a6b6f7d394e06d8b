import { randomBytes } from 'node:crypto';
import type { World } from '../../telegram/world/world.js';
import type { MessageView } from '../../telegram/world/message/messages.js';
import { refusedAs } from '../call/bot-api-error.js';
import { keyboardFromTl } from '../render/render-keyboard.js';
import { renderMessage } from '../render/render-message.js';
import { renderUser } from '../render/render-user.js';
import type { UpdateQueue } from '../update/update-queue.js';

/** How long a bot may take to answer (telegram-bot-api, process_new_callback_query_queue). Seconds. */
const LIFE = 150;

export interface CallbackAnswer {
  readonly text?: string;
  readonly showAlert: boolean;
  readonly url?: string;
}

interface CallbackRow {
  bot: number;
  person: number;
  expires_at: number;
  answer: string | null;
}

/** Buttons under messages: who pressed which, and what came of it. */
export class Callbacks {
  constructor(
    private readonly world: World,
    private readonly queue: UpdateQueue,
  ) {}

  /** A person presses a button of a message in the chat with the bot. Undefined where there is no such button. */
  press(bot: number, person: number, message: MessageView, data: string): string | undefined {
    const buttons = keyboardFromTl(message.marks['replyMarkup'])?.flat() ?? [];
    if (!buttons.some((button) => button.callback_data === data)) return undefined;
    const { world } = this;
    const id = randomBytes(8).readBigUInt64LE(0).toString();
    const now = world.clock.now();
    world.transactions.run(() => {
      world.db
        .prepare('INSERT INTO bot_callbacks (id, bot, person, expires_at) VALUES (?, ?, ?, ?)')
        .run(id, bot, person, now + LIFE * 1000);
      world.journal.write(now, 'callback', person, bot, message.uid, { detail: data });
      this.queue.add(bot, {
        type: 'callback_query',
        body: {
          id,
          from: renderUser(world, person),
          message: renderMessage(world, { bot }, message),
          chat_instance: `-${person}${bot % 1000}`,
          data,
        },
        lane: `callback:${person}`,
        life: LIFE,
      });
    });
    return id;
  }

  answer(bot: number, id: string, answer: CallbackAnswer): void {
    const row = this.find(id);
    const now = this.world.clock.now();
    if (row === undefined || row.bot !== bot || row.expires_at <= now || row.answer !== null) {
      throw refusedAs('QUERY_ID_INVALID');
    }
    this.world.transactions.run(() => {
      this.world.db
        .prepare('UPDATE bot_callbacks SET answer = ? WHERE id = ?')
        .run(JSON.stringify(answer), id);
      this.world.journal.write(now, 'callback-answer', bot, row.person, null, { detail: answer.text ?? '' });
    });
  }

  /** What the bot answered; undefined while it did not. */
  answerTo(id: string): CallbackAnswer | undefined {
    const answer = this.find(id)?.answer ?? null;
    return answer === null ? undefined : (JSON.parse(answer) as CallbackAnswer);
  }

  private find(id: string): CallbackRow | undefined {
    return this.world.db.prepare<[string], CallbackRow>('SELECT * FROM bot_callbacks WHERE id = ?').get(id);
  }
}
