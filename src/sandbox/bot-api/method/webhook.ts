import { allowedUpdates } from '../account/update-types.js';
import type { Webhook } from '../account/bots.js';
import { badRequest, tooMany } from '../call/bot-api-error.js';
import { quietJson } from '../update/poll.js';
import type { BotCall } from './bot-call.js';

/** https://core.telegram.org/bots/api#setwebhook. */
const PORTS: ReadonlySet<string> = new Set(['', '443', '80', '88', '8443']);
/** A webhook may be set once a second (telegram-bot-api, process_set_webhook_query). */
const PAUSE_MS = 1000;

/** When each bot last set one, by the wire's steady time. */
export class WebhookPauses {
  private readonly last = new Map<number, number>();

  take(bot: number, now: number): void {
    const before = this.last.get(bot);
    if (before !== undefined && now < before + PAUSE_MS) throw tooMany(1);
    this.last.set(bot, now);
  }
}

/** What the server answers beside `true`. */
export class Described {
  constructor(
    readonly result: unknown,
    readonly description: string,
  ) {}
}

export function setWebhook(call: BotCall, pauses: WebhookPauses, now: number): Described {
  const { bot, args, api } = call;
  const url = args.text('url');
  if (url === '') return deleteWebhook(call);
  pauses.take(bot.id, now);
  const webhook = checkedWebhook(call, url);
  const allowed = allowedUpdates(quietJson(args.text('allowed_updates')));
  if (allowed !== undefined) api.bots.change(bot.id, { allowed });
  const drops = args.boolean('drop_pending_updates');
  if (JSON.stringify(bot.webhook) === JSON.stringify(webhook) && !drops) {
    return new Described(true, 'Webhook is already set');
  }
  api.polls.abort(bot.id);
  if (drops) api.queue.clear(bot.id);
  api.bots.change(bot.id, { webhook });
  api.webhooks.renew(bot.id);
  return new Described(true, 'Webhook was set');
}

function checkedWebhook({ args, api }: BotCall, wish: string): Webhook {
  let url: URL;
  try {
    url = new URL(/^[a-z]+:\/\//i.test(wish) ? wish : `https://${wish}`);
  } catch {
    throw badRequest('invalid webhook URL specified');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw badRequest('invalid webhook URL specified');
  const secret = args.text('secret_token');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  if (api.habits.strictWebhooks) {
    if (url.protocol !== 'https:') {
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
    }
    if (!PORTS.has(url.port)) {
      throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
    }
  }
  const certificate = args.file('certificate')?.bytes.toString('utf8');
  return {
    url: url.href,
    secret,
    maxConnections: args.integer('max_connections', 40, 1, 100),
    ipAddress: args.text('ip_address'),
    hasCertificate: certificate !== undefined,
    ...(certificate === undefined ? {} : { certificate }),
  };
}

export function deleteWebhook({ bot, args, api }: BotCall): Described {
  if (args.boolean('drop_pending_updates')) api.queue.clear(bot.id);
  if (bot.webhook === null) return new Described(true, 'Webhook is already deleted');
  api.bots.change(bot.id, { webhook: null });
  api.webhooks.renew(bot.id);
  return new Described(true, 'Webhook was deleted');
}

/** https://core.telegram.org/bots/api#webhookinfo. */
export function getWebhookInfo({ bot, api }: BotCall): object {
  const { webhook } = bot;
  const trouble = api.webhooks.troubleOf(bot.id);
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: webhook?.hasCertificate ?? false,
    pending_update_count: api.queue.size(bot.id),
    ...(webhook === null
      ? {}
      : {
          max_connections: webhook.maxConnections,
          ip_address: webhook.ipAddress || new URL(webhook.url).hostname,
        }),
    ...(trouble === undefined ? {} : { last_error_date: trouble.date, last_error_message: trouble.message }),
    allowed_updates: bot.allowed ?? undefined,
  };
}
