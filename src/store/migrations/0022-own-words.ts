/**
 * Of a message of ours, beside its words: that they were the program's fixed words in the character's place, and the version
 * of the AI disclosure that stands in front of them. Both were looked up in the bubble and the turn it came from, three
 * look-ups for every message of every window.
 */
export const ownWords = `
alter table message add column author_kind text check (author_kind is null or author_kind = 'program');
alter table message add column discloses text;
update message set
  author_kind = case when
    exists (select 1 from turn where turn.turn_id = message.turn_id and (turn.outcome = 'failed' or turn.request is null))
    or (select outbox.purpose from outbox
      where outbox.turn_id = message.turn_id and outbox.remote_id = message.remote_id) is not null
    then 'program' end,
  discloses = (select outbox.discloses from outbox
    where outbox.turn_id = message.turn_id and outbox.remote_id = message.remote_id)
where direction = 'outgoing' and turn_id is not null;
`;
