/**
 * What a character means to write first, what was decided about it, and what a person wishes of that. No table holds a
 * word of anybody's: a plan names the memory, message or thread it is about.
 */
export const plans = `
create table plan (
  plan_row integer primary key autoincrement,
  conversation_id text not null references conversation (conversation_id) on delete cascade,
  kind text not null,
  plan_key text not null,
  source text not null,
  due_at integer not null,
  look_at integer not null,
  looks integer not null default 0,
  state text not null check (state in ('planned', 'sent', 'ended', 'folded')),
  reason text,
  folds_until integer,
  turn_id text,
  created_at integer not null,
  settled_at integer,
  unique (conversation_id, plan_key)
) strict;
create index plan_due on plan (look_at, conversation_id) where state = 'planned';
create index plan_open on plan (conversation_id, look_at) where state = 'planned';
create index plan_foldable on plan (conversation_id, folds_until) where state = 'ended' and folds_until is not null;
create index plan_sent on plan (conversation_id, settled_at) where state = 'sent';

create table plan_decision (
  decision_row integer primary key,
  conversation_id text not null references conversation (conversation_id) on delete cascade,
  plan_row integer not null,
  kind text not null,
  source text not null,
  verdict text not null check (verdict in ('sent', 'withheld', 'waits', 'folded')),
  reason text not null,
  details text not null,
  until integer,
  turn_id text,
  at integer not null
) strict;
create index plan_decision_by_conversation on plan_decision (conversation_id, decision_row);

create table proactive_wish (
  conversation_id text primary key references conversation (conversation_id) on delete cascade,
  wish text not null,
  updated_at integer not null
) strict, without rowid;

create table proactive_hold (
  only integer primary key check (only = 1),
  until integer not null
) strict;
`;
