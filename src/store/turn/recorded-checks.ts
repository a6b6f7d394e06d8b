import type { CheckNote } from '../../core/turn.js';

/** Names of checks that passed and said nothing, one behind the other; any other note is written as it is. */
type Recorded = readonly (string | CheckNote)[];

/** As they are stored: nearly all checks pass, and a note on each made a third of a turn's record. */
export function recordedChecks(notes: readonly CheckNote[]): string {
  const recorded: (string | CheckNote)[] = [];
  for (const note of notes) {
    const last = recorded.at(-1);
    if (!saysNothing(note)) recorded.push(note);
    else if (typeof last === 'string') recorded[recorded.length - 1] = `${last} ${note.check}`;
    else recorded.push(note.check);
  }
  return JSON.stringify(recorded);
}

/** Also of rows from before names were joined. */
export function readRecordedChecks(json: string): readonly CheckNote[] {
  return (JSON.parse(json) as Recorded).flatMap((note): readonly CheckNote[] =>
    typeof note === 'string' ? note.split(' ').map((check) => ({ check, verdict: 'pass' })) : [note],
  );
}

function saysNothing(note: CheckNote): boolean {
  return note.verdict === 'pass' && Object.keys(note).length === 2 && !note.check.includes(' ');
}
