/**
 * The index of what was said; store/index/message-index-schema.ts says what the columns mean. Conversations that are there
 * already are filled in by the background (message-index-backfill.ts). The triggers see to it that no entry outlives
 * the text it was made from, whoever changes a message.
 */
export const searchableHistory = `
create table indexed_conversation (
  number integer primary key autoincrement,
  conversation_id text not null unique references conversation (conversation_id) on delete cascade,
  salt blob not null,
  messages integer not null default 0,
  terms integer not null default 0,
  next_position integer not null default 0,
  session_from integer not null default 0,
  newest_at integer,
  language text,
  filled_to integer
) strict;
create index indexed_conversation_unfilled on indexed_conversation (number) where filled_to is not null;

create table indexed_session (
  number integer not null references indexed_conversation (number) on delete cascade,
  from_position integer not null,
  started_at integer not null,
  primary key (number, from_position)
) strict, without rowid;

create table indexed_message (
  number integer not null references indexed_conversation (number) on delete cascade,
  position integer not null,
  message_row integer not null unique,
  place integer not null,
  primary key (number, position)
) strict, without rowid;

create virtual table message_index using fts5(
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

create trigger message_text_changed after update of text, attachments on message begin
  delete from message_index where rowid = (select place from indexed_message where message_row = old.message_row);
end;
create trigger message_removed after delete on message begin
  delete from message_index where rowid = (select place from indexed_message where message_row = old.message_row);
  delete from indexed_message where message_row = old.message_row;
end;
create trigger indexed_message_removed before delete on indexed_conversation begin
  delete from message_index where rowid in (select place from indexed_message where number = old.number);
end;

insert into indexed_conversation (conversation_id, salt, filled_to)
  select conversation_id, randomblob(16), 0 from conversation;
`;
