import { pass, reject, type Check, type CheckContext } from '../check.js';
import { actedWaiting, promises, statedClock } from '../phrases/promises.js';
import { sentencesOf } from '../sentences.js';

/** A time that is said in passing may be so many minutes off: people round, and a message takes a while. */
const roundedBy = 12;
const roundedByWithoutMinutes = 40;
const halfDay = 12 * 60;

/** Somewhere else than where the character is. */
const elsewhere =
  /(?<![\p{L}])(?:your|you|there|у тебя|bei dir|dort|allí|tu|chez toi|là-bas|da te|aí|тебе)(?![\p{L}])/iu;

/** What cannot be kept or is not so: a reminder that nobody planned, waiting that is only played, a wrong clock time. */
export const promisesCheck: Check = {
  name: 'promises',
  judge(text, context) {
    if (actedWaiting.test(text)) {
      return reject('it played that time passed; time passes only between messages', 'never');
    }
    const { plansAhead } = context;
    if (plansAhead !== undefined) {
      const broken = sentencesOf(text).some(
        (sentence) => promises.test(plain(sentence)) && !isPlanned(sentence, plansAhead),
      );
      if (broken) return reject(noReminders, 'never');
    }
    const right = wrongClock(text, context);
    return right === null ? pass : reject(`it gave a wrong time: it is ${right} where you are`, 'never');
  },
};

const noReminders =
  'it promised to remind them or to write at a time, and nothing of the kind is planned; say plainly that you cannot do that by yourself';

function plain(text: string): string {
  return text.replace(/[’`]/gu, "'");
}

/** A promise is kept where there is a plan, and where it names a time, one for that time. */
function isPlanned(sentence: string, plans: readonly number[]): boolean {
  if (plans.length === 0) return false;
  const named = [...sentence.matchAll(/(?<!\d)(\d{1,2})[:.h](\d{2})(?!\d)\s*([ap]\.?m)?/giu)].map(minuteOf);
  return named.every((minute) => plans.some((planned) => apart(minute, planned) <= 2));
}

/** The right time where the draft says another one of now; null where it says none, or the right one. */
function wrongClock(text: string, { now, character, personWrote = [] }: CheckContext): string | null {
  if (now === undefined) return null;
  const right = /(\d{1,2}):(\d{2})/u.exec(character.wallClock.format(now));
  if (right === null) return null;
  const is = Number(right[1]) * 60 + Number(right[2]);
  for (const sentence of sentencesOf(text)) {
    if (elsewhere.test(sentence) || personWrote.some((said) => saysSame(said, sentence))) continue;
    for (const found of plain(sentence).matchAll(statedClock)) {
      const hasMinutes = found[2] !== undefined;
      // "It's 5" is as often a price or a score.
      if ((!hasMinutes && found[3] === undefined) || Number(found[1]) > 24) continue;
      if (apart(minuteOf(found), is) > (hasMinutes ? roundedBy : roundedByWithoutMinutes)) return right[0];
    }
  }
  return null;
}

/** They named that time themselves. */
function saysSame(said: string, sentence: string): boolean {
  const time = /\d{1,2}[:.h]\d{2}/u.exec(sentence)?.[0];
  return time !== undefined && said.includes(time);
}

function minuteOf([, hour = '0', minute = '0', half = '']: readonly (string | undefined)[]): number {
  const isAfternoon = /^p/iu.test(half) && Number(hour) < 12;
  return (Number(hour) + (isAfternoon ? 12 : 0)) * 60 + Number(minute);
}

/** Minutes between two clock times, of whichever half of the day. */
function apart(one: number, other: number): number {
  const distance = Math.abs(one - other) % halfDay;
  return Math.min(distance, halfDay - distance);
}
