import type { ConversationId } from '../core/ids.js';
import { estimateTokens } from '../lib/token-estimate.js';
import type { Reader } from '../store/engine/database.js';
import { readMessageIndex } from '../store/index/message-index-reader.js';
import type { RelatedWords } from '../text/related-words.js';
import { quoter, type DayOf } from './recall-lines.js';
import { recallMemories } from './recall-memories.js';
import { leastScore, mostUnasked } from './recall-floor.js';
import { decayOfMessage, judge, type Candidate } from './recall-score.js';
import { spread } from './recall-spread.js';
import { suspicionOf } from './quarantine.js';
import type { ReadDays } from './search/day-words.js';
import { queryWords } from './search/query-words.js';
import { searchHistory } from './search/search-history.js';
import { usualWeights, type RankWeights } from './search/weights.js';
import type { RecallQuery } from './recall-query.js';

export interface RecallSettings {
  /** What all of it may take of the prompt, estimated. */
  readonly tokens: number;
  readonly most: number;
  /** False to leave age out of the score, as a measurement does. */
  readonly ageing: boolean;
  readonly weights: RankWeights;
}

/** About twenty messages. */
export const usualRecall: RecallSettings = {
  tokens: 650,
  most: 20,
  ageing: true,
  weights: usualWeights,
};

/** Something that was said or is known, on its way into the prompt. */
export interface Recalled {
  /** `message:<row>` or `memory:<row>`. */
  readonly name: string;
  readonly kind: 'message' | 'memory';
  readonly row: number;
  /** One line: who, when, and what. */
  readonly text: string;
  readonly tokens: number;
  readonly score: number;
  readonly reason: string;
}

export interface RecallParts {
  readonly read: Reader;
  readonly readDays: ReadDays;
  readonly dayOf: DayOf;
  /** The vector of what was written, null where there is none in time; words alone where left out. */
  readonly vectorOf?: (text: string) => Promise<Float32Array | null>;
  /** What stands for a word of the query; only the words themselves where left out. */
  readonly related?: RelatedWords;
  readonly settings?: RecallSettings;
}

/** Messages looked at before variety and budget choose among them. */
const mostCandidates = 40;
/** Less fitting than this share of the best is not worth its tokens. */
const leastShare = 0.1;

/** What of one conversation's past belongs to this moment, best first, within the budget. */
export async function recall(
  parts: RecallParts,
  conversation: ConversationId,
  query: RecallQuery,
): Promise<readonly Recalled[]> {
  const { candidates, floor } = await findCandidates(parts, conversation, query);
  return choose(candidates, floor, query, parts);
}

/** A candidate and whether it would come into the prompt. */
export type ExplainedCandidate = Candidate & { readonly taken: boolean };

/** Every candidate with its score, best first, and whether `recall` takes it: for whoever asks why. */
export async function explainRecall(
  parts: RecallParts,
  conversation: ConversationId,
  query: RecallQuery,
): Promise<readonly ExplainedCandidate[]> {
  const { candidates, floor } = await findCandidates(parts, conversation, query);
  const taken = new Set(choose(candidates, floor, query, parts).map(({ name }) => name));
  return candidates.map((candidate) => ({ ...candidate, taken: taken.has(nameOf(candidate)) }));
}

async function findCandidates(
  { read, readDays, vectorOf, related, settings = usualRecall }: RecallParts,
  conversation: ConversationId,
  query: RecallQuery,
): Promise<{ readonly candidates: readonly Candidate[]; readonly floor: number }> {
  const index = await readMessageIndex(read, conversation);
  if (!index) return { candidates: [], floor: 0 };
  const words = queryWords(
    query.asked,
    query.recent,
    [query.names.person, query.names.character],
    index.language,
    related,
  );
  const vector = vectorOf === undefined || query.asked.trim() === '' ? null : await vectorOf(query.asked);
  const hits = await searchHistory(
    read,
    index,
    readDays,
    {
      text: query.asked,
      words,
      names: query.names,
      vector,
      weights: settings.weights,
      now: query.now,
      zone: query.zone,
    },
    mostCandidates + query.shown.size,
  );
  const messages = hits
    .filter(({ row }) => !query.shown.has(row))
    .map((hit): Candidate => {
      const decay = settings.ageing ? decayOfMessage(query.now - hit.sentAt) : 1;
      return {
        kind: 'message',
        message: hit,
        ...judge({ relevance: hit.relevance, decay, ...(hit.onlyMeaning && { by: 'meaning' }) }),
      };
    });
  const memories = await recallMemories(read, index, { query, words, hits });
  return {
    candidates: [...messages, ...memories].sort((one, other) => other.score - one.score),
    floor: leastScore(query.asked, index.language),
  };
}

function choose(
  candidates: readonly Candidate[],
  floor: number,
  query: RecallQuery,
  { dayOf, settings = usualRecall }: RecallParts,
): readonly Recalled[] {
  const least = leastShare * (candidates[0]?.score ?? 0);
  const quote = quoter(query, dayOf);
  const chosen: Recalled[] = [];
  let room = settings.tokens;
  const most = floor > 0 ? Math.min(mostUnasked, settings.most) : settings.most;
  const fitting = candidates.slice(0, 2 * settings.most).filter(
    // Of messages there are many, and some share a word with anything; what was worth noting down is not held to it.
    ({ kind, score }) => score >= (kind === 'message' ? Math.max(least, floor) : least),
  );
  for (const candidate of spread(fitting)) {
    if (chosen.length === most) break;
    // Asked again here, whatever was thought of it when it was written.
    if (suspicionOf(wordsOf(candidate)) !== null) continue;
    const line =
      candidate.kind === 'message'
        ? quote.message(candidate.message, chosen.length)
        : quote.memory(candidate.memory);
    const tokens = estimateTokens(line) + 1;
    // A shorter one further down may still fit.
    if (tokens > room) continue;
    room -= tokens;
    const { kind, score, reason } = candidate;
    chosen.push({
      name: nameOf(candidate),
      kind,
      row: rowOf(candidate),
      text: line,
      tokens,
      score,
      reason,
    });
  }
  return chosen;
}

const rowOf = (candidate: Candidate): number =>
  candidate.kind === 'message' ? candidate.message.row : candidate.memory.row;

const nameOf = (candidate: Candidate): string => `${candidate.kind}:${rowOf(candidate)}`;

function wordsOf(candidate: Candidate): string {
  return candidate.kind === 'message' ? candidate.message.text : candidate.memory.text;
}
