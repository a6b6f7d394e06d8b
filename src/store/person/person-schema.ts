import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { PersonId } from '../../core/ids.js';

/** The tables about who people are, across accounts and services. */
export interface PersonSchema {
  person_alias: PersonAliasTable;
  alias_conflict: AliasConflictTable;
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
