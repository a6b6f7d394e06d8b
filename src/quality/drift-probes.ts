import { searchText } from '../character/key-match.js';
import type { Character } from '../character/character.js';

/** What became of one probe. */
export interface ProbeAnswer {
  readonly ask: string;
  readonly answer: string;
  /** What a true answer holds and this one does not; empty when it holds all. */
  readonly missing: readonly string[];
  /** `unsure`: part of it is there, or the answer could not be had; a human or a judging model should look. */
  readonly verdict: 'true' | 'unsure' | 'false';
}

/** Puts a question to the character as a person would; null when no model answered. */
export type AskCharacter = (question: string) => Promise<string | null>;

/**
 * Asks a character its probes, one after the other and outside any conversation, and judges the answers by the words
 * that a true one holds.
 */
export async function askProbes(
  { probes }: Pick<Character, 'probes'>,
  ask: AskCharacter,
): Promise<readonly ProbeAnswer[]> {
  const answers: ProbeAnswer[] = [];
  for (const probe of probes) {
    const answer = await ask(probe.ask);
    answers.push(
      answer === null
        ? { ask: probe.ask, answer: '', missing: probe.holds, verdict: 'unsure' }
        : { ask: probe.ask, answer, ...judgeProbe(probe.holds, answer) },
    );
  }
  return answers;
}

/** `holds` are all needed; within one, `|` separates spellings of which any will do. Also found inside longer words. */
export function judgeProbe(
  holds: readonly string[],
  answer: string,
): Pick<ProbeAnswer, 'missing' | 'verdict'> {
  const { run } = searchText(answer);
  const missing = holds.filter(
    (wanted) =>
      !wanted.split('|').some((spelling) => {
        const sought = searchText(spelling).run;
        return sought !== '' && run.includes(sought);
      }),
  );
  if (missing.length === 0) return { missing, verdict: 'true' };
  return { missing, verdict: missing.length < holds.length ? 'unsure' : 'false' };
}
