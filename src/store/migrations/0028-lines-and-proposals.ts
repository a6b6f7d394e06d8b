/**
 * Receivers that several accounts share: a bot's place among its updates was the account's and is its line's now. Beside it
 * what a service said about an account, and words that wait for the tap of an account's owner.
 */
export const linesAndProposals = `
create table line (
  line_key text primary key,
  cursor text not null
) strict, without rowid;

insert or ignore into line (line_key, cursor)
  select 'telegram-bot:' || json_extract(cursor, '$.bot'), cursor from account
  where case when json_valid(cursor) then json_type(cursor, '$.bot') end = 'text';

alter table account add column standing text;

create table proposal (
  proposal_key text primary key,
  conversation_id text not null references conversation (conversation_id),
  account_id text not null,
  peer_id text not null,
  turn_id text not null references turn (turn_id),
  bubbles text not null,
  state text not null check (state in ('open', 'approved', 'edited', 'skipped', 'overtaken')),
  message_id text,
  shown text,
  made_at integer not null
) strict, without rowid;
create index proposal_open on proposal (conversation_id) where state = 'open';
create index proposal_unshown on proposal (account_id) where shown is not state;
`;
