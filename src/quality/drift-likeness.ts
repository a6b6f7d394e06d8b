import { evidenceAgainst, learnVoice, shelve, voiceWithout, type Voice, type VoiceShelf } from './voice.js';

/**
 * Whether replies are rather this character's or somebody else's: the voice score of `voice.ts` against other voices, those
 * nearest to the reply. It hears another written voice that is usual by all surface measures.
 */
export interface Likeness {
  /** Evidence for its own voice against the five other voices that the reply is most like. */
  readonly of: (reply: string) => number;
  /** Its own usual evidence, and the spread of it among its lines. */
  readonly usual: number;
  readonly spread: number;
  /** How many spreads below the usual the mean of `likenessWindow` replies is outside. */
  readonly edge: number;
}

/** Replies whose mean is judged. Five and six were slower and no surer. */
export const likenessWindow = 4;
/** Fewer lines do not say whose voice it is; with ten most of the strange voices still pass. */
export const fewestLines = 10;
const rivals = 5;
const smoothing = 300;
const mostFolds = 5;
/** Lines' worth of the spread that voices usually have, mixed into that of a few lines. */
const spreadLines = 5;
const usualSpread = 1;

/**
 * What voices learnt from so many lines usually score, at most: a few lines that are all alike promise more than the voice
 * keeps. Chosen, as the edge, on half of the characters of RoleBench (docs/drift.md).
 */
const mostUsual = (lines: number): number => 4 - 20 / lines;
/** The fewer lines a voice was learnt from, the less certain its usual score is, and the wider the band. */
const edgeFor = (lines: number): number => Math.max(1.1, Math.min(1.9, 2.8 - 0.04 * lines));

/** Of another character so many lines are read: with all of them the voice that wrote most would be the rival of all. */
const linesOfOther = 10;
const fewestOfOther = 5;
/** More voices to tell it from cost time with each reply and tell little more. */
const mostBeside = 8;

/** A shelf with the voices of other characters on it: those that have something to say and are not itself by another name. */
export function shelfWith(
  shelf: VoiceShelf,
  beside: readonly (readonly string[])[],
  own: readonly string[],
  { isStyleWord }: Voice,
): VoiceShelf {
  const mine = new Set(own);
  const others = beside
    .filter((lines) => lines.length >= fewestOfOther && !lines.some((line) => mine.has(line)))
    .slice(0, mostBeside)
    .map((lines) => learnVoice(lines.slice(0, linesOfOther), isStyleWord));
  return others.length === 0 ? shelf : shelve([...shelf.voices, ...others]);
}

/**
 * Null where it cannot be judged: too few lines, or no other voices in the language.
 * @param voice of all its own lines
 */
export function learnLikeness(own: readonly string[], voice: Voice, others: VoiceShelf): Likeness | null {
  if (own.length < fewestLines || others.voices.length <= rivals) return null;
  const folds = Math.min(own.length, mostFolds);
  // Each line is scored by a voice that was learnt without it.
  const scores = Array.from({ length: folds }, (_, fold) => {
    const lines = own.filter((__, index) => index % folds === fold);
    return lines.map(against(voiceWithout(voice, learnVoice(lines, voice.isStyleWord)), others));
  }).flat();
  const centre = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const squares = scores.reduce((sum, score) => sum + (score - centre) ** 2, 0);
  return {
    of: against(voice, others),
    usual: Math.min(centre, mostUsual(own.length)),
    spread: Math.sqrt((squares + spreadLines * usualSpread ** 2) / (own.length + spreadLines)),
    edge: edgeFor(own.length),
  };
}

function against(voice: Voice, others: VoiceShelf): (reply: string) => number {
  const evidence = evidenceAgainst(voice, others, smoothing);
  return (reply) => {
    const [mine = 0, ...theirs] = evidence(reply);
    const nearest = theirs.sort((a, b) => b - a).slice(0, rivals);
    return mine - nearest.reduce((sum, value) => sum + value, 0) / rivals;
  };
}
