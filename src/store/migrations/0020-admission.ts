/**
 * Who was let into a talk, and who waits to be: one row a conversation for which that was ever a question. `told_at`:
 * the owner was told of them in the own chat. `peer.is_contact`: the person stands among the account's contacts.
 */
export const admission = `
create table admission (
  conversation_id text primary key references conversation (conversation_id),
  account_id text not null,
  state text not null check (state in ('waiting', 'let-in', 'turned-away')),
  reason text not null,
  decided_by text check (decided_by in ('rule', 'operator', 'owner')),
  knocked_at integer not null,
  decided_at integer,
  told_at integer
) strict, without rowid;
create index admission_waiting on admission (knocked_at) where state = 'waiting';
create index admission_day on admission (account_id, decided_at) where decided_by = 'rule';
alter table peer add column is_contact integer not null default 0;
`;
