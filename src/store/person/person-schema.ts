import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, PersonId } from '../../core/ids.js';

/** The tables about who people are, across accounts and services. */
export interface PersonSchema {
  person_alias: PersonAliasTable;
  alias_conflict: AliasConflictTable;
  link_code: LinkCodeTable;
  link_failure: LinkFailureTable;
  link: LinkTable;
}

/** A name by which a service knows a person. */
export interface PersonAliasTable {
  alias_row: Generated<number>;
  kind: string;
  scope: Generated<string>;
  value: string;
  person_id: PersonId;
  first_seen_at: Milliseconds;
  last_seen_at: Milliseconds;
  /** Since when it is somebody else's, as numbers are given out again. */
  closed_at: Milliseconds | null;
}

/** A service called two persons that we know one. Nothing follows from it but that the operator is told. */
export interface AliasConflictTable {
  person_id: PersonId;
  other_person_id: PersonId;
  kind: string;
  seen_at: Milliseconds;
}

/** A code that joins two talks, by what it hashes to. */
export interface LinkCodeTable {
  code_hash: string;
  conversation_id: ConversationId;
  made_at: Milliseconds;
  used_at: Milliseconds | null;
}

/** Codes that were none, in a row. */
export interface LinkFailureTable {
  conversation_id: ConversationId;
  count: number;
  last_at: Milliseconds;
}

/** First the joiner is asked, in the chat where the code was written, then the inviter, in the other. */
export type LinkState = 'asks-joiner' | 'asks-inviter' | 'linked' | 'ended';

export interface LinkTable {
  link_row: Generated<number>;
  inviter_id: ConversationId;
  joiner_id: ConversationId;
  state: LinkState;
  wording_version: string;
  changed_at: Milliseconds;
}
