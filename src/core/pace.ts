/**
 * How fast a character answers: as soon as it has the words; quicker than a person types; or as a person does, in the
 * rhythm of its day.
 */
export const paces = ['instant', 'brisk', 'natural'] as const;
export type Pace = (typeof paces)[number];
