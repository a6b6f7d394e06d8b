import type { Clock } from '../core/clock.js';
import { accountId, peerId, type AccountId, type PeerId } from '../core/ids.js';
import type { FakeChannel } from '../channel/fake.js';
import { RehearsalChannel } from './channel.js';

/** One account of the rehearsal: its chats outlive the runs of the program. */
interface Line {
  readonly account: AccountId;
  channel: RehearsalChannel;
}

/** Telegram as the rehearsal knows it: the accounts of one character, and who has blocked them. */
export class World {
  readonly primary: AccountId = accountId('rehearsal');
  readonly standby: AccountId = accountId('standby');
  readonly lines: readonly Line[];
  /** Through which account a person talks now: the one that wrote to them last. */
  private readonly home = new Map<PeerId, AccountId>();
  private readonly blocked = new Set<PeerId>();
  private readonly listeners = new Map<PeerId, () => void>();

  constructor(
    private readonly clock: Clock,
    hasStandby: boolean,
  ) {
    const accounts = hasStandby ? [this.primary, this.standby] : [this.primary];
    this.lines = accounts.map((account, index) => ({ account, channel: this.open(account, index) }));
  }

  /** Whoever listens is told of each message that reaches them, once the call that sent it is over. */
  listen(peer: PeerId, received: () => void): void {
    this.listeners.set(peer, received);
  }

  block(peer: PeerId): void {
    this.blocked.add(peer);
  }

  /** A person writes to the account they know; lost words of a lost account are lost with it. */
  async say(peer: PeerId, text: string): Promise<void> {
    await this.lineOf(peer).channel.personSays(peer, text);
  }

  /** A person has seen everything that stands in their chat. */
  async read(peer: PeerId): Promise<void> {
    const { channel } = this.lineOf(peer);
    const last = channel.messages.findLast((one) => one.peer === peer && one.direction === 'outgoing');
    if (last) await channel.personReads(peer, last.messageId);
  }

  /** The program is about to start again: the same chats on new connections. */
  reconnect(): void {
    this.lines.forEach((line, index) => {
      line.channel = line.channel.again(this.open(line.account, index)) as RehearsalChannel;
    });
  }

  private lineOf(peer: PeerId): Line {
    const account = this.home.get(peer) ?? this.primary;
    const line = this.lines.find((one) => one.account === account);
    if (!line) throw new Error(`there is no account ${account}`);
    return line;
  }

  private open(account: AccountId, index: number): RehearsalChannel {
    return new RehearsalChannel(
      this.clock,
      { peer: peerId(String(index + 1)), name: account, username: account },
      {
        received: (peer) => {
          this.home.set(peer, account);
          this.clock.after(0, () => this.listeners.get(peer)?.());
        },
        hasBlocked: (peer) => this.blocked.has(peer),
      },
    );
  }
}

/** Take a line of an account down, or for good. */
export function failLine(channel: FakeChannel, how: 'offline' | 'banned'): void {
  if (how === 'offline') channel.goOffline('REHEARSED_OUTAGE');
  else channel.lose({ kind: 'account-banned', code: 'USER_DEACTIVATED_BAN' });
}
