import type { AccountId } from '../../core/ids.js';
import type { ChannelSink } from '../contract.js';
import type { ChannelLogger } from './options.js';
import type { LostObject } from './wire/decode.js';

/** Kinds of lost objects named in the log once per run; a server in a bad mood must not fill the disk. */
const MOST_NAMED = 100;

/** So many messages in a row that could not be read are not an odd one any more. */
const MESSAGES_IN_A_ROW = 3;

/** What cannot be read: answers to the question for missed updates, or the messages in them. */
export type DeafTo = 'DIFFERENCE_UNREADABLE' | 'MESSAGES_UNREADABLE';

/**
 * What of the server's talk this program is too old for. A lost object is told to the log, once per kind. While the
 * stream itself cannot be read the account hears only what is found by other ways, and whoever watches it is told.
 */
export class Hearing {
  private readonly named = new Set<string>();
  private readonly deafTo = new Set<DeafTo>();
  private lostMessages = 0;
  private sink: ChannelSink | undefined;

  constructor(
    private readonly account: AccountId,
    private readonly logger: ChannelLogger,
  ) {}

  reportTo(sink: ChannelSink): void {
    this.sink = sink;
  }

  lost(objects: readonly LostObject[]): void {
    for (const { type, constructorId } of objects) {
      if (type === 'Message') this.lostMessages += 1;
      const name = `${type} ${constructorId}`;
      if (this.named.has(name) || this.named.size >= MOST_NAMED) continue;
      this.named.add(name);
      this.logger.warn(
        { account: this.account, kind: type, code: constructorCode(constructorId) },
        'telegram sent an object that this version does not know; the rest was read',
      );
    }
    if (this.lostMessages >= MESSAGES_IN_A_ROW) this.deaf('MESSAGES_UNREADABLE');
  }

  messageRead(): void {
    this.lostMessages = 0;
    if (this.deafTo.has('MESSAGES_UNREADABLE')) this.hears('MESSAGES_UNREADABLE');
  }

  deaf(to: DeafTo): void {
    if (this.deafTo.has(to)) return;
    this.deafTo.add(to);
    this.logger.error({ account: this.account, code: to }, 'this version is too old for what telegram sends');
    this.sink?.legibility?.({ isLegible: false, code: to });
  }

  /** Said even when nothing was wrong in this run: an earlier run may have left word. */
  hears(again: DeafTo): void {
    if (this.deafTo.delete(again)) {
      this.logger.info({ account: this.account, code: again }, 'what telegram sends can be read again');
    }
    if (this.deafTo.size === 0) this.sink?.legibility?.({ isLegible: true });
  }
}

function constructorCode(id: number): string {
  return `CTOR_${id.toString(16).toUpperCase().padStart(8, '0')}`;
}
