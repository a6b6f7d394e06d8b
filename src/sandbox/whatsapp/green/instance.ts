import type { Clock, Milliseconds } from '../../../core/clock.js';
import type { ChatMessage } from '../world/messages.js';

/** https://green-api.com/en/docs/api/account/GetStateInstance. */
export type InstanceState =
  'authorized' | 'notAuthorized' | 'blocked' | 'sleepMode' | 'starting' | 'yellowCard' | 'suspended';

/** How people are called in notifications: phones' ids, linked devices' ids, or one here and the other there. */
export type CallsPeople = 'phone' | 'lid' | 'both';

export interface Notification {
  readonly receiptId: number;
  readonly body: object;
  /** Milliseconds of the world. */
  readonly at: Milliseconds;
}

/** One number behind the service: what waits to be told, and what waits to be sent. */
export interface Instance {
  readonly id: string;
  token: string;
  /** Digits. */
  readonly line: string;
  readonly name: string;
  state: InstanceState;
  callsPeople: CallsPeople;
  /** Between two messages of the queue (delaySendMessagesMilliseconds). */
  delayMs: Milliseconds;
  /** How many chats the plan allows; what is beyond is refused with 466. */
  chats: number;
  readonly settings: Record<string, unknown>;
  readonly notifications: Notification[];
  readonly queue: { readonly message: ChatMessage; readonly at: Milliseconds }[];
  nextReceipt: number;
  isSending: boolean;
  readonly used: Set<string>;
  /** Woken when something is to be told. */
  readonly waiting: Set<() => void>;
}

export interface NewInstance {
  readonly id: string;
  readonly token: string;
  readonly line: string;
  readonly name?: string;
}

/** Kept so long, and then gone: notifications and queued messages alike. */
const keptMs = 24 * 3_600_000;

export function newInstance(draft: NewInstance): Instance {
  return {
    name: 'Kindred',
    ...draft,
    state: 'authorized',
    callsPeople: 'phone',
    delayMs: 0,
    chats: Number.MAX_SAFE_INTEGER,
    settings: {
      outgoingWebhook: 'yes',
      outgoingMessageWebhook: 'yes',
      outgoingAPIMessageWebhook: 'yes',
      incomingWebhook: 'yes',
      stateWebhook: 'yes',
      editedMessageWebhook: 'yes',
      deletedMessageWebhook: 'yes',
    },
    notifications: [],
    queue: [],
    nextReceipt: 1,
    isSending: false,
    used: new Set(),
    waiting: new Set(),
  };
}

/** Told after whatever waits already. */
export function notify(instance: Instance, clock: Clock, body: object): void {
  instance.notifications.push({ receiptId: instance.nextReceipt, body, at: clock.now() });
  instance.nextReceipt += 1;
  for (const wake of [...instance.waiting]) wake();
}

/** The oldest that waits, the same until it is deleted. */
export function oldest(instance: Instance, clock: Clock): Notification | undefined {
  for (;;) {
    const [first] = instance.notifications;
    if (first === undefined || clock.now() - first.at <= keptMs) return first;
    instance.notifications.shift();
  }
}

export function isStale(at: Milliseconds, clock: Clock): boolean {
  return clock.now() - at > keptMs;
}
