import { z } from 'zod';
import type { CloudServer } from '../whatsapp/cloud/server.js';
import type { EvolutionServer } from '../whatsapp/evolution/server.js';
import type { GreenServer } from '../whatsapp/green/server.js';
import type { ServiceFaults } from '../whatsapp/wire/faults.js';
import type { ChatMessage } from '../whatsapp/world/messages.js';
import type { WhatsAppUser } from '../whatsapp/world/users.js';
import type { WhatsAppWorld } from '../whatsapp/world/world.js';
import { ControlError, type Route } from './http.js';
import { parse } from './input.js';

export interface WhatsAppServices {
  readonly world: WhatsAppWorld;
  readonly cloud: CloudServer;
  readonly green: GreenServer;
  readonly evolution: EvolutionServer;
}

const digits = z.string().regex(/^\d{5,20}$/, 'expected digits');
const person = z.strictObject({
  number: digits,
  name: z.string().optional(),
  username: z.string().optional(),
  readsAtOnce: z.boolean().optional(),
});
const said = z.strictObject({
  line: digits,
  text: z.string(),
  kind: z.string().default('text'),
  replyTo: z.string().optional(),
});
const towards = z.strictObject({ line: digits });
const reaction = z.strictObject({ id: z.string(), emoji: z.string().nullable() });
const edit = z.strictObject({ id: z.string(), text: z.string() });
const named = z.strictObject({ id: z.string() });
const cloudNumber = z.strictObject({
  phoneNumberId: digits,
  line: digits,
  name: z.string().optional(),
  token: z.string(),
  appSecret: z.string(),
});
const cloudHook = z.strictObject({ url: z.url(), verifyToken: z.string() });
const told = z.strictObject({ field: z.string(), value: z.record(z.string(), z.unknown()) });
const greenInstance = z.strictObject({ id: digits, token: z.string(), line: digits });
const greenState = z.strictObject({
  state: z.enum([
    'authorized',
    'notAuthorized',
    'blocked',
    'sleepMode',
    'starting',
    'yellowCard',
    'suspended',
  ]),
});
const evolutionInstance = z.strictObject({ name: z.string(), token: z.string(), line: digits });
const applied = z.boolean().default(true);
const fault = z.strictObject({
  at: z.string(),
  count: z.number().int().min(1).optional(),
  share: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  effect: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('lose'), applied, how: z.enum(['reset', 'silence']).default('reset') }),
    z.strictObject({ kind: z.literal('http'), status: z.number().int().min(400).max(599), applied }),
    z.strictObject({ kind: z.literal('error'), code: z.number().int() }),
    z.strictObject({ kind: z.literal('fails-later'), code: z.number().int() }),
    z.strictObject({ kind: z.literal('latency'), ms: z.number().int().min(0).max(600_000) }),
    z.strictObject({ kind: z.enum(['duplicate', 'reorder', 'drop']) }),
  ]),
});

