import { quoteSections, section } from '../../core/prompt-section.js';
import { note } from '../../core/transcript-forms.js';

/** Something the character means to say by itself: now and unasked, or in passing with what it answers anyway. */
export interface Impulse {
  readonly when: 'first' | 'in-passing';
  /** A kind of plan (src/proactive/plan-kinds.ts). */
  readonly kind: string;
  /** What it is about, in the words that are kept of it: a memory, their message, a line of the character's file. */
  readonly about: string;
  /** Why it is in the prompt, for `kindred turn show`. */
  readonly reason: string;
}

/** What each kind of message is, said as to somebody who is about to write it. */
const kinds: Readonly<Record<string, string>> = {
  requested: 'They asked you to write to them at this time. Do what they asked for:',
  reminder: 'This is the moment of something they wanted to be reminded of, or that you promised them:',
  'follow-up': 'You want to know how something went, or how it is going:',
  care: 'You think of them because of something hard. Be there; do not dig, do not advise:',
  anniversary: 'A date came back that means something to the two of you, or to them:',
  nudge: 'The talk broke off a while ago. Pick it up lightly where it was:',
  share: 'Something from your own day comes to mind that you want to tell them. Of this sort:',
  'old-thread': 'You come back to something that was left open between you:',
  'good-morning': 'You wish them a good morning, because of the day that lies before them:',
  'good-night': 'You wish them a good night, with a word about the day:',
};

/** What is quoted is data; what to do with it stands around it. */
export function impulseLayer(impulse: Impulse | null): string {
  if (impulse === null) return '';
  const about = `"${quoteSections(impulse.about)}"`;
  if (impulse.when === 'in-passing') {
    return section('impulse', [
      `You had meant to write to them about this and did not: ${about}`,
      'If it fits what they say now, bring it up in passing, in a few words of your own. If it does not fit, leave it.',
    ]);
  }
  return section('impulse', [
    'They have not written just now: you write first.',
    `${kinds[impulse.kind] ?? 'You want to speak of this:'} ${about}`,
    `If the talk shows that it was called off, moved to another day, is over already, or that they do not want to hear of it, write only: ${note('nothing')}`,
    'One short message, in your own words and your own voice, that says plainly what it is about. Nothing they have to justify, no reproach for silence, no asking whether they are there, nothing invented about them. They may answer or not.',
  ]);
}
