import type { Fact } from '../telegram/world/journal.js';
import { SERVICE_USER_ID } from '../telegram/world/account/users.js';
import type { World } from '../telegram/world/world.js';

/** Messages an account sent to somebody who, up to then, had never written to it. */
export interface ColdChat {
  readonly account: number;
  readonly person: number;
  /** How many, before the person wrote if ever they did. One is an introduction; more is pestering. */
  readonly messages: number;
  readonly texts: readonly string[];
  readonly firstAt: number;
  readonly lastAt: number;
  /** The newest fact that counts: its number in the journal. */
  readonly lastSeq: number;
  /** The person had saved the account as a contact, as far as the sandbox knows now. */
  readonly savedAccount: boolean;
  /** The person has written since. */
  readonly answered: boolean;
}

export interface ColdVerdict {
  /** People written to first. */
  readonly people: number;
  readonly messages: number;
  readonly chats: readonly ColdChat[];
}

/**
 * Whom an account (or, without one, any user who ever signed in through a client) wrote to first. Judged from the journal alone, so deleted messages
 * count. What happened up to fact number `after` is not reported but still counts as "they wrote first".
 * Bots and Telegram itself are nobody one can write to cold.
 */
export function judgeCold(world: World, account?: number, after = 0): ColdVerdict {
  const accounts = account === undefined ? signedIn(world) : new Set([account]);
  const wrote = new Set<string>();
  const found = new Map<string, Fact[]>();
  const kinds = ['message'] as const;
  for (const fact of world.journal.read(account === undefined ? { kinds } : { kinds, user: account })) {
    const { actor, peer } = fact;
    if (actor === peer || isService(world, actor) || isService(world, peer)) continue;
    wrote.add(`${actor}>${peer}`);
    if (fact.seq <= after || !accounts.has(actor) || wrote.has(`${peer}>${actor}`)) continue;
    const key = `${actor}>${peer}`;
    found.set(key, [...(found.get(key) ?? []), fact]);
  }
  const chats = [...found.values()].map((facts) => describe(world, facts, wrote));
  return {
    people: new Set(chats.map((chat) => chat.person)).size,
    messages: chats.reduce((sum, chat) => sum + chat.messages, 0),
    chats,
  };
}

function describe(world: World, facts: readonly Fact[], wrote: ReadonlySet<string>): ColdChat {
  const [first] = facts;
  const last = facts.at(-1);
  if (first === undefined || last === undefined) throw new Error('a cold chat without a message');
  const { actor: account, peer: person } = first;
  return {
    account,
    person,
    messages: facts.length,
    texts: facts.map((fact) => fact.text ?? ''),
    firstAt: first.at,
    lastAt: last.at,
    lastSeq: last.seq,
    savedAccount: world.circles.contactNames(person, account) !== undefined,
    answered: wrote.has(`${person}>${account}`),
  };
}

/** Whoever ever signed in through a client: people who act without one are nobody's accounts. */
function signedIn(world: World): Set<number> {
  return new Set(world.journal.read({ kinds: ['signed-in'] }).map((fact) => fact.actor));
}

/** Telegram itself and bots. */
export function isService(world: World, id: number): boolean {
  return id === SERVICE_USER_ID || world.users.get(id)?.bot === true;
}
