import { z } from 'zod';
import type { Person } from '../people/people.js';
import type { TelegramSandbox } from '../telegram/server.js';
import type { Route } from './http.js';
import { parse, refSchema, showUser, userOf } from './input.js';

const contact = z.strictObject({
  to: refSchema,
  firstName: z.string().min(1).optional(),
  lastName: z.string().optional(),
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
      at: 'POST /people/:ref/delete-account',
      handle: ({ params }) => {
        const user = userOf(telegram, params['ref']);
        person(params['ref']).deleteAccount();
        return showUser(telegram, user);
      },
    },
  ];
}