/** People on WhatsApp, the numbers that programs answer at, and what may go wrong between the two. */
export function whatsappRoutes({ world, cloud, green, evolution }: WhatsAppServices): Route[] {
  const userOf = (ref: string | undefined): WhatsAppUser => {
    const user = world.find(ref ?? '');
    if (user === undefined) throw new ControlError(404, 'nobody on WhatsApp is called so; use a number');
    return user;
  };
  const messageOf = (id: string): ChatMessage => {
    const message = world.message(id) ?? cloud.names.find(id);
    if (message === undefined) throw new ControlError(404, 'there is no message of this id');
    return message;
  };
  const numberOf = (id: string | undefined) => {
    const number = cloud.numbers.get(id ?? '');
    if (number === undefined) throw new ControlError(404, 'there is no number of this id');
    return number;
  };
  const shown = (user: WhatsAppUser): object => ({ ...user, blocked: [...user.blocked] });
  const view = ({ reactions, ...message }: ChatMessage): object => ({
    ...message,
    reactions: [...reactions],
  });
  const faults: Readonly<Record<string, ServiceFaults>> = {
    cloud: cloud.faults,
    green: green.faults,
    evolution: evolution.faults,
  };
  const faultsOf = (service: string | undefined): ServiceFaults => {
    const found = Object.hasOwn(faults, service ?? '') ? faults[service ?? ''] : undefined;
    if (found === undefined) throw new ControlError(404, 'the services are cloud, green and evolution');
    return found;
  };
  return [
    { at: 'GET /whatsapp/people', handle: () => world.all().map(shown) },
    { at: 'POST /whatsapp/people', handle: ({ body }) => shown(world.addUser(defined(parse(person, body)))) },
    {
      at: 'POST /whatsapp/people/:ref/say',
      handle: ({ params, body }) => {
        const { line, text, kind, replyTo } = parse(said, body);
        const options = replyTo === undefined ? {} : { replyTo: messageOf(replyTo).id };
        return view(world.say(userOf(params['ref']).number, line, { kind, text }, options));
      },
    },
    {
      at: 'POST /whatsapp/people/:ref/read',
      handle: ({ params, body }) => world.reads(userOf(params['ref']).number, parse(towards, body).line),
    },
    {
      at: 'POST /whatsapp/people/:ref/type',
      handle: ({ params, body }) =>
        world.types('user', parse(towards, body).line, userOf(params['ref']).number),
    },
    {
      at: 'POST /whatsapp/react',
      handle: ({ body }) => {
        const { id, emoji } = parse(reaction, body);
        world.reacts(messageOf(id), 'user', emoji);
      },
    },
    {
      at: 'POST /whatsapp/edit',
      handle: ({ body }) => {
        const { id, text } = parse(edit, body);
        world.edits(messageOf(id), text);
      },
    },
    { at: 'POST /whatsapp/delete', handle: ({ body }) => world.removes(messageOf(parse(named, body).id)) },
    {
      at: 'GET /whatsapp/people/:ref/screen',
      handle: ({ params, query }) =>
        world.chat(query.get('line') ?? '', userOf(params['ref']).number).map(view),
    },
    {
      at: 'GET /whatsapp/facts',
      handle: () =>
        world.facts.map(({ at, deed }) => ({
          at,
          ...deed,
          ...('message' in deed ? { message: view(deed.message) } : {}),
        })),
    },
    {
      at: 'POST /whatsapp/cloud/numbers',
      handle: ({ body }) => cloud.addNumber(defined(parse(cloudNumber, body))),
    },
    {
      at: 'POST /whatsapp/cloud/numbers/:id/hook',
      handle: async ({ params, body }) => {
        const { url, verifyToken } = parse(cloudHook, body);
        return { isTaken: await cloud.setHook(numberOf(params['id']), url, verifyToken) };
      },
    },
    {
      at: 'POST /whatsapp/cloud/numbers/:id/tell',
      handle: ({ params, body }) => {
        const { field, value } = parse(told, body);
        cloud.tell(numberOf(params['id']), field, value);
      },
    },
    {
      at: 'POST /whatsapp/green/instances',
      handle: ({ body }) => idOf(green.addInstance(parse(greenInstance, body))),
    },
    {
      at: 'POST /whatsapp/green/instances/:id/state',
      handle: ({ params, body }) => {
        const instance = green.instances.get(params['id'] ?? '');
        if (instance === undefined) throw new ControlError(404, 'there is no instance of this id');
        green.changeState(instance, parse(greenState, body).state);
      },
    },
    {
      at: 'POST /whatsapp/evolution/instances',
      handle: ({ body }) => evolution.addInstance(parse(evolutionInstance, body)),
    },
    { at: 'GET /whatsapp/:service/faults', handle: ({ params }) => faultsOf(params['service']).list() },
    {
      at: 'POST /whatsapp/:service/faults',
      handle: ({ params, body }) => faultsOf(params['service']).add(defined(parse(fault, body))),
    },
    {
      at: 'DELETE /whatsapp/:service/faults',
      handle: ({ params }) => ({ cleared: faultsOf(params['service']).clear() }),
    },
  ];
}

function idOf({ id }: { readonly id: string }): object {
  return { id };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** What was left out is not there, rather than there as nothing. */
function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}
