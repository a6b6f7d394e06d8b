import { learnProfile } from '../../quality/drift.js';
import { judge, replyChecks } from '../../quality/gate.js';
import { createLinkRule } from '../../quality/egress/links.js';
import { examine } from '../../quality/egress/outgoing.js';
import type { Character } from '../../character/character.js';
import type { CheckContext } from '../../quality/check.js';
import { chooseRegister } from '../../strategist/register.js';
import type { ReadMoment } from '../../strategist/moment/read-moment.js';
import { breachChecks, breaches } from '../../duty/breaches.js';
import { careNets } from '../../duty/net/load-nets.js';
import { plainCharacter } from './gate-character.js';
import { chatLanguages, readTalks, type ChatLanguage, type Talk } from '../frame/human-talks.js';

/** How many of one language's messages each check turned down or mended. */
export interface ChatCount {
  readonly language: ChatLanguage;
  readonly messages: number;
  readonly rejects: ReadonlyMap<string, number>;
  readonly repairs: ReadonlyMap<string, number>;
  /** Milliseconds of each message. */
  readonly took: readonly number[];
  /** Some that were turned down, for looking at. */
  readonly samples: readonly { readonly check: string; readonly text: string }[];
}

/** Lines a voice is learnt from, spread over the set. */
const referenceLines = 60;
/** How far a writer's own earlier messages are shown. */
const ownBefore = 10;

/**
 * Every message of human talk as if the character had written it: its writer's earlier messages are the character's, the
 * other's are the person's. Whatever a check turns down here, it would have turned down a person for.
 */
export function countFalseRejects(
  folder: string,
  readMoment: ReadMoment,
  now: () => number,
): readonly ChatCount[] {
  return chatLanguages.map((language) => {
    const talks = readTalks(folder, language);
    const step = Math.max(1, Math.floor(talks.length / referenceLines));
    const samples = talks.filter((_, at) => at % step === 0).flatMap((talk) => talk.slice(1, 2));
    const character = plainCharacter([language], samples.slice(0, referenceLines));
    const voice = learnProfile({ samples: character.voice.samples, languages: [language] });
    const count = {
      rejects: new Map<string, number>(),
      repairs: new Map<string, number>(),
      took: [] as number[],
      samples: [] as { check: string; text: string }[],
    };
    let messages = 0;
    for (const talk of talks) {
      for (const [at, text] of talk.entries()) {
        messages += 1;
        judgeOne(text, contextOf(talk, at, character, voice, readMoment, language), count, now);
      }
    }
    return { language, messages, ...count };
  });
}

function contextOf(
  talk: Talk,
  at: number,
  character: Character,
  voice: ReturnType<typeof learnProfile>,
  readMoment: ReadMoment,
  language: ChatLanguage,
): CheckContext {
  const before = talk.slice(0, at);
  const own = before.filter((_, index) => (at - index) % 2 === 0);
  const theirs = before.filter((_, index) => (at - index) % 2 === 1);
  const latest = theirs.at(-1) ?? '';
  const { register } = chooseRegister(readMoment(latest, language), latest.split(/\s+/u).length);
  return {
    character,
    recentReplies: own.slice(-ownBefore),
    personWrote: theirs.slice(-1),
    personBefore: theirs.slice(0, -1),
    register,
    words: 12,
    memories: [],
    voice,
  };
}

function judgeOne(
  text: string,
  context: CheckContext,
  count: {
    readonly rejects: Map<string, number>;
    readonly repairs: Map<string, number>;
    readonly took: number[];
    readonly samples: { check: string; text: string }[];
  },
  now: () => number,
): void {
  const from = now();
  const judged = judge(text, context);
  const duties = breaches(judged.text, careNets()).map((breach) => breachChecks[breach].check);
  const examined = examine(judged.text, {
    mayLink: createLinkRule([], context.personWrote ?? []),
    recitesPrompt: () => false,
    holdsSecret: () => false,
  });
  count.took.push(now() - from);
  const notes = [
    ...judged.notes,
    ...duties.map((check) => ({ check, verdict: 'reject' as const })),
    ...examined.notes,
  ];
  for (const { check, verdict } of notes) {
    const kind = verdict === 'reject' ? count.rejects : verdict === 'repair' ? count.repairs : null;
    kind?.set(check, (kind.get(check) ?? 0) + 1);
    if (verdict === 'reject') count.samples.push({ check, text });
  }
}

/** All checks whose share is published, in the order they run. */
export const publishedChecks: readonly string[] = [
  ...replyChecks.map(({ name }) => name),
  ...Object.values(breachChecks).map(({ check }) => check),
  'egress-leak',
  'egress-links',
];
