import type { Milliseconds } from '../../core/clock.js';
import { backoffDelay } from '../../lib/backoff.js';
import { openOnly } from '../answers.js';
import type { ChannelFailure, ChannelResult, ConnectionState, SelfInfo } from '../contract.js';
import type { Line, LineDelivery } from '../line.js';
import type { Hook } from '../receiver/receiver.js';
import { createBotClient, type BotClient } from './bot-client.js';
import { businessUpdates } from './business/update.js';
import { nextOf } from './cursor.js';
import { Intake } from './intake.js';
import type { LineMember } from './member.js';
import type { BotLineOptions } from './options.js';
import { pollUpdates } from './polling.js';
import { Routes, type BusinessMember } from './routes.js';
import { toSelf } from './sign-in.js';
import { wantedUpdates } from './update-to-event.js';
import { botHook, setWebhook } from './webhook.js';

const retry = { firstMs: 1_000, mostMs: 30_000 };

/**
 * What comes to one bot, for its own chats and for every account it is connected to: https://core.telegram.org/bots/api,
 * over a client of our own, because whether a request left this machine is a part of the promise that nothing is sent
 * twice, and no library of the field tells.
 */
export class BotLine implements Line {
  readonly key: string;
  readonly client: BotClient;
  readonly routes: Routes;
  readonly hook: Hook | null;
  private readonly over = new AbortController();
  private readonly intake: Intake;
  private signedIn: Promise<ChannelResult<SelfInfo>> | undefined;
  private accept: ((delivery: LineDelivery) => Promise<void>) | undefined;
  private running: Promise<void> = Promise.resolve();
  private last: ConnectionState = { state: 'connecting' };

  constructor(private readonly options: BotLineOptions) {
    const { token, baseUrl, clock, chance, logger, webhookUrl } = options;
    this.key = `telegram-bot:${botOf(token)}`;
    this.client = openOnly(createBotClient(baseUrl, token, clock), this.over.signal);
    this.routes = new Routes(this.client, botOf(token), logger);
    const accept = (delivery: LineDelivery): Promise<void> =>
      this.accept?.(delivery) ?? Promise.reject(new Error('nobody takes it yet'));
    this.intake = new Intake({ clock, chance, logger, route: (update) => this.routes.route(update) }, accept);
    this.hook =
      webhookUrl === undefined
        ? null
        : botHook(new URL(webhookUrl).pathname, token, (update) =>
            this.over.signal.aborted ? Promise.resolve(false) : this.intake.keepOne(update),
          );
  }

  get accounts() {
    return this.routes.members.map(({ account }) => account);
  }

  get transport() {
    return this.options.webhookUrl === undefined ? 'poll' : 'webhook';
  }

  /** The bot's own chats are this account's. */
  serve(member: LineMember): void {
    this.routes.own = member;
  }

  /** What comes to the account that this owner connected is this one's. */
  lendTo(member: BusinessMember): void {
    this.routes.lent.push(member);
  }

  /** Who the bot is; asked once for all accounts of the line. Keeps trying, and says so, after a failure. */
  signIn(): Promise<ChannelResult<SelfInfo>> {
    this.signedIn ??= this.ready().then((first) => {
      if (first.ok) this.publish({ state: 'online' });
      else if (first.failure.kind === 'logged-out') this.lost(first.failure);
      else this.failed(first.failure, this.options.clock.now());
      return first;
    });
    return this.signedIn;
  }

  start(accept: (delivery: LineDelivery) => Promise<void>): void {
    this.accept = accept;
    this.running = this.run().catch((cause: unknown) => {
      const { clock, logger } = this.options;
      logger.warn({ code: cause instanceof Error ? cause.name : 'UNKNOWN' }, 'taking in updates broke off');
      this.publish({ state: 'offline', reason: 'BROKEN_OFF', retryAt: clock.now() });
    });
  }

  async close(): Promise<void> {
    if (this.over.signal.aborted) return;
    this.over.abort();
    await this.running;
    this.client.close();
  }

  /** How the line is now, for an account that is opened later than others. */
  get state(): ConnectionState {
    return this.last;
  }

  private publish(state: ConnectionState): void {
    this.last = state;
    for (const member of this.routes.members) member.line(state);
  }

  private failed(failure: ChannelFailure, retryAt: Milliseconds): void {
    if (this.last.state !== 'offline')
      this.options.logger.warn({ code: failure.code }, 'the bot gets no updates');
    this.publish({ state: 'offline', reason: failure.code, retryAt, failure });
  }

  private lost(failure: ChannelFailure): void {
    this.publish({ state: 'lost', failure });
  }

  /** Who we are, with the way updates come by in place. */
  private async ready(): Promise<ChannelResult<SelfInfo>> {
    const { token, webhookUrl, receives = true } = this.options;
    const answer = await this.client.call('getMe', {}, { signal: this.over.signal });
    if (!answer.ok) return answer;
    const self = toSelf(answer.value);
    if (self === undefined) return { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_ID' } };
    if (webhookUrl === undefined || !receives) return { ok: true, value: self };
    const hooked = await setWebhook(this.client, token, webhookUrl, this.wanted());
    return hooked.ok ? { ok: true, value: self } : hooked;
  }

  /** Until the bot answers; null when it never will, or is closed. */
  private async whenSignedIn(): Promise<SelfInfo | null> {
    const { clock, chance } = this.options;
    const { signal } = this.over;
    let answer = await this.signIn();
    for (let failures = 1; !answer.ok; failures += 1) {
      const { failure } = answer;
      if (failure.kind === 'logged-out') this.lost(failure);
      if (failure.kind === 'logged-out' || signal.aborted) return null;
      const wait = failure.kind === 'flood' ? failure.wait : backoffDelay(failures, retry, chance);
      this.failed(failure, clock.now() + wait);
      await clock.sleep(wait, signal);
      answer = await this.ready();
    }
    this.publish({ state: 'online' });
    return answer.value;
  }

  private async run(): Promise<void> {
    const { webhookUrl, receives = true, clock, chance, cursor } = this.options;
    const self = await this.whenSignedIn();
    if (self !== null && receives) await this.offerMenus();
    if (self === null || webhookUrl !== undefined || !receives) return;
    const bot = String(self.peer);
    const parts = {
      client: this.client,
      clock,
      chance,
      intake: this.intake,
      bot,
      next: nextOf(await cursor(this.key), bot),
      wanted: this.wanted(),
      answered: () => this.publish({ state: 'online' }),
      failed: (failure: ChannelFailure, retryAt: Milliseconds) => this.failed(failure, retryAt),
      lost: (failure: ChannelFailure) => this.lost(failure),
    };
    await pollUpdates(parts, this.over.signal);
  }

  /** A courtesy: whoever knows the commands, or plain words, needs no menu. What fails is offered at the next start. */
  private async offerMenus(): Promise<void> {
    for (const { language, commands } of this.options.menus ?? []) {
      const terms = { commands, ...(language === null ? {} : { language_code: language }) };
      const offered = await this.client.call('setMyCommands', terms, { signal: this.over.signal });
      if (!offered.ok) return;
    }
  }

  private wanted(): readonly string[] {
    return this.routes.lent.length === 0 ? wantedUpdates : [...wantedUpdates, ...businessUpdates];
  }
}

/** The bot's number stands in front of its token's secret: https://core.telegram.org/bots#how-do-i-create-a-bot. */
function botOf(token: string): string {
  return token.split(':', 1)[0] ?? '';
}
