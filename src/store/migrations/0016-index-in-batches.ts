/**
 * Messages are indexed after the turn and in batches (store/index/message-index-writer.ts). Whoever stores a message,
 * the trigger marks its conversation: behind `filled_to` something waits. Two statements in place of one with
 * `on conflict`, which would use up a number of the conversation (message-place.ts has room for 22 bits) each time.
 */
export const indexInBatches = `
create trigger message_waits_for_index after insert on message begin
  insert into indexed_conversation (conversation_id, salt, filled_to)
    select new.conversation_id, randomblob(16), new.message_row - 1
    where not exists (select 1 from indexed_conversation where conversation_id = new.conversation_id);
  update indexed_conversation set filled_to = new.message_row - 1
    where conversation_id = new.conversation_id and filled_to is null;
end;
`;
