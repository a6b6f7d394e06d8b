import type { Chance } from '../../core/chance.js';
import type { Clock } from '../../core/clock.js';
import type { Constant } from '../../observe/logger.js';

/** Ids, counts and codes beside a message that is a constant. */
export interface BotLogger {
  info<Text extends string>(fields: Readonly<Record<string, unknown>>, message: Constant<Text>): void;
  warn<Text extends string>(fields: Readonly<Record<string, unknown>>, message: Constant<Text>): void;
}

export interface BotLineOptions {
  /** As @BotFather gives it out. */
  readonly token: string;
  /** `https://api.telegram.org`, or another that speaks the same. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: BotLogger;
  /** Where an earlier run stopped, by the line's key. */
  readonly cursor: (key: string) => Promise<string | null>;
  /** False to look only whether the bot answers: no update is taken from anybody. True when left out. */
  readonly receives?: boolean;
  /** What the bot's menu offers, by language: https://core.telegram.org/bots/api#setmycommands. None when left out. */
  readonly menus?: readonly {
    readonly language: string | null;
    readonly commands: readonly { readonly command: string; readonly description: string }[];
  }[];
  /** Where updates are to be posted, https; they are fetched when left out. */
  readonly webhookUrl?: string;
}
