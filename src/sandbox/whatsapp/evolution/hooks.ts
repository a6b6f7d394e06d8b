import { createHmac } from 'node:crypto';
import type { Clock } from '../../../core/clock.js';
import type { ServiceFaults } from '../wire/faults.js';
import { postToHook } from '../wire/post-to-hook.js';
import type { EvolutionEvent } from './events.js';
import type { EvolutionInstance } from './instance.js';

/** WEBHOOK_RETRY_*: ten tries, five seconds doubling to three hundred; these are never tried again. */
const tries = 10;
const longestRetryMs = 300_000;
const neverAgain: readonly number[] = [400, 401, 403, 404, 422];
const patienceMs = 30_000;

export interface HookParts {
  /** What the service dates by, and signs with. */
  readonly clock: Clock;
  /** What receivers wait by. */
  readonly wire: Clock;
  readonly faults: ServiceFaults;
  /** Five seconds, or sooner where nobody wants to wait. */
  readonly firstRetryMs: number;
  /** Where an address is reached from here. */
  readonly reach: (url: string) => string;
  readonly onError: (error: unknown) => void;
}

/** Posts events as they come, without waiting for one another: a later one may overtake. What waits is in memory only. */
export class EvolutionHooks {
  /** A restart forgets whatever has not been taken. */
  private generation = 0;
  /** Given up, by status; 0 for no answer. */
  readonly lost: number[] = [];

  constructor(private readonly parts: HookParts) {}

  post(instance: EvolutionInstance, { event, data }: EvolutionEvent): void {
    const { hook } = instance;
    if (hook === null) return;
    const name = event.toUpperCase().replaceAll('.', '_');
    if (hook.events.length > 0 && !hook.events.includes(name)) return;
    const body = Buffer.from(
      JSON.stringify({
        event,
        instance: instance.name,
        data,
        destination: hook.url,
        date_time: new Date(this.parts.clock.now()).toISOString(),
        sender: `${instance.line}@s.whatsapp.net`,
        server_url: 'http://localhost:8080',
        // In clear, as the service does it.
        apikey: instance.token,
      }),
    );
    this.deliver(instance, body, this.generation).catch(this.parts.onError);
  }

  restart(): void {
    this.generation += 1;
  }

  private async deliver(instance: EvolutionInstance, body: Buffer, generation: number): Promise<void> {
    const { wire, faults, firstRetryMs, reach } = this.parts;
    const effects = faults.hit('webhook');
    if (effects.some(({ kind }) => kind === 'drop')) return;
    let wait = firstRetryMs;
    let status = 0;
    for (let count = 0; count < tries; count += 1) {
      const { hook } = instance;
      if (hook === null || generation !== this.generation) return;
      const headers = { 'content-type': 'application/json', ...this.proof(hook.headers) };
      for (let copies = effects.some(({ kind }) => kind === 'duplicate') ? 2 : 1; copies > 0; copies -= 1) {
        status = await postToHook(reach(hook.url), { body, headers, patienceMs }).then(
          (answer) => answer.status,
          () => 0,
        );
      }
      if (status >= 200 && status < 300) return;
      if (neverAgain.includes(status)) break;
      await wire.sleep(wait);
      wait = Math.min(longestRetryMs, wait * 2);
    }
    this.lost.push(status);
  }

  /** `jwt_key` among the headers is not sent but signed with: HS256, ten minutes (webhook.controller.ts, generateJwtToken). */
  private proof({
    jwt_key: key,
    ...headers
  }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    if (key === undefined) return headers;
    const now = Math.floor(this.parts.clock.now() / 1_000);
    const payload = { iat: now, exp: now + 600, app: 'evolution', action: 'webhook' };
    return { ...headers, authorization: `Bearer ${jwt({ alg: 'HS256', typ: 'JWT' }, payload, key)}` };
  }
}

export function jwt(head: object, payload: object, key: string): string {
  const text = [head, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}
