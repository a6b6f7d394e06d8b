/**
 * What messages mean, as vectors; store/index/message-vector-schema.ts says what the columns mean. Messages wait for their
 * vector only once an embedder was set up. The triggers see to it that no vector outlives the words it was made from,
 * whoever changes or removes a message.
 */
export const vectors = `
create table message_vector (
  place integer primary key,
  vector blob not null
) strict;

create table vector_queue (
  place integer primary key
) strict;

create table vector_state (
  only integer primary key check (only = 1),
  embedder text not null
) strict;

create trigger indexed_message_waits_for_vector after insert on indexed_message
when exists (select 1 from vector_state) begin
  insert or ignore into vector_queue (place) values (new.number * 16777216 + new.position);
end;
create trigger message_meaning_changed after update of text, attachments on message begin
  delete from message_vector where place =
    (select number * 16777216 + position from indexed_message where message_row = old.message_row);
  insert or ignore into vector_queue (place)
    select number * 16777216 + position from indexed_message
    where message_row = old.message_row and exists (select 1 from vector_state);
end;
create trigger indexed_message_vector_removed after delete on indexed_message begin
  delete from message_vector where place = old.number * 16777216 + old.position;
  delete from vector_queue where place = old.number * 16777216 + old.position;
end;
create trigger indexed_conversation_vectors_removed before delete on indexed_conversation begin
  delete from message_vector where place >= old.number * 16777216 and place < (old.number + 1) * 16777216;
  delete from vector_queue where place >= old.number * 16777216 and place < (old.number + 1) * 16777216;
end;
`;
