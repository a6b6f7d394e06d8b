/**
 * Messages of an export stand under numbers of whoever made it. Where the account looks its own numbers up
 * (conversation/incoming/past-numbers.ts): how far down its chat it has looked, and when it was through.
 */
export const numbersOfThePast = `
alter table imported_past add column numbers_below text;
alter table imported_past add column numbers_known_at integer;
`;
