/**
 * Two talks of one character that a person has joined, in both of them and by their own word: each keeps what was learnt in
 * it, so that it can be taken apart again.
 */
export const links = `
create table link_code (
  code_hash text primary key,
  conversation_id text not null references conversation (conversation_id),
  made_at integer not null,
  used_at integer
) strict, without rowid;

create table link_failure (
  conversation_id text primary key references conversation (conversation_id),
  count integer not null,
  last_at integer not null
) strict, without rowid;

create table link (
  link_row integer primary key,
  inviter_id text not null references conversation (conversation_id),
  joiner_id text not null references conversation (conversation_id),
  state text not null check (state in ('asks-joiner', 'asks-inviter', 'linked', 'ended')),
  wording_version text not null,
  changed_at integer not null
) strict;
create unique index link_by_inviter on link (inviter_id) where state <> 'ended';
create unique index link_by_joiner on link (joiner_id) where state <> 'ended';
`;
