import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Chance } from '../../../core/chance.js';
import type { Clock } from '../../../core/clock.js';
import type { World } from '../../telegram/world/world.js';
import type { Bots, Webhook } from '../account/bots.js';
import type { BotFaultEffect } from '../fault/bot-faults.js';
import { deliverUpdate, type HookAnswer } from './deliver-update.js';
import type { QueuedUpdate, UpdateQueue } from './update-queue.js';

/** Numbers from telegram-bot-api, WebhookActor.cpp and WebhookActor.h. */
const FIRST_DELAY_S = 1;
const LONGEST_DELAY_S = 60;
const LONGEST_RETRY_AFTER_S = 3600;
const GONE_FOR_MS = 23 * 3_600_000;
const PATIENCE_MS = 60_000;

export interface WebhookParts {
  readonly world: World;
  readonly bots: Bots;
  readonly queue: UpdateQueue;
  /** What receivers wait by. */
  readonly wire: Clock;
  readonly chance: Chance;
  /** Faults for a delivery to this bot. */
  readonly faults: (bot: number) => readonly BotFaultEffect[];
  /** Carries out what a receiver wrote into its answer. */
  readonly execute: (bot: number, answer: HookAnswer) => void;
}

interface Attempt {
  delay: number;
  fails: number;
  /** Milliseconds of the wire's steady time. */
  wakeAt: number;
}

interface Hook {
  readonly webhook: Webhook;
  readonly agent: Agent;
  readonly busy: Set<string>;
  readonly attempts: Map<number, Attempt>;
  goneSince: number | undefined;
  timer: { cancel(): void } | undefined;
}

export interface HookTrouble {
  /** Seconds. */
  readonly date: number;
  readonly message: string;
}

/** Posts updates where a webhook is set: in order within a lane, lanes beside one another, again until it is taken. */
export class Webhooks {
  private readonly hooks = new Map<number, Hook>();
  private readonly troubles = new Map<number, HookTrouble>();
  private isClosed = false;

  constructor(private readonly parts: WebhookParts) {
    parts.queue.onArrival((bot) => this.wake(bot));
  }

  /** Takes up the deliveries that a run before left. */
  start(): void {
    for (const bot of this.parts.bots.all()) this.wake(bot.id);
  }

  /** The last thing that went wrong since the webhook was set. */
  troubleOf(bot: number): HookTrouble | undefined {
    return this.troubles.get(bot);
  }

  /** Takes up the webhook as it now stands. */
  renew(bot: number): void {
    this.drop(bot);
    this.troubles.delete(bot);
    this.wake(bot);
  }

  close(): void {
    this.isClosed = true;
    for (const bot of [...this.hooks.keys()]) this.drop(bot);
  }

  private drop(bot: number): void {
    const hook = this.hooks.get(bot);
    hook?.timer?.cancel();
    hook?.agent.destroy();
    this.hooks.delete(bot);
  }

  private wake(bot: number): void {
    const webhook = this.parts.bots.must(bot).webhook;
    if (webhook === null || this.isClosed) return;
    let hook = this.hooks.get(bot);
    if (hook === undefined) {
      const options = { keepAlive: true, maxSockets: webhook.maxConnections };
      const agent = webhook.url.startsWith('https:') ? new SecureAgent(options) : new Agent(options);
      hook = { webhook, agent, busy: new Set(), attempts: new Map(), goneSince: undefined, timer: undefined };
      this.hooks.set(bot, hook);
    }
    this.send(bot, hook);
  }

  private send(bot: number, hook: Hook): void {
    const now = this.parts.wire.steady();
    const heads = new Map<string, QueuedUpdate>();
    for (const update of this.parts.queue.peek(bot, hook.webhook.maxConnections * 2)) {
      if (!heads.has(update.lane)) heads.set(update.lane, update);
    }
    let nextAt = Infinity;
    for (const [lane, update] of heads) {
      if (hook.busy.size >= hook.webhook.maxConnections) break;
      if (hook.busy.has(lane)) continue;
      const wakeAt = hook.attempts.get(update.id)?.wakeAt ?? now;
      if (wakeAt > now) {
        nextAt = Math.min(nextAt, wakeAt);
        continue;
      }
      hook.busy.add(lane);
      this.attempt(bot, hook, update)
        .finally(() => {
          hook.busy.delete(lane);
          if (this.hooks.get(bot) === hook) this.send(bot, hook);
        })
        .catch((error: unknown) => this.fail(bot, hook, update, `Webhook failed: ${String(error)}`, 0));
    }
    hook.timer?.cancel();
    hook.timer =
      nextAt === Infinity
        ? undefined
        : this.parts.wire.after(nextAt - now, () => this.send(bot, hook), { unref: true });
  }

