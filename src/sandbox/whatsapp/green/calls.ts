import type { Clock } from '../../../core/clock.js';
import type { ChatMessage } from '../world/messages.js';
import type { WhatsAppUser } from '../world/users.js';
import type { WhatsAppWorld } from '../world/world.js';
import type { ServiceAnswer, ServiceCall } from '../wire/http-service.js';
import { qrPng } from '../wire/qr-png.js';
import { isStale, notify, oldest, type Instance } from './instance.js';
import { chatIdOf } from './notifications.js';

/** https://green-api.com/en/docs/api/sending/SendMessage: 20,000 characters. */
const mostText = 20_000;
/** receiveTimeout: 5 to 60 seconds. */
const wait = { usual: 5, least: 5, most: 60 };

export interface Served {
  readonly world: WhatsAppWorld;
  readonly wire: Clock;
  readonly instance: Instance;
  readonly call: ServiceCall;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Sends what waits, in order. */
  readonly pump: () => void;
}

type Method = (served: Served) => ServiceAnswer | Promise<ServiceAnswer>;

const ok = (body: unknown): ServiceAnswer => ({ status: 200, body });
const bad = (message: string): ServiceAnswer => ({ status: 400, body: { message } });

/** By the name in the path: https://green-api.com/en/docs/api. */
export const greenMethods: Readonly<Record<string, Method>> = {
  receiveNotification: async ({ world, wire, instance, call }) => {
    const asked = Number(call.query.get('receiveTimeout') ?? wait.usual);
    const first = oldest(instance, world.clock) ?? (await arrival({ world, wire, instance, call }, asked));
    return ok(first === undefined ? null : { receiptId: first.receiptId, body: first.body });
  },
  deleteNotification: ({ instance, call }) => {
    const receipt = Number(call.path[3]);
    const at = instance.notifications.findIndex(({ receiptId }) => receiptId === receipt);
    if (at >= 0) instance.notifications.splice(at, 1);
    return ok(at >= 0 ? { result: true, reason: '' } : { result: false, reason: 'receiptId not found' });
  },
  sendMessage: ({ world, instance, fields, pump }) => {
    const { chatId, message: text, quotedMessageId: quoted } = fields;
    if (typeof chatId !== 'string' || !/^\d+@(?:c\.us|g\.us|lid)$/u.test(chatId)) {
      return bad("Validation failed. Details: 'chatId' is not allowed to be empty");
    }
    if (typeof text !== 'string' || text === '')
      return bad("Validation failed. Details: 'message' is required");
    if ([...text].length > mostText) return bad("Validation failed. Details: 'message' is too long");
    const user = userAt(world, chatId);
    instance.used.add(chatId);
    if (instance.used.size > instance.chats) {
      return { status: 466, body: { message: 'Monthly quota has been exceeded' } };
    }
    const message = world.post(
      instance.line,
      user?.number ?? chatId.split('@')[0] ?? '',
      { kind: 'text', text },
      'program',
      typeof quoted === 'string' ? { replyTo: quoted } : {},
    );
    // Taken whatever the state is, and kept for a day.
    instance.queue.push({ message, at: world.clock.now() });
    pump();
    return ok({ idMessage: message.id });
  },
  sendTyping: ({ world, instance, fields }) => {
    const user = userAt(world, fields['chatId']);
    const { typingTime: time } = fields;
    if (typeof time !== 'number' || time < 1_000 || time > 20_000) return bad('typingTime');
    if (user !== undefined) world.types('line', instance.line, user.number);
    return ok({});
  },
  readChat: ({ world, instance, fields }) => {
    const user = userAt(world, fields['chatId']);
    const { idMessage } = fields;
    const theirs = world.chat(instance.line, user?.number ?? '').filter(({ by }) => by === 'user');
    const last = typeof idMessage === 'string' ? theirs.find(({ id }) => id === idMessage) : theirs.at(-1);
    if (last !== undefined) world.lineReads(last);
    return ok({ setRead: last !== undefined });
  },
  editMessage: ({ world, fields }) => {
    const message = ours(world, fields['idMessage']);
    if (message === undefined || typeof fields['message'] !== 'string') return bad('idMessage');
    world.edits(message, fields['message']);
    return ok({ idMessage: message.id });
  },
  deleteMessage: ({ world, fields }) => {
    const message = ours(world, fields['idMessage']);
    if (message === undefined) return bad('idMessage');
    world.removes(message);
    return ok({});
  },
  getStateInstance: ({ instance }) => ok({ stateInstance: instance.state }),
  getWaSettings: ({ instance }) =>
    ok({ avatar: '', phone: instance.line, deviceId: '', stateInstance: instance.state }),
  getSettings: ({ instance }) => ok({ wid: `${instance.line}@c.us`, ...instance.settings }),
  setSettings: ({ instance, fields }) => {
    Object.assign(instance.settings, fields);
    return ok({ saveSettings: true });
  },
  // The first of the queue is being sent and is not shown.
  showMessagesQueue: ({ instance }) =>
    ok(
      instance.queue.slice(1).map(({ message }) => ({
        messageID: message.id,
        messagesIDs: [message.id],
        type: 'SendMessage',
        body: { chatId: `${message.user}@c.us`, linkPreview: true, message: message.content.text },
      })),
    ),
  clearMessagesQueue: ({ world, instance }) => {
    for (const { message } of instance.queue.splice(0)) message.reach = 'failed';
    return ok({ isCleared: world.clock.now() > 0 });
  },
  lastOutgoingMessages: ({ world, instance, call }) => {
    const minutes = Number(call.query.get('minutes') ?? 1_440);
    return ok(journal(world, instance, (message) => message.by !== 'user', minutes));
  },
  lastIncomingMessages: ({ world, instance, call }) => {
    const minutes = Number(call.query.get('minutes') ?? 1_440);
    return ok(journal(world, instance, (message) => message.by === 'user', minutes));
  },
  getChatHistory: ({ world, instance, fields }) => {
    const user = userAt(world, fields['chatId']);
    const count = typeof fields['count'] === 'number' ? fields['count'] : 100;
    return ok(journal(world, instance, (message) => message.user === user?.number, 1e9).slice(0, count));
  },
  getMessage: ({ world, fields }) => {
    const message = typeof fields['idMessage'] === 'string' ? world.message(fields['idMessage']) : undefined;
    return message === undefined
      ? bad('message not found by id')
      : ok({ idMessage: message.id, textMessage: message.content.text });
  },
  checkWhatsapp: ({ world, instance, fields }) => {
    const user = world.find(String(fields['phoneNumber']));
    return ok({
      existsWhatsapp: user !== undefined,
      ...(user === undefined ? {} : { chatId: chatIdOf(instance, user) }),
    });
  },
  getContacts: ({ world, instance }) =>
    ok(world.all().map((user) => ({ id: chatIdOf(instance, user), name: user.name, type: 'user' }))),
  reboot: ({ instance }) => {
    instance.notifications.length = 0;
    return ok({ isReboot: true });
  },
  logout: ({ instance }) => {
    instance.state = 'notAuthorized';
    return ok({ isLogout: true });
  },
  qr: ({ instance }) =>
    ok(
      instance.state === 'authorized'
        ? { type: 'alreadyLogged', message: 'instance account already authorized' }
        : { type: 'qrCode', message: qrPng(`2@sandbox-${instance.id}`).toString('base64') },
    ),
  getAuthorizationCode: ({ instance }) =>
    instance.state === 'authorized'
      ? ok({ status: false, code: '' })
      : ok({ status: true, code: 'K1NDR3D2' }),
};

