import { z } from 'zod';
import type { Person } from '../people/people.js';
import { makeContactToken } from '../telegram/world/account/contact-tokens.js';
import {
  ADDED_BY_PHONE,
  defaultRules,
  PHONE_NUMBER,
  writesFirst,
  type PrivacyRule,
} from '../telegram/world/account/privacy.js';
import type { TelegramSandbox } from '../serving/telegram-server.js';
import { ControlError, type Route } from './http.js';
import { parse, refSchema, showUser, userOf, username } from './input.js';

const contact = z.strictObject({
  to: refSchema,
  firstName: z.string().min(1).optional(),
  lastName: z.string().optional(),
});
const naming = z.strictObject({ username: username.nullable(), takeOver: z.boolean().default(false) });
const audience = z.enum(['everyone', 'contacts', 'nobody']).optional();
const privacy = z.strictObject({
  foundByPhone: audience,
  showsNumber: audience,
  writesFirst: z.enum(writesFirst).optional(),
});
const target = z.strictObject({ to: refSchema });

/** What a person does with their address book and their own account, without a client. */
export function handRoutes(telegram: TelegramSandbox): Route[] {
  const person = (ref: string | undefined): Person => telegram.people.person(userOf(telegram, ref).id);
  return [
    {
      at: 'GET /people/:ref/contacts',
      handle: ({ params }) => {
        const { id } = userOf(telegram, params['ref']);
        const { circles } = telegram.world;
        return circles.contactsOf(id).map((other) => ({
          user: other,
          ...circles.contactNames(id, other),
          mutual: circles.contactNames(other, id) !== undefined,
        }));
      },
    },
    {
      at: 'POST /people/:ref/contacts',
      handle: ({ params, body }) => {
        const { to, firstName, lastName } = parse(contact, body);
        person(params['ref']).saveContact(userOf(telegram, to).id, firstName, lastName);
        return { saved: true };
      },
    },
    {
      at: 'DELETE /people/:ref/contacts',
      handle: ({ params, body }) => ({
        removed: person(params['ref']).removeContact(userOf(telegram, parse(target, body).to).id),
      }),
    },
    {
      at: 'POST /people/:ref/username',
      handle: ({ params, body }) => {
        const wish = parse(naming, body);
        const user = userOf(telegram, params['ref']);
        const outcome = person(params['ref']).changeUsername(wish.username, wish.takeOver);
        if (outcome.kind === 'refused') throw new ControlError(409, outcome.type);
        return showUser(telegram, user);
      },
    },
    {
      at: 'GET /people/:ref/privacy',
      handle: ({ params }) => {
        const { id } = userOf(telegram, params['ref']);
        return showPrivacy(telegram, id);
      },
    },
    {
      at: 'POST /people/:ref/privacy',
      handle: ({ params, body }) => {
        const { foundByPhone, showsNumber, writesFirst: first } = parse(privacy, body);
        const me = person(params['ref']);
        me.setPrivacy({
          ...(foundByPhone === undefined ? {} : { foundByPhone }),
          ...(showsNumber === undefined ? {} : { showsNumber }),
          ...(first === undefined ? {} : { writesFirst: first }),
        });
        return showPrivacy(telegram, me.id);
      },
    },
    {
      at: 'POST /people/:ref/profile-link',
      handle: ({ params }) => {
        const { token, expiresAt } = makeContactToken(telegram.world, userOf(telegram, params['ref']).id);
        return { token, url: `https://t.me/contact/${token}`, expiresAt };
      },
    },
    {
      at: 'POST /people/:ref/delete-account',
      handle: ({ params }) => {
        const user = userOf(telegram, params['ref']);
        person(params['ref']).deleteAccount();
        return showUser(telegram, user);
      },
    },
  ];
}

function showPrivacy({ world }: TelegramSandbox, id: number): object {
  const rules = (key: string): readonly PrivacyRule[] => world.privacy.rules(id, key) ?? defaultRules(key);
  return {
    foundByPhone: rules(ADDED_BY_PHONE),
    showsNumber: rules(PHONE_NUMBER),
    writesFirst: world.privacy.writesFirst(id),
  };
}
