/**
 * Words that a model's provider refuses are noted where they are, so that later prompts can leave them out: a talk with
 * one such message in it would be refused whole, for as long as the message stays in the window.
 */
export const refusedWords = `
alter table message add column refused_at integer;
`;
