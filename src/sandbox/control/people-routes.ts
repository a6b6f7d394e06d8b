import { z } from 'zod';
import type { Person } from '../people/people.js';
import { runScript, stepSchema } from '../people/script.js';
import { waitForFacts } from '../people/wait.js';
import { makePasswordRecord } from '../telegram/srp.js';
import { changeProfile } from '../telegram/world/account/profile.js';
import type { TelegramSandbox } from '../serving/telegram-server.js';
import type { TlObject } from '../mtproto/rpc.js';
import type { MessageMarks } from '../telegram/world/message/messages.js';
import { tlFromJson } from '../telegram/world/tl-json.js';
import { setCondition } from '../telegram/world/account/condition.js';
import { ControlError, type ControlRequest, type Route } from './http.js';
import { parse, refSchema, showUser, userOf, username } from './input.js';

const phone = z.string().regex(/^\+?[0-9 ]{5,20}$/, 'expected a phone number of 5 to 15 digits');
const names = {
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  about: z.string().optional(),
  langCode: z.string().optional(),
};
const newUser = z.strictObject({
  phone: phone.optional(),
  username: username.optional(),
  password: z.string().min(1).optional(),
  passwordHint: z.string().optional(),
  bot: z.boolean().optional(),
  ...names,
});
const userChange = z.strictObject({
  username: username.nullable().optional(),
  password: z.string().min(1).nullable().optional(),
  condition: z.enum(['healthy', 'limited', 'frozen', 'banned', 'deleted']).optional(),
  showsPresence: z.boolean().optional(),
  ...names,
});

const to = { to: refSchema };
const target = z.strictObject(to);
/** TL in JSON: `{"_": "messageMediaDice", …}`, 64-bit numbers as `{"$long": "5"}`, bytes as `{"$bytes": "<base64>"}`. */
const tlJson = z.looseObject({ _: z.string().min(1) });
const messageId = z.number().int().positive();

