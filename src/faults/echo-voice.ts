import type { Voice } from '../sandbox/model/voice/voice.js';
import { tagsIn } from './crowd.js';

/** What follows a first thought, by how many thoughts an answer has. */
const things = [[], ['stone'], ['stone', 'jar'], ['jar']] as const;

/** Said where the prompt shows no message that could be named, as when the model's provider refused to read it. */
const nothingHeard = 'that did not reach me.';

/**
 * The voice of the campaign: an answer names every message it answers, so that two answers to one message show, whoever
 * gave them. Short, and no two alike, so that no draft is turned down. Most answers have a second thought, which is still
 * being written when the first is committed. It is the campaign's own because its judgement rests on it: a voice that
 * speaks nicely says nothing of what it answers.
 */
export const echo: Voice = ({ lastWords, said }) => {
  const heard = [...new Set(tagsIn(lastWords))];
  const [last] = heard.slice(-1);
  if (last === undefined) return nothingHeard;
  const number = /\d+/u.exec(last)?.[0] ?? '';
  const more = things[said.length % things.length] ?? [];
  return [heard.join(', '), ...more.map((thing) => `${thing} ${number}`)].join('\n\n');
};

/** Whether the echo can have said it, as a first thought or a further one. */
export function isEcho(text: string): boolean {
  return (
    tagsIn(text).length > 0 ||
    text.includes(nothingHeard) ||
    things.flat().some((thing) => new RegExp(`^${thing} \\d+$`, 'u').test(text.trim()))
  );
}