  private async attempt(bot: number, hook: Hook, first: QueuedUpdate): Promise<void> {
    const effects = this.parts.faults(bot);
    const late = effects.reduce((sum, one) => sum + (one.kind === 'latency' ? one.ms : 0), 0);
    if (late > 0) await this.parts.wire.sleep(late);
    const lost = effects.find((effect) => effect.kind === 'lose');
    if (lost?.applied === false) return this.fail(bot, hook, first, 'Connection reset by peer', 0);
    const update = this.overtaking(bot, first, effects);
    const body = JSON.stringify({ update_id: update.id, [update.type]: JSON.parse(update.body) as unknown });
    let answer: HookAnswer;
    try {
      if (effects.some((effect) => effect.kind === 'duplicate')) {
        await deliverUpdate(hook.webhook, body, hook.agent, PATIENCE_MS);
      }
      answer = await deliverUpdate(hook.webhook, body, hook.agent, PATIENCE_MS);
    } catch (error) {
      return this.fail(bot, hook, update, error instanceof Error ? error.message : 'Connection closed', 0);
    }
    if (this.hooks.get(bot) !== hook) return;
    if (lost !== undefined) return this.fail(bot, hook, update, 'Connection reset by peer', 0);
    if (answer.status >= 200 && answer.status <= 299) {
      hook.goneSince = undefined;
      hook.attempts.delete(update.id);
      this.parts.queue.forget(bot, update.id);
      this.parts.execute(bot, answer);
      return;
    }
    if (answer.status === 410) this.gone(bot, hook);
    else hook.goneSince = undefined;
    if (this.hooks.get(bot) !== hook) return;
    const words = `Wrong response from the webhook: ${answer.status} ${answer.reason}`;
    this.fail(bot, hook, update, words, answer.retryAfter);
  }

  /** The second of a lane goes first where that was asked for. */
  private overtaking(bot: number, first: QueuedUpdate, effects: readonly BotFaultEffect[]): QueuedUpdate {
    if (!effects.some((effect) => effect.kind === 'reorder')) return first;
    const lane = this.parts.queue.peek(bot, 100).filter((update) => update.lane === first.lane);
    return lane[1] ?? first;
  }

  /** A receiver that says for 23 hours that it is gone loses the webhook. */
  private gone(bot: number, hook: Hook): void {
    const now = this.parts.world.clock.now();
    hook.goneSince ??= now;
    if (now - hook.goneSince <= GONE_FOR_MS) return;
    this.parts.bots.change(bot, { webhook: null });
    this.renew(bot);
  }

  private fail(bot: number, hook: Hook, update: QueuedUpdate, message: string, retryAfter: number): void {
    const { world, wire, queue, chance } = this.parts;
    if (this.hooks.get(bot) !== hook) return;
    this.troubles.set(bot, { date: Math.floor(world.clock.now() / 1000), message });
    const attempt = hook.attempts.get(update.id) ?? { delay: FIRST_DELAY_S, fails: 0, wakeAt: 0 };
    let wait = Math.min(Math.max(0, retryAfter), LONGEST_RETRY_AFTER_S);
    if (wait === 0 && attempt.fails > 0) {
      const longest = LONGEST_DELAY_S * (1 + chance.next());
      attempt.delay = Math.min(longest, attempt.delay * 2);
      wait = attempt.delay;
    }
    if (world.clock.now() + wait * 1000 > update.expiresAt) {
      hook.attempts.delete(update.id);
      queue.forget(bot, update.id);
      return;
    }
    attempt.fails += 1;
    attempt.wakeAt = wire.steady() + wait * 1000;
    hook.attempts.set(update.id, attempt);
  }
}