/** Resolves when something is to be told, when the time asked for is over, or when the client has gone. */
async function arrival(
  { world, wire, instance, call }: Pick<Served, 'world' | 'wire' | 'instance' | 'call'>,
  asked: number,
): Promise<ReturnType<typeof oldest>> {
  const seconds = Math.min(wait.most, Math.max(wait.least, Number.isFinite(asked) ? asked : wait.usual));
  const over = new AbortController();
  const leave = (): void => over.abort();
  call.signal.addEventListener('abort', leave, { once: true });
  instance.waiting.add(leave);
  await wire.sleep(seconds * 1_000, over.signal);
  instance.waiting.delete(leave);
  call.signal.removeEventListener('abort', leave);
  return oldest(instance, world.clock);
}

/** Sends the queue of an instance in order, as long as it may send; what is a day old is thrown away. */
export async function sendQueue(world: WhatsAppWorld, wire: Clock, instance: Instance): Promise<void> {
  if (instance.isSending) return;
  instance.isSending = true;
  try {
    while (instance.state === 'authorized') {
      const [first] = instance.queue;
      if (first === undefined) return;
      if (instance.delayMs > 0) await wire.sleep(instance.delayMs);
      if (instance.queue[0] !== first) continue;
      instance.queue.shift();
      if (isStale(first.at, world.clock)) continue;
      if (world.find(first.message.user) === undefined) world.reach(first.message, 'failed');
      else world.carry(first.message);
    }
  } finally {
    instance.isSending = false;
  }
}

/** Newest first, as the service gives its journals. */
function journal(
  world: WhatsAppWorld,
  instance: Instance,
  fits: (message: ChatMessage) => boolean,
  minutes: number,
): readonly object[] {
  const since = world.clock.now() - minutes * 60_000;
  return world.facts
    .flatMap(({ deed }) => (deed.kind === 'said' || deed.kind === 'posted' ? [deed.message] : []))
    .filter((message) => message.line === instance.line && message.at >= since && fits(message))
    .toReversed()
    .map((message) => ({
      type: message.by === 'user' ? 'incoming' : 'outgoing',
      idMessage: message.id,
      timestamp: Math.floor(message.at / 1_000),
      typeMessage: 'textMessage',
      chatId: chatIdOf(instance, world.must(message.user)),
      textMessage: message.content.text,
      ...(message.by === 'user'
        ? {}
        : {
            statusMessage: message.reach === 'waiting' ? 'pending' : message.reach,
            sendByApi: message.by === 'program',
          }),
    }));
}

function userAt(world: WhatsAppWorld, chatId: unknown): WhatsAppUser | undefined {
  const [name = '', server = ''] = typeof chatId === 'string' ? chatId.split('@') : [];
  return server === 'lid' ? world.all().find(({ lid }) => lid === name) : world.find(name);
}

function ours(world: WhatsAppWorld, id: unknown): ChatMessage | undefined {
  const message = typeof id === 'string' ? world.message(id) : undefined;
  return message?.by === 'user' ? undefined : message;
}

/** The state changed, as the console or the phone did it. */
export function changeState(world: WhatsAppWorld, instance: Instance, state: Instance['state']): void {
  instance.state = state;
  notify(instance, world.clock, {
    typeWebhook: 'stateInstanceChanged',
    instanceData: { idInstance: Number(instance.id), wid: `${instance.line}@c.us`, typeInstance: 'whatsapp' },
    timestamp: Math.floor(world.clock.now() / 1_000),
    stateInstance: state,
  });
}
