/**
 * What a chat shows of the person besides their words, who writes in it (the character, the operator, both), how fast,
 * and how a bubble looks.
 */
export const signals = `
create table chat_signal (
  conversation_id text primary key references conversation (conversation_id) on delete cascade,
  read_at integer,
  presence text check (presence in ('online', 'offline', 'hidden')),
  presence_at integer,
  last_seen_at integer,
  typed_at integer,
  reacted_at integer,
  edited_at integer,
  deleted_at integer,
  cleared_at integer
) strict, without rowid;

create table chat_mode (
  conversation_id text primary key references conversation (conversation_id) on delete cascade,
  mode text not null default 'auto' check (mode in ('auto', 'copilot', 'human')),
  mode_since integer,
  paused_until integer,
  paused_by text check (paused_by in ('operator', 'person')),
  pace text check (pace in ('instant', 'brisk', 'natural'))
) strict, without rowid;

alter table outbox add column entities text;

-- A matter that only the human who runs this can settle: open until they write in the chat.
create table hand_over (
  conversation_id text primary key references conversation (conversation_id) on delete cascade,
  turn_id text not null references turn (turn_id),
  reason text not null,
  since integer not null
) strict, without rowid;
`;
