import type { Clock } from '../../../core/clock.js';
import type { ChatMessage } from '../world/messages.js';
import type { WhatsAppUser } from '../world/users.js';
import type { WhatsAppWorld } from '../world/world.js';
import type { ServiceAnswer } from '../wire/http-service.js';
import { record } from './events.js';
import type { EvolutionHook, EvolutionInstance } from './instance.js';

export type Fields = Readonly<Record<string, unknown>>;

export interface EvolutionCall {
  readonly world: WhatsAppWorld;
  readonly wire: Clock;
  readonly instance: EvolutionInstance;
  readonly fields: Fields;
}

type Route = (call: EvolutionCall) => ServiceAnswer | Promise<ServiceAnswer>;

const ok = (body: unknown, status = 200): ServiceAnswer => ({ status, body });

/** Everything that fails inside is told as 400, whatever it did before (sendMessageWithTyping: BadRequestException). */
export const badRequest = (message: unknown): ServiceAnswer => ({
  status: 400,
  body: { status: 400, error: 'Bad Request', response: { message } },
});

const longestDelayMs = 20_000;

/** By method and path without the instance (evolution-api 2.3.7, src/api/routes). */
export const evolutionRoutes: Readonly<Record<string, Route>> = {
  'GET instance/connectionState': ({ instance: { name, state } }) =>
    ok({ instance: { instanceName: name, state } }),
  'GET instance/connect': ({ instance }) =>
    instance.state === 'open'
      ? ok({ instance: { instanceName: instance.name, state: 'open' } })
      : ok({
          pairingCode: 'K1NDR3D2',
          code: `2@sandbox-${instance.name}`,
          base64: 'data:image/png;base64,',
          count: 1,
        }),
  'GET instance/fetchInstances': ({ instance: { name, line, state } }) =>
    ok([
      {
        id: 'c3c7f7d4',
        name,
        connectionStatus: state,
        ownerJid: `${line}@s.whatsapp.net`,
        profileName: name,
      },
    ]),
  'POST instance/setPresence': ({ instance, fields }) => {
    instance.isOnline = fields['presence'] === 'available';
    return ok({ presence: fields['presence'] });
  },
  'POST message/sendText': ({ world, instance, fields }) => {
    const { number, text, quoted } = fields;
    if (typeof number !== 'string' || typeof text !== 'string') {
      return badRequest([[`instance requires property "${typeof number === 'string' ? 'text' : 'number'}"`]]);
    }
    if (!isLive(instance)) return badRequest(['Error: Connection Closed']);
    const user = userAt(world, number);
    if (user === undefined) return badRequest([{ jid: number, exists: false, number }]);
    const repliedId = field(field(quoted, 'key'), 'id');
    const content = { kind: 'text', text };
    const options = typeof repliedId === 'string' ? { replyTo: repliedId } : {};
    const message = world.post(instance.line, user.number, content, 'program', options);
    world.carry(message);
    return ok(record(world, instance, message), 201);
  },
  'POST message/sendReaction': ({ world, fields }) => {
    const message = messageAt(world, fields['key']);
    if (message === undefined) return badRequest(['message not found']);
    const { reaction } = fields;
    world.reacts(message, 'line', typeof reaction === 'string' && reaction !== '' ? reaction : null);
    return ok({ status: 'PENDING' }, 201);
  },
  'POST chat/markMessageAsRead': ({ world, fields }) => {
    const keys = Array.isArray(fields['readMessages']) ? (fields['readMessages'] as unknown[]) : [];
    for (const key of keys) {
      const message = messageAt(world, key);
      // Keys by lid are passed over, and the answer is the same.
      if (message !== undefined && String(field(key, 'remoteJid')).endsWith('@s.whatsapp.net'))
        world.lineReads(message);
    }
    return ok({ message: 'Read messages', read: 'success' }, 201);
  },
  'POST chat/sendPresence': async ({ world, wire, instance, fields }) => {
    const { number, delay, presence } = fields;
    if (typeof delay !== 'number' || typeof number !== 'string')
      return badRequest([['instance requires property "delay"']]);
    const user = userAt(world, number);
    if (user !== undefined && presence !== 'paused') world.types('line', instance.line, user.number);
    // The call takes as long as the sign is shown.
    await wire.sleep(Math.min(longestDelayMs, delay));
    return ok({ presence }, 201);
  },
  'POST chat/updateMessage': ({ world, fields }) => {
    const message = messageAt(world, fields['key']);
    if (message === undefined || message.by === 'user') return badRequest(['Message not found']);
    if (world.clock.now() - message.at > 15 * 60_000) return badRequest(['Message is older than 15 minutes']);
    world.edits(message, String(fields['text']));
    return ok({ status: 'PENDING' });
  },
  'DELETE chat/deleteMessageForEveryone': ({ world, fields }) => {
    const message = messageAt(world, fields);
    if (message === undefined || message.by === 'user') return badRequest(['Message not found']);
    world.removes(message);
    return ok({ status: 'PENDING' }, 201);
  },
  'POST chat/findMessages': ({ world, instance, fields }) => {
    const where = fields['where'];
    const jid = field(field(where, 'key'), 'remoteJid');
    const since = Date.parse(String(field(field(where, 'messageTimestamp'), 'gte')));
    const size = typeof fields['offset'] === 'number' ? fields['offset'] : 50;
    const page = typeof fields['page'] === 'number' ? fields['page'] : 1;
    const user = typeof jid === 'string' ? userAt(world, jid) : undefined;
    const all = world.facts
      .flatMap(({ deed }) => (deed.kind === 'said' || deed.kind === 'posted' ? [deed.message] : []))
      .filter((one) => one.line === instance.line && (user === undefined || one.user === user.number))
      .filter((one) => Number.isNaN(since) || one.at >= since)
      .toReversed();
    const records = all.slice((page - 1) * size, page * size).map((one) => record(world, instance, one));
    return ok({
      messages: { total: all.length, pages: Math.ceil(all.length / size), currentPage: page, records },
    });
  },
  'POST chat/whatsappNumbers': async ({ world, wire, instance, fields }) => {
    // Asked of WhatsApp itself: a connection that only says that it is open never answers.
    if (!isLive(instance)) await wire.sleep(60_000);
    const numbers = Array.isArray(fields['numbers']) ? (fields['numbers'] as unknown[]) : [];
    return ok(
      numbers.map((number) => {
        const isOurs = String(number) === instance.line;
        return {
          jid: `${String(number)}@s.whatsapp.net`,
          exists: isOurs || world.find(String(number)) !== undefined,
          number,
        };
      }),
    );
  },
  'POST webhook/set': ({ instance, fields }) => {
    const { enabled, url, headers, events } = fieldsIn(fields['webhook']);
    if (enabled !== true) instance.hook = null;
    else if (typeof url !== 'string') return badRequest([['instance requires property "url"']]);
    else {
      instance.hook = {
        url,
        headers: fieldsIn(headers) as EvolutionHook['headers'],
        events: Array.isArray(events) ? (events as string[]) : [],
      };
    }
    return ok({ ...fieldsIn(fields['webhook']), instanceId: 'c3c7f7d4' }, 201);
  },
  'GET webhook/find': ({ instance: { hook } }) => ok(hook === null ? null : { enabled: true, ...hook }),
};

function isLive({ state, isDead }: EvolutionInstance): boolean {
  return state === 'open' && !isDead;
}

export function fieldsIn(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function field(value: unknown, name: string): unknown {
  return fieldsIn(value)[name];
}

function messageAt(world: WhatsAppWorld, key: unknown): ChatMessage | undefined {
  const id = field(key, 'id');
  return typeof id === 'string' ? world.message(id) : undefined;
}

function userAt(world: WhatsAppWorld, jid: string): WhatsAppUser | undefined {
  const [name = '', server = ''] = jid.split('@');
  return server === 'lid' ? world.all().find(({ lid }) => lid === name) : world.find(name);
}
