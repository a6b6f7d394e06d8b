/** How far what is kept for a time only was swept: by row, which grow with time, so that a sweep reads each row once. */
export const retention = `
create table retention_progress (
  kind text primary key,
  to_row integer not null
) strict, without rowid;
`;
