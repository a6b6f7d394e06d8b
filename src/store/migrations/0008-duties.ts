/** Reserved: filled in together with the code that needs it. */
export const duties = `
-- A turn of which the first bubbles are committed while the rest is still being written (docs/semantics.md).
create table open_turn (
  turn_id text primary key references turn (turn_id) on delete cascade,
  revision integer not null
) strict, without rowid;

-- What the author thinks of a draft that was turned down (kindred gate mark).
create table gate_mark (
  turn_id text primary key references turn (turn_id) on delete cascade,
  verdict text not null check (verdict in ('right', 'wrong')),
  marked_at integer not null
) strict, without rowid;
`;
