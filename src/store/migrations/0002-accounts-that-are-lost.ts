/**
 * Health, leases, rotation and the consent it needs. The outbox is built anew for the state `held` and for the epoch
 * of the lease a bubble was claimed under: SQLite cannot change a check constraint in place.
 */
export const accountsThatAreLost = `
create table account_health (
  account_id text primary key,
  state text not null,
  since integer not null,
  evidence text not null,
  until integer,
  appeal_url text,
  checked_at integer not null
) strict, without rowid;

create table account_health_change (
  change_row integer primary key,
  account_id text not null,
  was text,
  became text not null,
  evidence text not null,
  at integer not null
) strict;
create index account_health_change_by_account on account_health_change (account_id, change_row);

create table account_session (
  account_id text not null,
  session_key text not null,
  device text not null,
  app text not null,
  place text not null,
  is_ours integer not null check (is_ours in (0, 1)),
  created_at integer not null,
  active_at integer not null,
  first_seen_at integer not null,
  last_seen_at integer not null,
  accepted_at integer,
  primary key (account_id, session_key)
) strict, without rowid;

create table spam_bot_answer (
  account_id text primary key,
  asked_at integer not null,
  verdict text not null check (verdict in ('free', 'limited', 'unclear')),
  text text not null
) strict, without rowid;

create table pool_member (
  account_id text primary key,
  character_id text not null,
  standing text not null check (standing in ('serving', 'standby', 'out')),
  reason text,
  since integer not null
) strict, without rowid;

create table lease (
  account_id text primary key,
  holder text not null,
  epoch integer not null,
  taken_at integer not null,
  renewed_at integer not null
) strict, without rowid;

create table rotation (
  rotation_row integer primary key,
  character_id text not null,
  from_account_id text not null,
  to_account_id text not null,
  cause text not null check (cause in ('automatic', 'operator')),
  reason text not null,
  conversations integer not null,
  held integer not null,
  in_doubt integer not null,
  at integer not null
) strict;

create table consent (
  conversation_id text not null references conversation (conversation_id),
  purpose text not null,
  state text not null check (state in ('asked', 'agreed', 'declined', 'withdrawn')),
  wording text not null,
  wording_version text not null,
  asked_at integer not null,
  outbox_id text,
  answered_at integer,
  answer_row integer,
  primary key (conversation_id, purpose)
) strict, without rowid;

create table introduction (
  conversation_id text primary key references conversation (conversation_id),
  from_account_id text not null,
  to_account_id text not null,
  state text not null check (state in ('planned', 'committed', 'sent', 'failed', 'cancelled')),
  reason text,
  due_at integer not null,
  looked_up_at integer,
  outbox_id text,
  planned_at integer not null,
  settled_at integer
) strict, without rowid;
create index introduction_planned on introduction (to_account_id, due_at) where state = 'planned';

alter table thread add column blocked_at integer;

create table outbox_2 (
  outbox_row integer primary key,
  outbox_id text not null unique,
  conversation_id text not null references conversation (conversation_id),
  account_id text not null,
  peer_id text not null,
  turn_id text not null references turn (turn_id),
  position integer not null,
  text text not null,
  reply_to text,
  discloses text,
  send_id text not null unique,
  state text not null check (state in ('queued', 'sending', 'sent', 'unknown', 'failed', 'dropped', 'held')),
  not_before integer not null,
  expires_at integer,
  attempts integer not null default 0,
  claimed_by text,
  claimed_at integer,
  epoch integer not null default 0,
  purpose text,
  remote_id text,
  reason text,
  created_at integer not null,
  settled_at integer
) strict;
insert into outbox_2 (
  outbox_row, outbox_id, conversation_id, account_id, peer_id, turn_id, position, text, reply_to, discloses, send_id, state,
  not_before, expires_at, attempts, claimed_by, claimed_at, remote_id, reason, created_at, settled_at
) select
  outbox_row, outbox_id, conversation_id, account_id, peer_id, turn_id, position, text, reply_to, discloses, send_id, state,
  not_before, expires_at, attempts, claimed_by, claimed_at, remote_id, reason, created_at, settled_at
from outbox;
drop table outbox;
alter table outbox_2 rename to outbox;
create index outbox_open on outbox (account_id, not_before) where state in ('queued', 'sending', 'unknown');
create index outbox_open_by_conversation on outbox (conversation_id, outbox_row) where state in ('queued', 'sending', 'unknown');
create index outbox_by_claim on outbox (account_id, claimed_at) where claimed_at is not null;
create index outbox_by_turn on outbox (turn_id, position);
create index outbox_held on outbox (account_id, outbox_row) where state = 'held';
`;
