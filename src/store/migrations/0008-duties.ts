/** Reserved: filled in together with the code that needs it. */
export const duties = `
-- A turn of which the first bubbles are committed while the rest is still being written (docs/semantics.md).
create table open_turn (
  turn_id text primary key references turn (turn_id) on delete cascade,
  revision integer not null
) strict, without rowid;

-- What the author thinks of a check that turned a draft down (kindred gate mark).
create table gate_mark (
  conversation_id text not null references conversation (conversation_id) on delete cascade,
  turn_id text not null references turn (turn_id) on delete cascade,
  draft integer not null,
  check_name text not null,
  verdict text not null check (verdict in ('right', 'wrong')),
  marked_at integer not null,
  primary key (conversation_id, turn_id, draft, check_name)
) strict, without rowid;

create table person_lock (
  person_id text primary key references person (person_id),
  reason text not null check (reason in ('under-age')),
  locked_at integer not null,
  unlocked_at integer
) strict, without rowid;

create table care (
  conversation_id text primary key references conversation (conversation_id),
  crisis_tier text,
  crisis_until integer,
  card_at integer,
  stopped_at integer
) strict, without rowid;

create table duty_evidence (
  evidence_row integer primary key,
  conversation_id text not null references conversation (conversation_id),
  kind text not null,
  version text not null,
  outbox_id text,
  at integer not null
) strict;
create index duty_evidence_by_conversation on duty_evidence (conversation_id, at);

create table duty_count (
  day text not null,
  kind text not null,
  tier text not null,
  language text not null,
  outcome text not null,
  count integer not null,
  primary key (day, kind, tier, language, outcome)
) strict, without rowid;
`;
