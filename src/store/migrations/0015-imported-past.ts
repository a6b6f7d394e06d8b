/** How far the talk from before Kindred was read, newest first; store/memory/imported-past-store.ts says what the columns mean. */
export const importedPast = `
create table imported_past (
  conversation_id text primary key references conversation (conversation_id),
  first_row integer not null,
  last_row integer not null,
  before_row integer not null,
  failures integer not null default 0,
  updated_at integer not null
) strict, without rowid;
`;
