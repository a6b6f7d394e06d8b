import { driftOver, learnProfile, type VoiceProfile } from '../../quality/drift.js';

/** How soon the drift watch hears another voice, and how often it is wrong about a character's own. */
export interface DriftFigures {
  readonly sampleLines: number;
  readonly characters: number;
  readonly ownTurnsOutside: number;
  /** Share of strange voices that were outside within five replies. */
  readonly otherCaughtWithinFive: number;
  /** The same of the character that hears the fewest. */
  readonly worstCharacter: number;
}

type Characters = readonly (readonly string[])[];
/** Deals the lines of a character anew: the same seed, the same hand. */
export type Deal = (lines: readonly string[], seed: number) => readonly string[];

/** Replies of another that follow on its own. */
const ownBefore = 6;
const soon = 5;
/** Strange voices each character is tried with. */
const strangers = 8;
const sampleCounts = [10, 25, 40] as const;
/** Lines of a stranger from here on: nobody's samples. */
const unseenFrom = 25;
/** Other characters of the same program, none of which is a stranger here, and lines known of each. */
const besides = 8;
const linesBeside = 10;

/** The keys that this bench has had from the first: 25 sample lines, and the next character as the strange voice. */
export function firstDriftFigures(characters: Characters, language: string) {
  const { own, caught } = tried(characters, 25, { language, offsets: () => [1], beside: [] });
  return {
    driftOwnTurnsOutside: shareOf(own.flat()),
    driftOtherCaughtWithinFive: shareOf(caught.flat()),
  };
}

/**
 * The half whose characters have an even place in the file is what the edges were chosen on; the other half is reported.
 * Each character is tried with strangers of its own half. `dealt`: its lines are dealt anew first; in the file's order the
 * first half of RoleBench's lines were made apart from the second, and so in another manner. `besideOthers`: with other
 * characters of the other half in the same program.
 */
export function driftByHalf(characters: Characters, language: string, deal: Deal) {
  const dealt = characters.map((lines, index) => deal(lines, 1_000 + index));
  const halfOf = (all: Characters, side: number): Characters => all.filter((_, index) => index % 2 === side);
  const figures = (all: Characters, side: number, isBeside: boolean): readonly DriftFigures[] => {
    const others = halfOf(all, 1 - side).slice(0, isBeside ? besides : 0);
    const beside = others.map((lines) => lines.slice(0, linesBeside));
    return sampleCounts.map((count) => figuresOf(halfOf(all, side), count, { language, beside }));
  };
  return {
    driftChosenOn: figures(characters, 0, false),
    driftReportedOn: figures(characters, 1, false),
    driftReportedOnDealt: figures(dealt, 1, false),
    driftReportedOnBesideOthers: figures(characters, 1, true),
    driftReportedOnDealtBesideOthers: figures(dealt, 1, true),
  };
}

interface Trial {
  readonly language: string;
  /** Samples of other characters of the same program. */
  readonly beside: Characters;
}

function figuresOf(half: Characters, sampleLines: number, trial: Trial): DriftFigures {
  const offsets = (size: number): readonly number[] =>
    Array.from({ length: Math.min(strangers, size - 1) }, (_, place) => 1 + ((place * 3) % (size - 1)));
  const { own, caught } = tried(half, sampleLines, { ...trial, offsets });
  return {
    sampleLines,
    characters: half.length,
    ownTurnsOutside: shareOf(own.flat()),
    otherCaughtWithinFive: shareOf(caught.flat()),
    worstCharacter: Math.min(...caught.map(shareOf)),
  };
}

function tried(
  characters: Characters,
  sampleLines: number,
  { language, beside, offsets }: Trial & { readonly offsets: (size: number) => readonly number[] },
) {
  const outside = (replies: readonly string[], profile: VoiceProfile): readonly boolean[] =>
    driftOver(replies, profile).map(({ status }) => status === 'outside');
  const results = characters.map((lines, index) => {
    const profile = learnProfile({ samples: lines.slice(0, sampleLines), languages: [language], beside });
    const unseen = lines.slice(sampleLines);
    const caught = offsets(characters.length).map((offset) => {
      const stranger = (characters[(index + offset) % characters.length] ?? []).slice(unseenFrom);
      const talk = [...unseen.slice(0, ownBefore), ...stranger.slice(0, soon)];
      return outside(talk, profile).slice(ownBefore).includes(true);
    });
    return { own: outside(unseen, profile), caught };
  });
  return { own: results.map(({ own }) => own), caught: results.map(({ caught }) => caught) };
}

const shareOf = (values: readonly boolean[]): number =>
  Number((values.filter(Boolean).length / Math.max(1, values.length)).toFixed(4));