/** Every user, and everything a person can do without a client. */
export function peopleRoutes(telegram: TelegramSandbox): Route[] {
  const { world } = telegram;
  const act =
    <S extends z.ZodType<{ to: string | number }>>(
      schema: S,
      action: (person: Person, peer: number, body: z.infer<S>, request: ControlRequest) => unknown,
    ) =>
    (request: ControlRequest): unknown => {
      const person = telegram.people.person(userOf(telegram, request.params['ref']).id);
      const body = parse(schema, request.body);
      return settled(action(person, userOf(telegram, body.to).id, body, request));
    };
  return [
    { at: 'GET /users', handle: () => [...world.users.all()].map((user) => showUser(telegram, user)) },
    {
      at: 'POST /users',
      handle: async ({ body }) => {
        const draft = parse(newUser, body);
        if (draft.phone !== undefined && telegram.people.find(`+${draft.phone}`) !== undefined) {
          throw new ControlError(409, `phone: ${draft.phone} is taken`);
        }
        if (draft.username !== undefined && world.users.withUsername(draft.username) !== undefined) {
          throw new ControlError(409, `username: ${draft.username} is taken`);
        }
        return showUser(telegram, await telegram.people.create(withoutUndefined(draft)));
      },
    },
    { at: 'GET /users/:ref', handle: ({ params }) => showUser(telegram, userOf(telegram, params['ref'])) },
    {
      at: 'PATCH /users/:ref',
      handle: async ({ params, body }) => {
        const user = userOf(telegram, params['ref']);
        const { password, condition, langCode, showsPresence, ...profile } = parse(userChange, body);
        const record =
          typeof password === 'string' ? await makePasswordRecord(password, '') : (password ?? undefined);
        if (changeProfile(world, user.id, withoutUndefined(profile)).kind === 'refused') {
          throw new ControlError(409, `username: ${profile.username ?? ''} is taken`);
        }
        world.users.change(user.id, {
          ...withoutUndefined({ langCode, showsPresence }),
          ...(password === undefined ? {} : { password: record ?? null }),
        });
        if (condition !== undefined) setCondition(world, user.id, { condition });
        return showUser(telegram, user);
      },
    },
    {
      at: 'POST /people/:ref/say',
      handle: act(
        z.strictObject({ ...to, text: z.string(), replyTo: messageId.optional() }),
        (person, peer, body) => person.say(peer, body.text, withoutUndefined({ replyTo: body.replyTo })),
      ),
    },
    {
      at: 'POST /people/:ref/post',
      handle: act(
        z.strictObject({
          ...to,
          text: z.string().optional(),
          replyTo: messageId.optional(),
          media: tlJson.optional(),
          marks: z.record(z.string(), z.unknown()).optional(),
        }),
        (person, peer, { text, replyTo, media, marks }) =>
          person.post(peer, {
            ...withoutUndefined({ text, replyTo }),
            ...(media === undefined ? {} : { media: tlFromJson(JSON.stringify(media)) as TlObject }),
            ...(marks === undefined ? {} : { marks: tlFromJson(JSON.stringify(marks)) as MessageMarks }),
          }),
      ),
    },
    {
      at: 'POST /people/:ref/edit',
      handle: act(
        z.strictObject({ ...to, id: messageId.optional(), text: z.string() }),
        (person, peer, body) => person.edit(body.id ?? lastOf(person, peer, 'me'), body.text),
      ),
    },
    {
      at: 'POST /people/:ref/delete',
      handle: act(
        z.strictObject({ ...to, ids: z.array(messageId).optional(), revoke: z.boolean().default(true) }),
        (person, peer, body) => ({
          deleted: person.delete(body.ids ?? [lastOf(person, peer, 'me')], body.revoke),
        }),
      ),
    },
    {
      at: 'POST /people/:ref/clear',
      handle: act(z.strictObject({ ...to, revoke: z.boolean().default(true) }), (person, peer, body) => ({
        deleted: person.clear(peer, body.revoke),
      })),
    },
    {
      at: 'POST /people/:ref/read',
      handle: act(z.strictObject({ ...to, upTo: messageId.optional() }), (person, peer, body) => ({
        changed: person.read(peer, body.upTo ?? 0),
      })),
    },
    {
      at: 'POST /people/:ref/type',
      handle: act(
        z.strictObject({
          ...to,
          action: z.enum(['typing', 'recording', 'uploading', 'cancel']).default('typing'),
        }),
        (person, peer, body) => person.show(peer, body.action),
      ),
    },
    {
      at: 'POST /people/:ref/react',
      handle: act(
        z.strictObject({ ...to, id: messageId.optional(), emoji: z.string() }),
        (person, peer, body) =>
          person.react(body.id ?? lastOf(person, peer, 'them'), body.emoji === '' ? [] : [body.emoji]),
      ),
    },
    {
      at: 'POST /people/:ref/block',
      handle: act(target, (person, peer) => ({ changed: person.block(peer) })),
    },
    {
      at: 'POST /people/:ref/unblock',
      handle: act(target, (person, peer) => ({ changed: person.unblock(peer) })),
    },
    { at: 'POST /people/:ref/online', handle: ({ params }) => presence(params['ref'], true) },
    { at: 'POST /people/:ref/offline', handle: ({ params }) => presence(params['ref'], false) },
    {
      at: 'GET /people/:ref/screen/:peer',
      handle: ({ params }) =>
        telegram.people
          .person(userOf(telegram, params['ref']).id)
          .screen(userOf(telegram, params['peer']).id)
          .map(({ id, out, text, sentAt, editedAt, replyToId, reactions }) => ({
            id,
            mine: out,
            text,
            sentAt,
            editedAt,
            replyToId,
            reactions,
          })),
    },
    {
      at: 'GET /people/:ref/draft/:peer',
      handle: ({ params }) => ({
        text: telegram.people
          .person(userOf(telegram, params['ref']).id)
          .draft(userOf(telegram, params['peer']).id),
      }),
    },
    {
      at: 'POST /people/:ref/script',
      handle: act(
        z.strictObject({ ...to, steps: z.array(stepSchema).min(1) }),
        (person, peer, body, request) => runScript(person, peer, body.steps, request.signal),
      ),
    },
    {
      at: 'POST /wait',
      handle: ({ body, signal }) => {
        const wish = parse(
          z.strictObject({
            by: refSchema,
            towards: refSchema,
            kinds: z
              .array(
                z.enum([
                  'message',
                  'edit',
                  'delete',
                  'read',
                  'reaction',
                  'typing',
                  'repeat',
                  'refused',
                  'listened',
                ]),
              )
              .min(1)
              .default(['message']),
            count: z.number().int().min(1).default(1),
            after: z.number().int().min(0).default(0),
            withinMs: z.number().int().min(0).max(3_600_000).default(30_000),
          }),
          body,
        );
        return waitForFacts(
          world,
          { ...wish, by: userOf(telegram, wish.by).id, towards: userOf(telegram, wish.towards).id },
          signal,
        );
      },
    },
  ];

  function presence(ref: string | undefined, online: boolean): unknown {
    const person = telegram.people.person(userOf(telegram, ref).id);
    if (online) person.online();
    else person.offline();
    return showUser(telegram, userOf(telegram, ref));
  }
}

/** A refusal Telegram would give becomes a 409 that names it; the rest is shown without what only the world needs. */
function settled(outcome: unknown): unknown {
  if (typeof outcome !== 'object' || outcome === null || !('kind' in outcome)) return outcome;
  if (outcome.kind === 'refused' && 'type' in outcome) throw new ControlError(409, String(outcome.type));
  return outcome;
}

function lastOf(person: Person, peer: number, by: 'me' | 'them'): number {
  const last = person.latest(peer, by);
  if (last === undefined) throw new ControlError(409, 'there is no such message in this chat');
  return last.id;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
