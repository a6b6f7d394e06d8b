/** Which lorebook entries of a conversation stay or rest (src/character/select-lorebook.ts), as JSON. */
export const lorebookState = `
alter table conversation add column lorebook_state text;
`;
