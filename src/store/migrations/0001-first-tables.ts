/** Everything the spine needs. See store/schema.ts for what the columns mean. */
export const firstTables = `
create table account (
  account_id text primary key,
  self_peer_id text,
  self_name text,
  self_username text,
  cursor text,
  connection text not null default 'never',
  connection_reason text,
  connection_since integer
) strict, without rowid;

create table peer (
  account_id text not null,
  peer_id text not null,
  kind text not null check (kind in ('person', 'bot', 'group', 'channel', 'service')),
  address text not null,
  name text,
  username text,
  language text,
  primary key (account_id, peer_id)
) strict, without rowid;

create table person (
  person_id text primary key,
  name text,
  language text,
  created_at integer not null
) strict, without rowid;

create table conversation (
  conversation_id text primary key,
  character_id text not null,
  person_id text not null references person (person_id),
  home_account_id text not null,
  home_peer_id text not null,
  revision integer not null default 0,
  disclosed_at integer,
  disclosure_version text,
  created_at integer not null,
  unique (character_id, person_id)
) strict, without rowid;

create table thread (
  account_id text not null,
  peer_id text not null,
  conversation_id text not null references conversation (conversation_id),
  read_incoming_to text,
  read_outgoing_to text,
  primary key (account_id, peer_id)
) strict, without rowid;

create table turn (
  turn_id text primary key,
  conversation_id text not null references conversation (conversation_id),
  cause text not null,
  outcome text not null check (outcome in ('spoke', 'silent', 'failed')),
  reason text,
  started_at integer not null,
  finished_at integer not null,
  decision text not null,
  layers text not null,
  request text,
  answer text,
  checks text not null,
  timings text not null
) strict;
create index turn_by_conversation on turn (conversation_id, started_at);

create table message (
  message_row integer primary key,
  conversation_id text not null references conversation (conversation_id),
  account_id text not null,
  peer_id text not null,
  remote_id text not null,
  direction text not null check (direction in ('incoming', 'outgoing')),
  author text not null check (author in ('person', 'character', 'operator')),
  text text not null,
  attachments text not null default '[]',
  reply_to text,
  sent_at integer not null,
  received_at integer not null,
  edited_at integer,
  deleted_at integer,
  reactions text,
  turn_id text references turn (turn_id),
  skipped text,
  unique (account_id, remote_id, peer_id)
) strict;
create index message_by_conversation on message (conversation_id, message_row);
create index message_by_thread on message (account_id, peer_id, message_row);
create index message_waiting on message (conversation_id, message_row)
  where direction = 'incoming' and turn_id is null and skipped is null and deleted_at is null;

create table prompt_block (
  hash text primary key,
  text text not null
) strict, without rowid;

create table outbox (
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
  state text not null check (state in ('queued', 'sending', 'sent', 'unknown', 'failed', 'dropped')),
  not_before integer not null,
  expires_at integer,
  attempts integer not null default 0,
  claimed_by text,
  claimed_at integer,
  remote_id text,
  reason text,
  created_at integer not null,
  settled_at integer
) strict;
create index outbox_open on outbox (account_id, not_before) where state in ('queued', 'sending', 'unknown');
create index outbox_open_by_conversation on outbox (conversation_id, outbox_row) where state in ('queued', 'sending', 'unknown');
create index outbox_by_claim on outbox (account_id, claimed_at) where claimed_at is not null;
create index outbox_by_turn on outbox (turn_id, position);
`;
