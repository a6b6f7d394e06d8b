/** What of the earlier talk the prompt still carries; store/memory/past-store.ts says what the columns mean. */
export const condensedPast = `
create table condensed_past (
  conversation_id text primary key references conversation (conversation_id),
  past text not null,
  past_to_row integer not null,
  standing text not null,
  standing_to_row integer not null,
  character_version text not null,
  updated_at integer not null
) strict, without rowid;
`;
