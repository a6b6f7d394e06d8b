import type { Channel, ChannelFailure } from '../../channel/contract.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import { matchPast, zonesApartMs } from '../../memory/chat-export/match-past.js';
import type { Database } from '../../store/engine/database.js';
import {
  giveNumbers,
  readUnnumbered,
  readUnnumberedPasts,
  saveNumbersProgress,
  type UnnumberedPast,
} from '../../store/memory/past-numbers-store.js';

export interface PastNumbersParts {
  readonly database: Database;
  readonly clock: Clock;
  /** The account's channel while it is online. */
  readonly channel: (account: AccountId) => Channel | null;
  readonly report: PastNumbersReport;
  readonly onError: (cause: unknown) => void;
}

export interface PastNumbersReport {
  /** A page of a chat was looked through for messages that came from an export. */
  numbered(account: AccountId, found: number): void;
}

/** Between two pages: a long chat is some hundred of them, and nobody waits. */
const pauseMs: Milliseconds = 1_000;
/**
 * Until it is tried again what could not be asked, doubled each time: at a start the account has not listed its chats yet
 * and cannot address them.
 */
const againMs: Milliseconds = 1_000;
const longestAgainMs: Milliseconds = 3_600_000;

const nothing = { ok: true, value: { messages: [], next: null } } as const;

/**
 * Messages of a person's own export stand under the person's numbers; what Telegram tells the account (deleted, edited,
 * reacted to, answered) names its own. So the chat is read once, from its end to where the export begins, and what is in
 * both takes the account's number: from then on a deletion reaches it. Progress is in the store.
 */
export class PastNumbers {
  private readonly running = new Map<AccountId, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly parts: PastNumbersParts) {}

  /** The account is online: there may be numbers to look up. */
  wake(account: AccountId): void {
    if (this.stopping.signal.aborted || this.running.has(account)) return;
    const run = this.work(account)
      .catch((cause: unknown) => {
        if (!this.stopping.signal.aborted) this.parts.onError(cause);
      })
      .finally(() => this.running.delete(account));
    this.running.set(account, run);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running.values());
  }

  private async work(account: AccountId): Promise<void> {
    const { database, clock, channel } = this.parts;
    const { signal } = this.stopping;
    let wait = againMs;
    while (!signal.aborted && database.health.isWell && channel(account) !== null) {
      const pasts = await readUnnumberedPasts(database.read, account);
      if (pasts.length === 0) return;
      let failed: ChannelFailure | null = null;
      for (const past of pasts) failed = (await this.lookThrough(account, past)) ?? failed;
      if (failed === null) continue;
      const flood = failed.kind === 'flood' ? failed.wait : 0;
      await clock.sleep(Math.max(wait, flood), signal);
      wait = Math.min(longestAgainMs, wait * 2);
    }
  }

  /** @returns why it could not be looked through */
  private async lookThrough(account: AccountId, past: UnnumberedPast): Promise<ChannelFailure | null> {
    const { database, clock, channel, report } = this.parts;
    const { signal } = this.stopping;
    for (let { below } = past; !signal.aborted;) {
      const asked = channel(account);
      if (asked === null) return null;
      // A service whose chats cannot be read back has no numbers to tell.
      const page = await (asked.care?.pastPage(past.peer, below) ?? nothing);
      if (!page.ok) return page.failure;
      const messages = [...page.value.messages].reverse();
      const [oldest] = messages;
      const newest = messages.at(-1);
      const lines =
        oldest === undefined || newest === undefined
          ? []
          : await readUnnumbered(database.read, past, {
              from: oldest.datedAt - zonesApartMs,
              to: newest.datedAt + zonesApartMs,
            });
      const found = matchPast(lines, messages);
      const isThrough = oldest !== undefined && oldest.datedAt < past.since - zonesApartMs;
      const next = isThrough ? null : page.value.next;
      await database.write(async (transaction) => {
        await giveNumbers(transaction, past.conversation, found);
        await saveNumbersProgress(transaction, past.conversation, next, clock.now());
      });
      if (found.length > 0) report.numbered(account, found.length);
      if (next === null) return null;
      below = next;
      await clock.sleep(pauseMs, signal);
    }
    return null;
  }
}
