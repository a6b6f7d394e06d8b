/**
 * What a message said when its turn answered it, where it was edited since and no turn has seen that yet. Deleting the
 * message deletes it.
 */
export const unreadEdits = `
alter table message add column unread_edit text;
create index message_unread_edit on message (conversation_id) where unread_edit is not null;
create trigger message_unread_edit_deleted after update of deleted_at on message
when new.deleted_at is not null and old.unread_edit is not null begin
  update message set unread_edit = null where message_row = old.message_row;
end;
`;
