/** What a person was shown or asked last about what is remembered; store/memory/rights-store.ts says what the columns mean. */
export const rights = `
create table memory_listing (
  conversation_id text primary key references conversation (conversation_id),
  asks text check (asks in ('forget-all')),
  memories text not null,
  shown_at integer not null
) strict, without rowid;
`;
