import type { Clock, Milliseconds } from '../core/clock.js';
import type { TelegramSandbox } from '../sandbox/serving/telegram-server.js';
import type { Dice } from '../lib/dice.js';

export interface CrowdParts {
  readonly telegram: TelegramSandbox;
  readonly account: number;
  readonly people: readonly number[];
  readonly clock: Clock;
  readonly dice: Dice;
}

export interface WrittenMessage {
  readonly person: number;
  /** As the person's side numbers it. */
  readonly messageId: number;
  readonly tag: string;
}

/** People who write to the program's account. Every message carries a word that no other message has. */
export class Crowd {
  private written = 0;
  private deleted = 0;

  constructor(private readonly parts: CrowdParts) {}

  get people(): readonly number[] {
    return this.parts.people;
  }

  /** Messages that were written and not deleted since. */
  get standing(): number {
    return this.written - this.deleted;
  }

  edit({ person, messageId }: WrittenMessage): void {
    this.written += 1;
    this.deleted += 1;
    this.parts.telegram.people.person(person).edit(messageId, `It was otherwise, ${tagOf(this.written)}`);
  }

  delete({ person, messageId }: WrittenMessage): void {
    this.deleted += this.parts.telegram.people.person(person).delete([messageId]);
  }

  /** One message of one person; somebody by chance unless named. */
  write(person = this.somebody()): WrittenMessage {
    const { telegram, account } = this.parts;
    this.written += 1;
    telegram.people.person(person).say(account, `Something happened, ${tagOf(this.written)}`);
    const messageId = telegram.people.person(person).latest(account, 'me')?.id;
    if (messageId === undefined) throw new Error('a message that was sent is not there');
    return { person, messageId, tag: tagOf(this.written) };
  }

  /** So many messages at once, of anybody. */
  crowdIn(messages: number): readonly WrittenMessage[] {
    return Array.from({ length: messages }, () => this.write());
  }

  /** Some people write short bursts at random moments of the next `withinMs`. Resolves when all is written. */
  async burst(writers: number, withinMs: Milliseconds): Promise<void> {
    const { clock, dice } = this.parts;
    const plan = Array.from({ length: writers }, () => ({
      person: this.somebody(),
      at: dice.next() * withinMs,
      messages: dice.pick([1, 1, 1, 2, 3]),
      gapMs: dice.between(0, 60),
    }));
    await Promise.all(
      plan.map(async ({ person, at, messages, gapMs }) => {
        await clock.sleep(at);
        for (let message = 0; message < messages; message += 1) {
          if (message > 0) await clock.sleep(gapMs);
          this.write(person);
        }
      }),
    );
  }

  private somebody(): number {
    const { people, dice } = this.parts;
    return people[Math.floor(dice.next() * people.length)] ?? 0;
  }
}

/** The word that marks the n-th message of a bed. */
function tagOf(number: number): string {
  return `tag${number}x`;
}

/** The marking words in a text. */
export function tagsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/tag\d+x/gu) ?? [];
}
