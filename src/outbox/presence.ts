import type { Channel } from '../channel/contract.js';
import type { Clock } from '../core/clock.js';
import type { AccountId, PeerId, RemoteMessageId } from '../core/ids.js';

export interface PresenceOptions {
  readonly clock: Clock;
  readonly channel: (account: AccountId) => Channel | null;
  /** A channel that broke its promise never to reject. */
  readonly onBroken: (cause: unknown) => void;
}

/** A typing signal is shown for 6 s (TELEGRAM 3.3): renew it before it fades. */
const typingRenewMs = 4_500;
/** How long the account stays online after its last sign of life. */
const offlineAfterMs = 60_000;

/**
 * What a person sees of us besides messages: online, read, typing. A courtesy, never a condition: nothing here is
 * waited for, and a call that fails is not repeated.
 */
export class Presence {
  private readonly offline = new Map<AccountId, { cancel(): void }>();

  constructor(private readonly options: PresenceOptions) {}

  /**
   * Read up to a message, or nothing where what is being answered was written elsewhere, and type until `end`. The read
   * mark is true: what is marked is what is being answered.
   */
  attend(account: AccountId, peer: PeerId, upTo: RemoteMessageId | null): { end(): void } {
    const channel = this.options.channel(account);
    if (!channel) return { end: () => undefined };
    this.comeOnline(account, channel);
    if (upTo !== null) this.courtesy(channel.markRead(peer, upTo));
    this.courtesy(channel.setTyping(peer, 'typing'));
    let renewal = this.renew(account, peer, (next) => {
      renewal = next;
    });
    return { end: () => renewal.cancel() };
  }

  /** Go offline with an account that serves nobody from now on. Call while its channel is still given out. */
  retire(account: AccountId): void {
    const timer = this.offline.get(account);
    if (!timer) return;
    timer.cancel();
    this.offline.delete(account);
    const channel = this.options.channel(account);
    if (channel) this.courtesy(channel.setOnline(false));
  }

  /** Go offline at once, such as before the program stops. */
  async leave(): Promise<void> {
    const accounts = [...this.offline.keys()];
    for (const timer of this.offline.values()) timer.cancel();
    this.offline.clear();
    await Promise.all(
      accounts.map(async (account) => {
        await this.options.channel(account)?.setOnline(false);
      }),
    );
  }

  /** Asks for the channel each time: an account that was lost or retired meanwhile stops typing. */
  private renew(
    account: AccountId,
    peer: PeerId,
    onNext: (timer: { cancel(): void }) => void,
  ): { cancel(): void } {
    return this.options.clock.after(
      typingRenewMs,
      () => {
        const channel = this.options.channel(account);
        if (channel) this.courtesy(channel.setTyping(peer, 'typing'));
        onNext(this.renew(account, peer, onNext));
      },
      { unref: true },
    );
  }

  private comeOnline(account: AccountId, channel: Channel): void {
    const timer = this.offline.get(account);
    if (timer) timer.cancel();
    else this.courtesy(channel.setOnline(true));
    const leave = (): void => {
      this.offline.delete(account);
      const current = this.options.channel(account);
      if (current) this.courtesy(current.setOnline(false));
    };
    this.offline.set(account, this.options.clock.after(offlineAfterMs, leave, { unref: true }));
  }

  private courtesy(call: Promise<unknown>): void {
    call.catch(this.options.onBroken);
  }
}
