/**
 * Files that people sent, as far as they were looked into. The words of what was seen stand with their message; here
 * stands what it takes to fetch a file, and the key of the bytes that are kept (src/media/keep): a row that goes takes them
 * along. `sticker_meaning` says nothing about anybody: a sticker is the same for all. `shown_picture`: what of the
 * character's album a person has seen.
 */
export const seenAndHeard = `
create table medium (
  medium_id integer primary key,
  conversation_id text not null references conversation (conversation_id),
  account_id text not null,
  peer_id text not null,
  message_row integer not null,
  remote_id text not null,
  part integer not null,
  kind text not null,
  sense text not null check (sense in ('picture', 'sound', 'text')),
  file_key text,
  state text not null check (state in ('wanted', 'held', 'known', 'declined')),
  reason text,
  place text,
  is_still integer not null check (is_still in (0, 1)),
  seconds integer,
  label text,
  file text,
  seal blob,
  sha256 text,
  width integer,
  height integer,
  sighting text,
  made_by text,
  created_at integer not null,
  settled_at integer,
  held_until integer,
  unique (message_row, part)
) strict;
create index medium_wanted on medium (conversation_id, medium_id) where state in ('wanted', 'held');
create index medium_by_day on medium (conversation_id, created_at);
create index medium_by_content on medium (conversation_id, sha256) where sha256 is not null;
create index medium_by_message on medium (message_row);
create index medium_kept on medium (held_until) where file is not null;

create trigger medium_of_deleted after update of deleted_at on message when new.deleted_at is not null begin
  delete from medium where message_row = old.message_row;
end;
create trigger medium_of_removed after delete on message begin
  delete from medium where message_row = old.message_row;
end;

create table sticker_meaning (
  file_key text primary key,
  emoji text,
  meaning text not null,
  made_by text not null,
  at integer not null
) strict, without rowid;

create table shown_picture (
  conversation_id text not null references conversation (conversation_id),
  picture text not null,
  at integer not null,
  primary key (conversation_id, picture)
) strict, without rowid;

alter table outbox add column media text;
alter table thread add column refused_forms text;
`;
