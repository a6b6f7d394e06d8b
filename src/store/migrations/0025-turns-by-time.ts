/** The latest turns of all conversations, and what came of those of a day, without reading every turn there is. */
export const turnsByTime = `
create index turn_by_time on turn (started_at, outcome);
`;
