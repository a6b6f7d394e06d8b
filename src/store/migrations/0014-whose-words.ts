/**
 * What else is known of a message: who is said to have written what was forwarded, which part of another message it
 * replies to, and when a chat's timer lets it be gone. `thread.gone_after` is that timer, in milliseconds.
 */
export const whoseWords = `
alter table message add column forwarded_from text;
alter table message add column quote text;
alter table message add column gone_at integer;
create index message_gone on message (gone_at) where gone_at is not null;
alter table thread add column gone_after integer;
`;
