/**
 * What a message said before it was edited: records of turns name messages by row (store/turn/recorded-words.ts), and
 * show what the model was sent. Deleting a message deletes every wording of it, whoever does it.
 */
export const wordings = `
create table message_wording (
  message_row integer not null,
  text text not null
) strict;
create index message_wording_by_message on message_wording (message_row);

create trigger message_keeps_wording after update of text on message
when new.deleted_at is null and old.text <> new.text begin
  insert into message_wording (message_row, text) values (old.message_row, old.text);
end;
create trigger message_wording_deleted after update of deleted_at on message when new.deleted_at is not null begin
  delete from message_wording where message_row = old.message_row;
end;
create trigger message_wording_removed after delete on message begin
  delete from message_wording where message_row = old.message_row;
end;
`;
