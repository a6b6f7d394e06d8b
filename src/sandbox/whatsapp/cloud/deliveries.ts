import { createHmac } from 'node:crypto';
import type { Clock, Milliseconds } from '../../../core/clock.js';
import { postToHook } from '../wire/post-to-hook.js';
import type { ServiceFaults } from '../wire/faults.js';
import { displayed, type CloudNumber } from './number.js';

/** One thing to tell: a message, a status, or whatever else a field says. */
export interface Item {
  readonly number: CloudNumber;
  readonly field: string;
  /** `messages`, `statuses`, or null where `value` is the whole value of the change. */
  readonly list: 'messages' | 'statuses' | null;
  readonly value: object;
  readonly contacts?: readonly object[];
  /** Milliseconds of the world. */
  readonly at: Milliseconds;
}

/** Retried with falling frequency for up to seven days (webhooks overview). */
const keptForMs = 7 * 86_400_000;
const longestRetryMs = 3_600_000;
const patienceMs = 20_000;

export interface DeliveryParts {
  readonly world: { readonly clock: Clock };
  /** What receivers wait by. */
  readonly wire: Clock;
  readonly faults: ServiceFaults;
  readonly onError: (error: unknown) => void;
  /** How long after a refusal it is tried again for the first time. */
  readonly firstRetryMs: number;
}

/** What waits for one address, posted one after another, again until it is taken. */
export class Deliveries {
  private readonly waiting = new Map<string, Item[]>();
  private readonly busy = new Set<string>();
  private isClosed = false;
  /** How often each delivery was refused, by status; 0 for no answer. */
  readonly refusals: number[] = [];
  private posted = 0;

  constructor(private readonly parts: DeliveryParts) {}

  push(item: Item): void {
    const { hook } = item.number;
    if (hook === null || !item.number.isSubscribed || this.isClosed) return;
    this.waiting.set(hook.url, [...(this.waiting.get(hook.url) ?? []), item]);
    this.wake(hook.url);
  }

  /** How many things nobody has taken yet. */
  get size(): number {
    return [...this.waiting.values()].reduce((sum, items) => sum + items.length, 0);
  }

  close(): void {
    this.isClosed = true;
    this.waiting.clear();
  }

  private wake(url: string): void {
    if (this.busy.has(url)) return;
    this.busy.add(url);
    // What happens in the same moment goes together, where the number has batches.
    Promise.resolve()
      .then(() => this.empty(url))
      .catch(this.parts.onError)
      .finally(() => this.busy.delete(url));
  }

  private async empty(url: string): Promise<void> {
    const { wire, world, faults, firstRetryMs } = this.parts;
    let wait = firstRetryMs;
    for (;;) {
      const items = (this.waiting.get(url) ?? []).filter(({ at }) => world.clock.now() - at < keptForMs);
      const [first] = items;
      if (first === undefined || this.isClosed) {
        this.waiting.delete(url);
        return;
      }
      const effects = faults.hit('webhook');
      if (effects.some(({ kind }) => kind === 'reorder')) items.reverse();
      const taken = items.slice(0, first.number.batch);
      const lost = effects.find((effect) => effect.kind === 'lose');
      let isTaken = false;
      for (let times = effects.some(({ kind }) => kind === 'duplicate') ? 2 : 1; times > 0; times -= 1) {
        if (lost?.applied === false) break;
        isTaken = (await this.post(url, taken)) && lost === undefined;
      }
      const rest = (this.waiting.get(url) ?? []).filter((item) => !taken.includes(item));
      if (isTaken) {
        this.waiting.set(url, rest);
        wait = firstRetryMs;
        continue;
      }
      await wire.sleep(wait);
      wait = Math.min(longestRetryMs, wait * 2);
    }
  }

  private async post(url: string, items: readonly Item[]): Promise<boolean> {
    const [first] = items;
    if (first === undefined) return true;
    this.posted += 1;
    const { body, signature } = signed(payloadOf(items, this.posted), first.number);
    const headers = {
      'content-type': 'application/json',
      'x-hub-signature-256': signature,
      'user-agent': 'facebookexternalua',
    };
    const status = await postToHook(url, { body, headers, patienceMs }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status !== 200) this.refusals.push(status);
    return status === 200;
  }
}

/**
 * As few objects as the service makes of it, or as many: what is about one number may share a value, a change or an
 * entry, and comes in each of these ways in turn.
 */
export function payloadOf(items: readonly Item[], turn: number): object {
  const way = turn % 3;
  const entries: { id: string; changes: { field: string; value: object }[] }[] = [];
  for (const item of items) {
    const value = valueOf(item);
    const entry = entries.at(-1);
    const change = entry?.changes.at(-1);
    const isSame = entry?.id === item.number.wabaId;
    if (way !== 0 && isSame && way === 1 && change !== undefined && joins(change.value, value, item))
      continue;
    if (way !== 0 && isSame && entry !== undefined) entry.changes.push({ field: item.field, value });
    else entries.push({ id: item.number.wabaId, changes: [{ field: item.field, value }] });
  }
  return { object: 'whatsapp_business_account', entry: entries };
}

/** Puts the item into the value of the change before it, where both are lists of the same kind and number. */
function joins(into: object, value: object, { list }: Item): boolean {
  if (list === null) return false;
  const target = into as Record<string, unknown>;
  const source = value as Record<string, unknown>;
  const isSame = JSON.stringify(target['metadata']) === JSON.stringify(source['metadata']);
  if (!isSame || !Array.isArray(target[list]) || !Array.isArray(source[list])) return false;
  target[list] = [...(target[list] as unknown[]), ...(source[list] as unknown[])];
  const contacts = [
    ...((target['contacts'] ?? []) as unknown[]),
    ...((source['contacts'] ?? []) as unknown[]),
  ];
  if (contacts.length > 0) target['contacts'] = contacts;
  return true;
}

function valueOf({ number, list, value, contacts }: Item): object {
  if (list === null) return value;
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: displayed(number), phone_number_id: number.phoneNumberId },
    ...(contacts === undefined ? {} : { contacts }),
    [list]: [value],
  };
}

/** `X-Hub-Signature-256` over what is sent, or over its escaped form. */
export function signed(
  payload: object,
  { signing, appSecret }: Pick<CloudNumber, 'signing' | 'appSecret'>,
): { readonly body: Buffer; readonly signature: string } {
  const plain = JSON.stringify(payload);
  // By UTF-16 units: a character beyond them is two escapes.
  const escaped = plain
    .split('')
    .map((unit) => (unit < '\u0080' ? unit : hex(unit.charCodeAt(0))))
    .join('');
  const body = Buffer.from(signing === 'escaped' ? escaped : plain, 'utf8');
  const over = signing === 'raw' ? plain : escaped;
  return { body, signature: `sha256=${createHmac('sha256', appSecret).update(over, 'utf8').digest('hex')}` };
}

function hex(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
