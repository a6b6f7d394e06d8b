import type { Milliseconds } from '../../core/clock.js';
import { personId, type AccountId, type PeerId, type PersonId } from '../../core/ids.js';
import { familyOf, type PersonAlias } from '../../core/person-alias.js';
import type { Reader, Transaction } from '../engine/database.js';

/** Whose name this is now; null while nobody's. */
async function readPersonOf(read: Reader, alias: PersonAlias): Promise<PersonId | null> {
  const row = await read
    .selectFrom('person_alias')
    .select('person_id')
    .where('kind', '=', alias.kind)
    .where('scope', '=', alias.scope ?? '')
    .where('value', '=', alias.value)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row?.person_id ?? null;
}

/**
 * Who is called by all of these names, which a service gave in one payload, the most lasting first; made where nobody is.
 * A name that nobody has yet is added to whoever has the others. Where two persons we know are meant, nothing moves:
 * it is noted, and the most lasting name decides. A fleeting name of somebody whose lasting name is another one was
 * given to somebody else since: it is theirs no more, and nothing of theirs is shown to whoever has it now.
 */
export async function personCalled(
  transaction: Transaction,
  aliases: readonly [PersonAlias, ...PersonAlias[]],
  about: { readonly name: string | null; readonly language: string | null },
  now: Milliseconds,
): Promise<PersonId> {
  const { db } = transaction;
  const [lasting, ...others] = aliases;
  let person = await readPersonOf(db, lasting);
  for (const other of others) {
    const found = await readPersonOf(db, other);
    if (found === null || found === person) continue;
    if (person !== null) await noteConflict(transaction, person, found, other.kind, now);
    else if (await hasAnother(db, found, lasting)) await closeAlias(transaction, other, now);
    else person = found;
  }
  person ??= await makePerson(transaction, lasting, about, now);
  for (const alias of aliases) await seeAlias(transaction, person, alias, now);
  return person;
}

/**
 * Whom a peer of an account is, by the names the service gave it. Where that is somebody else than it was, the chat's
 * talk stays with whoever had it: what is written there from now on begins another.
 */
export async function meetPeer(
  transaction: Transaction,
  account: AccountId,
  peer: PeerId,
  aliases: readonly [PersonAlias, ...PersonAlias[]],
  now: Milliseconds,
): Promise<void> {
  const { db } = transaction;
  const before = await db
    .selectFrom('peer')
    .leftJoin('thread', (join) =>
      join.onRef('thread.account_id', '=', 'peer.account_id').onRef('thread.peer_id', '=', 'peer.peer_id'),
    )
    .leftJoin('conversation', 'conversation.conversation_id', 'thread.conversation_id')
    .select(['peer.name', 'peer.language', 'peer.person_id', 'conversation.person_id as talks'])
    .where('peer.account_id', '=', account)
    .where('peer.peer_id', '=', peer)
    .executeTakeFirstOrThrow();
  const person = await personCalled(transaction, aliases, before, now);
  if (person === before.person_id) return;
  await db
    .updateTable('peer')
    .set({ person_id: person })
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .execute();
  if (before.talks === null || before.talks === person) return;
  await db.deleteFrom('thread').where('account_id', '=', account).where('peer_id', '=', peer).execute();
}

/** A person with a lasting name of this sort that is not this one. */
async function hasAnother(
  read: Reader,
  person: PersonId,
  { kind, scope, value }: PersonAlias,
): Promise<boolean> {
  const row = await read
    .selectFrom('person_alias')
    .select('alias_row')
    .where('person_id', '=', person)
    .where('kind', '=', kind)
    .where('scope', '=', scope ?? '')
    .where('value', '!=', value)
    .where('closed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function makePerson(
  { db }: Transaction,
  { kind, value }: PersonAlias,
  { name, language }: { readonly name: string | null; readonly language: string | null },
  now: Milliseconds,
): Promise<PersonId> {
  let person = personId(familyOf(kind), value);
  // Somebody else was called so before, or is elsewhere. Whoever has no name at all was read from an export.
  for (let others = 1; await isNamed(db, person); others += 1) {
    person = personId(familyOf(kind), `${value}~${others}`);
  }
  await db
    .insertInto('person')
    .values({ person_id: person, name, language, created_at: now })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute();
  return person;
}

async function isNamed(read: Reader, person: PersonId): Promise<boolean> {
  const row = await read
    .selectFrom('person_alias')
    .select('alias_row')
    .where('person_id', '=', person)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Theirs, unless it is somebody else's. */
async function seeAlias(
  { db }: Transaction,
  person: PersonId,
  { kind, scope = '', value }: PersonAlias,
  now: Milliseconds,
): Promise<void> {
  await db
    .insertInto('person_alias')
    .values({ kind, scope, value, person_id: person, first_seen_at: now, last_seen_at: now, closed_at: null })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'scope', 'value'])
        .where('closed_at', 'is', null)
        .doUpdateSet({ last_seen_at: now })
        .where('person_alias.person_id', '=', person),
    )
    .execute();
}

/** It is nobody's until somebody is met under it again. */
export async function closeAlias({ db }: Transaction, alias: PersonAlias, now: Milliseconds): Promise<void> {
  await db
    .updateTable('person_alias')
    .set({ closed_at: now })
    .where('kind', '=', alias.kind)
    .where('scope', '=', alias.scope ?? '')
    .where('value', '=', alias.value)
    .where('closed_at', 'is', null)
    .execute();
}

async function noteConflict(
  { db }: Transaction,
  person: PersonId,
  other: PersonId,
  kind: string,
  now: Milliseconds,
): Promise<void> {
  await db
    .insertInto('alias_conflict')
    .values({ person_id: person, other_person_id: other, kind, seen_at: now })
    .onConflict((conflict) => conflict.columns(['person_id', 'other_person_id', 'kind']).doNothing())
    .execute();
}
