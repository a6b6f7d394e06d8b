import { z } from 'zod';
import { field } from '../field.js';

/** Who may talk with a character: anybody, who is in the account's contacts, who is listed, or whom the operator let in. */
export const audiences = ['everyone', 'contacts', 'listed', 'ask'] as const;
export type Audience = (typeof audiences)[number];

const personWords = 'a person by @username or by number, such as "@ann" or 123456789';

/** Telegram's usernames have 4 to 32 signs (core.telegram.org/method/account.checkUsername: 5 to 32; 4 are auctioned). */
const person = z
  .union([z.int().positive().transform(String), z.string().trim()], personWords)
  .refine((text) => /^(?:@[A-Za-z]\w{3,31}|\d{1,20})$/u.test(text), personWords)
  .transform((text) => text.toLowerCase());

const fields = {
  who: z.enum(audiences, audiences.join(', ')),
  /** Let in whatever `who` says. */
  listed: z.array(person).max(1_000, 'a list of at most 1000 people'),
  /** People an account answers for the first time in a UTC day. */
  newPerDay: field.count(1, 100_000),
  /** Is told of people who wait, and lets them in or turns them away in the own chat with the character. */
  owner: person,
};

/** `people` in kindred.yaml. */
export const peopleSection = z
  .strictObject({
    who: fields.who.default('everyone'),
    listed: fields.listed.default([]),
    newPerDay: fields.newPerDay.optional(),
    owner: fields.owner.optional(),
  })
  .prefault({});

/** `people` in an account's file: what is named there goes before kindred.yaml. */
export const accountPeopleSection = z
  .strictObject({
    who: fields.who.optional(),
    listed: fields.listed.optional(),
    newPerDay: fields.newPerDay.optional(),
    owner: fields.owner.optional(),
  })
  .optional();

/** The same in the program, for one account. People are named `@username` in small letters, or by number. */
export interface PeopleRule {
  readonly who: Audience;
  readonly listed: readonly string[];
  /** Null for no cap. */
  readonly newPerDay: number | null;
  readonly owner: string | null;
}

/** Anybody, as many as come. */
export const everybody: PeopleRule = { who: 'everyone', listed: [], newPerDay: null, owner: null };

/** What an account's own file says goes before what holds for all; what neither says is as `otherwise`. */
export function peopleRule(
  all: z.output<typeof peopleSection>,
  own: z.output<typeof accountPeopleSection>,
  otherwise: Pick<PeopleRule, 'newPerDay'>,
): PeopleRule {
  return {
    who: own?.who ?? all.who,
    listed: own?.listed ?? all.listed,
    newPerDay: own?.newPerDay ?? all.newPerDay ?? otherwise.newPerDay,
    owner: own?.owner ?? all.owner ?? null,
  };
}

/** Whether a person of that number and username is the one named. */
export function isNamed(
  name: string,
  person: { readonly peer: string; readonly username: string | null },
): boolean {
  return name.startsWith('@') ? `@${(person.username ?? '').toLowerCase()}` === name : person.peer === name;
}
