import { valuesOfJson } from './call/read-arguments.js';
import { Arguments } from './call/arguments.js';
import { BotApiError, tooMany } from './call/bot-api-error.js';
import { faultInWords, type BotFaultEffect, type BotFaults } from './fault/bot-faults.js';
import { succeeded, type Outcome } from './answer-call.js';
import type { BotApi, BotMethod } from './method/bot-call.js';
import type { HookAnswer } from './update/deliver-update.js';

export interface DispatchParts {
  readonly api: BotApi;
  readonly methods: ReadonlyMap<string, BotMethod>;
  readonly faults: BotFaults;
  readonly onError: (error: unknown, where: string) => void;
}

/** Carries out calls of bots, whichever way they came. */
export class Dispatch {
  constructor(private readonly parts: DispatchParts) {}

  /** The faults that hit this call, written down by the judge. */
  faultsFor(method: string, bot: number): BotFaultEffect[] {
    const { faults, api } = this.parts;
    const effects = faults.hit(method, bot);
    for (const effect of effects) {
      api.world.journal.write(api.world.clock.now(), 'fault', bot, 0, null, {
        detail: faultInWords(effect, method),
      });
    }
    return effects;
  }

  /** Never throws. `method` in any case of letters. */
  async run(id: number, method: string, args: Arguments): Promise<Outcome> {
    const { api, methods, onError } = this.parts;
    const name = method.toLowerCase();
    try {
      const bot = api.bots.must(id);
      if (bot.loggedOutUntil > api.world.clock.now()) throw new BotApiError(400, 'Logged out');
      const handler = methods.get(name);
      if (handler === undefined) throw new BotApiError(404, 'Not Found: method not found');
      return succeeded(await handler({ bot, args, api }));
    } catch (error) {
      if (error instanceof BotApiError) {
        this.noteRefusal(id, name, args, error);
        return { ok: false, error };
      }
      onError(error, `bot API ${name}`);
      return { ok: false, error: new BotApiError(500, 'Internal Server Error') };
    }
  }

  /** A receiver may put a method into its answer; these it may not (telegram-bot-api, WebhookActor.cpp). */
  async runFromHook(bot: number, answer: HookAnswer): Promise<void> {
    const values = argumentsIn(answer);
    const method = values.get('method')?.toLowerCase() ?? '';
    const isBarred = ['', 'deletewebhook', 'setwebhook', 'close', 'logout'].includes(method);
    if (isBarred || method.startsWith('get')) return;
    await this.run(bot, method, new Arguments(values));
  }

  /** Tells the judge of a message that was tried and refused. */
  private noteRefusal(bot: number, name: string, args: Arguments, error: BotApiError): void {
    if (!name.startsWith('send') || name === 'sendchataction') return;
    const { world } = this.parts.api;
    const to = args.integer('chat_id', 0);
    if (world.users.get(to) === undefined) return;
    world.journal.write(world.clock.now(), 'refused', bot, to, null, {
      detail: `${error.code} ${error.description}`,
    });
  }
}

/** An error on demand, told as the server tells its own. */
export function errorOf(effect: BotFaultEffect & { kind: 'error' }): BotApiError {
  if (effect.code === 429) return tooMany(effect.retryAfter ?? 1);
  return new BotApiError(
    effect.code,
    effect.description,
    effect.retryAfter === undefined ? undefined : { retry_after: effect.retryAfter },
  );
}

function argumentsIn({ contentType, body }: HookAnswer): Map<string, string> {
  try {
    if (contentType.includes('json')) return valuesOfJson(body);
  } catch {
    return new Map<string, string>();
  }
  return new Map(new URLSearchParams(contentType.includes('urlencoded') ? body : ''));
}
