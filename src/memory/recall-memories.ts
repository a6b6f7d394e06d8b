import type { Reader } from '../store/engine/database.js';
import { findMemories } from '../store/memory/memory-index.js';
import {
  countMemories,
  readLatestEmotions,
  readMemoriesLearntFrom,
} from '../store/memory/memory-recall-reader.js';
import { detectLanguage } from '../text/language.js';
import { queryTermsOf } from '../text/terms.js';
import { wordsOf } from '../text/words.js';
import { readMemoriesByRow, type Memory } from '../store/memory/memory-reader.js';
import type { MessageIndex } from '../store/index/message-index-reader.js';
import { decayOfMemory, judge, type Candidate } from './recall-score.js';
import type { RecallQuery } from './recall-query.js';
import { constraintsOn } from './search/constraints.js';
import type { HistoryHit, QueryWord } from './search/search-history.js';

/** What else is known about the moment when memories are looked for. */
interface Found {
  readonly query: RecallQuery;
  readonly words: readonly QueryWord[];
  readonly hits: readonly HistoryHit[];
}

/** Memories by their words that are read and scored. */
const mostByWords = 30;
/** The best messages whose own memories are looked at too: learnt from what fits, they fit. */
const bridges = 10;
const latestEmotions = 30;
/** Words of a message that are looked at for what it proposes. */
const mostAskedFor = 32;

/**
 * How well a memory fits that none of the words names, as a share of a full hit: it was learnt from a message that
 * fits; it may stand against what is proposed; it tells how the same subject felt before; it only felt the same.
 */
const worth = { learntFrom: 0.7, standsAgainst: 0.6, sameSubject: 0.5, sameFeeling: 0.15 } as const;
/** Of what may stand against it, so many, the newest: a few things about food, not all of them. */
const mostAgainst = 5;

/**
 * The typed memories that belong to the moment: by their words, by the messages they were learnt from, and, for what
 * happened and how it felt, by subject and feeling where no word is the same; and those that may stand against what is
 * proposed.
 */
export async function recallMemories(
  read: Reader,
  index: MessageIndex,
  { query, words, hits }: Found,
): Promise<readonly Candidate[]> {
  if (query.hasMemories === false) return [];
  const { conversation } = index;
  const all = await countMemories(read, conversation);
  if (all === 0) return [];
  const byWords = await relevanceByWords(read, index, words, all);
  const best = [...byWords].sort(([, one], [, other]) => other - one).slice(0, mostByWords);
  const learnt = await readMemoriesLearntFrom(
    read,
    conversation,
    hits.slice(0, bridges).map(({ row }) => row),
  );
  const hitRelevance = new Map(hits.map(({ row, relevance }) => [row, relevance]));
  const scores = new Map<number, { relevance: number; by: string }>();
  const offer = (row: number, relevance: number, by: string): void => {
    if (relevance > (scores.get(row)?.relevance ?? 0)) scores.set(row, { relevance, by });
  };
  for (const [row, relevance] of best) offer(row, relevance, 'words');
  for (const row of await standingAgainst(read, index, query))
    offer(row, worth.standsAgainst, 'stands against it');
  for (const { memory, message } of learnt) {
    offer(memory, worth.learntFrom * (hitRelevance.get(message) ?? 0), 'learnt from what fits');
  }
  const usable = ({ trust, supersededBy }: Memory): boolean => trust === 'self' && supersededBy === null;
  const found = (await readMemoriesByRow(read, conversation, [...scores.keys()])).filter(usable);
  const emotions = (await readLatestEmotions(read, conversation, latestEmotions)).filter(usable);
  const subjects = subjectsOf(found, scores);
  for (const { row, subject, emotion } of emotions) {
    const near = subjectWords(subject).reduce((most, word) => Math.max(most, subjects.get(word) ?? 0), 0);
    offer(row, worth.sameSubject * near, 'how this felt before');
    if (query.emotion !== null && emotion === query.emotion) offer(row, worth.sameFeeling, 'felt like now');
  }
  const known = new Map([...found, ...emotions].map((memory) => [memory.row, memory]));
  return [...known.values()].flatMap((memory): Candidate[] => {
    const score = scores.get(memory.row);
    if (score === undefined) return [];
    const marks = {
      ...score,
      decay: decayOfMemory(memory, query.now),
      importance: memory.importance,
      feelsAlike: memory.emotion !== null && memory.emotion === query.emotion,
    };
    return [{ kind: 'memory', memory, ...judge(marks) }];
  });
}

/** Memories that hold what may be in the way of what the message is about. */
async function standingAgainst(
  read: Reader,
  index: MessageIndex,
  { asked }: RecallQuery,
): Promise<readonly number[]> {
  // The message's own language: a young conversation has none yet.
  const usual = index.language ?? undefined;
  const forms = queryTermsOf(asked, usual).slice(0, mostAskedFor);
  const against = constraintsOn(forms, detectLanguage(wordsOf(asked), usual).language);
  if (against.length === 0) return [];
  const [rows = []] = await findMemories(read, index, [against]);
  return [...rows].sort((one, other) => other - one).slice(0, mostAgainst);
}

/** From 0 to 1: the share of the query, by rarity among the memories, that each of them holds. */
async function relevanceByWords(
  read: Reader,
  index: MessageIndex,
  words: readonly QueryWord[],
  all: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await findMemories(
    read,
    index,
    words.map(({ forms }) => forms),
  );
  const rarity = words.map(({ weight }, at) => weight * Math.log(1 + all / ((rows[at]?.length ?? 0) + 0.5)));
  const whole = rarity.reduce((sum, one) => sum + one, 0);
  const held = new Map<number, number>();
  rows.forEach((holding, at) => {
    for (const row of holding) held.set(row, (held.get(row) ?? 0) + (rarity[at] ?? 0) / whole);
  });
  return held;
}

/** Each word of the subjects of what fits, with how well that fits. */
function subjectsOf(
  memories: readonly Memory[],
  scores: ReadonlyMap<number, { readonly relevance: number }>,
): ReadonlyMap<string, number> {
  const subjects = new Map<string, number>();
  for (const { row, subject } of memories) {
    const relevance = scores.get(row)?.relevance ?? 0;
    for (const word of subjectWords(subject)) {
      subjects.set(word, Math.max(subjects.get(word) ?? 0, relevance));
    }
  }
  return subjects;
}

/** Subjects are few small words (`job interview`); short ones bind the others. */
function subjectWords(subject: string): readonly string[] {
  return subject.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}
