/** What models cost, by day and conversation; store/spend/spend-store.ts says what the columns mean. */
export const spending = `
create table spend (
  day text not null,
  conversation_id text not null,
  role text not null,
  provider text not null,
  model text not null,
  calls integer not null,
  unpriced_calls integer not null,
  input integer not null,
  output integer not null,
  cache_read integer not null,
  cache_write integer not null,
  micro_usd integer not null,
  primary key (day, conversation_id, role, provider, model)
) strict, without rowid;
`;
