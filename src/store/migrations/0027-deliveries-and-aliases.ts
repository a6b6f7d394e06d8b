/**
 * What a service says of a message of ours after it has taken it on, and the names that services know people by: until
 * now one of Telegram's was the person's id, which stays as it is and says nothing any more.
 */
export const deliveriesAndAliases = `
create table delivery (
  account_id text not null,
  remote_id text not null,
  peer_id text not null,
  state text not null check (state in ('accepted', 'sent', 'failed', 'delivered', 'read')),
  at integer not null,
  code text,
  primary key (account_id, remote_id, peer_id)
) strict, without rowid;

create table person_alias (
  alias_row integer primary key,
  kind text not null,
  scope text not null default '',
  value text not null,
  person_id text not null references person (person_id),
  first_seen_at integer not null,
  last_seen_at integer not null,
  closed_at integer
) strict;
create unique index person_alias_open on person_alias (kind, scope, value) where closed_at is null;
create index person_alias_by_person on person_alias (person_id);

create table alias_conflict (
  person_id text not null references person (person_id),
  other_person_id text not null references person (person_id),
  kind text not null,
  seen_at integer not null,
  primary key (person_id, other_person_id, kind)
) strict, without rowid;

insert into person_alias (kind, value, person_id, first_seen_at, last_seen_at)
  select 'telegram-user', substr(person_id, 10), person_id, created_at, created_at from person
  where person_id like 'telegram:%';

alter table peer add column person_id text references person (person_id);
`;
