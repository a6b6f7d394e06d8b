/**
 * What is known about a person, how the two stand, and the notes on their earlier talk. Every table that holds a word of
 * anybody's is keyed by its conversation. See store/memory/memory-schema.ts and store/memory/relationship-schema.ts for the columns.
 */
export const memories = `
alter table message add column forwarded integer not null default 0;

create table memory (
  memory_row integer primary key autoincrement,
  conversation_id text not null references conversation (conversation_id),
  kind text not null check (kind in
    ('fact', 'preference', 'person', 'place', 'plan', 'emotion', 'milestone', 'promise', 'joke')),
  text text not null,
  subject text not null,
  author text not null check (author in ('person', 'character')),
  trust text not null check (trust in ('self', 'quarantined')),
  quarantine text,
  origin text not null check (origin in ('scribe', 'person', 'operator', 'import')),
  category text check (category in ('health', 'sexuality', 'religion', 'politics')),
  confidence real not null check (confidence between 0 and 1),
  importance real not null check (importance between 0 and 1),
  emotion text,
  intensity real check (intensity between 0 and 1),
  valid_from integer not null,
  valid_to integer,
  due_at integer,
  due_zone text,
  due_precision text check (due_precision in ('minute', 'day')),
  superseded_by integer,
  created_at integer not null
) strict;
create index memory_by_conversation on memory (conversation_id, memory_row);
create index memory_by_subject on memory (conversation_id, kind, subject) where superseded_by is null;
create index memory_superseded on memory (conversation_id, superseded_by) where superseded_by is not null;
create index memory_due on memory (conversation_id, due_at) where due_at is not null and superseded_by is null;

create table memory_source (
  conversation_id text not null,
  message_row integer not null,
  memory_row integer not null references memory (memory_row) on delete cascade,
  primary key (conversation_id, message_row, memory_row)
) strict, without rowid;
create index memory_source_by_memory on memory_source (memory_row);

create table scribe_progress (
  conversation_id text primary key references conversation (conversation_id),
  seen_to_row integer not null,
  failures integer not null,
  updated_at integer not null
) strict, without rowid;

create table scribe_again (
  conversation_id text not null references conversation (conversation_id),
  message_row integer not null,
  primary key (conversation_id, message_row)
) strict, without rowid;

create table scribe_count (
  day text not null,
  conversation_id text not null,
  outcome text not null,
  count integer not null,
  primary key (day, conversation_id, outcome)
) strict, without rowid;
create index scribe_count_by_conversation on scribe_count (conversation_id);

create table past_note (
  conversation_id text not null references conversation (conversation_id),
  level text not null check (level in ('part', 'day', 'week', 'month')),
  first_row integer not null,
  last_row integer not null,
  first_day text not null,
  last_day text not null,
  text text not null,
  is_stale integer not null default 0,
  character_version text not null,
  made_at integer not null,
  primary key (conversation_id, level, first_row)
) strict, without rowid;

create table relationship (
  conversation_id text primary key references conversation (conversation_id),
  stage text not null,
  closeness real not null check (closeness between 0 and 1),
  warmth real not null check (warmth between 0 and 1),
  tension real not null check (tension between 0 and 1),
  sessions integer not null,
  session_to_row integer not null,
  updated_at integer not null
) strict, without rowid;

create table relationship_change (
  change_row integer primary key,
  conversation_id text not null references conversation (conversation_id),
  first_row integer not null,
  last_row integer not null,
  closeness real not null,
  warmth real not null,
  tension real not null,
  stage text not null,
  reasons text not null,
  at integer not null
) strict;
create index relationship_change_by_conversation on relationship_change (conversation_id, change_row);

create table open_thread (
  thread_row integer primary key,
  conversation_id text not null references conversation (conversation_id),
  text text not null,
  message_row integer not null,
  opened_at integer not null,
  closed_at integer
) strict;
create index open_thread_by_conversation on open_thread (conversation_id, thread_row);

create virtual table memory_index using fts5(
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
create trigger memory_removed after delete on memory begin
  delete from memory_index where rowid = old.memory_row;
end;
create trigger memory_text_changed after update of text, subject on memory begin
  delete from memory_index where rowid = old.memory_row;
end;
create index memory_emotions on memory (conversation_id, memory_row)
  where kind = 'emotion' and superseded_by is null and trust = 'self';
`;
