import type { ConversationId } from '../../core/ids.js';
import { readConsentAnswer } from '../../duty/consent/consent-answer.js';
import { inBubbles, listMemories, memoriesMeant, type DayFormat } from '../../memory/rights/listing.js';
import { readRightsIntent, type RightsIntent } from '../../memory/rights/intent.js';
import { rightsWords, wordsAskedIn, type RightsWords } from '../../memory/rights/words.js';
import { suspicionOf } from '../../memory/quarantine.js';
import { eraseConversation } from '../../store/conversation/erase-conversation.js';
import { readMemories, readMemorySources, type Memory } from '../../store/memory/memory-reader.js';
import { addMemory, readHistoryOf, removeMemories } from '../../store/memory/memory-writer.js';
import {
  closeQuestion,
  countKeptMessages,
  saveListing,
  type MemoryListing,
} from '../../store/memory/rights-store.js';
import { withLinked } from '../loading/linked.js';
import type { FixedAnswer } from './fixed-answer.js';
import { lastBefore, type LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import type { HeardBurst } from './heard-burst.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';
import { exportInChat } from './memory-export.js';

/** A question that nobody answered for so long is not answered by a yes to something else. */
const questionHoldsMs = 30 * 60_000;

/**
 * What a person may always do with what is remembered of them: see it, correct it, take it along, have it forgotten.
 * Read by rules and carried out by the program; no model is asked and no character argues.
 */
export async function memoryRightsAnswer(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  heard: HeardBurst,
): Promise<FixedAnswer | null> {
  const { listing } = loaded;
  const exact = lastAsked(loaded, ({ text }) => readRightsIntent(text));
  if (listing?.asks === 'forget-all' && context.clock.now() - listing.shownAt < questionHoldsMs) {
    const answer = exact === null ? answerQuestion(loaded) : null;
    if (answer) return answer;
  }
  const asked = exact ?? lastAsked(loaded, (message) => otherWords(message, heard));
  if (asked === null) return null;
  const character = context.character(loaded.state.character);
  const language = spokenLanguage(loaded, character, asked.message.text);
  const words = rightsWords(language);
  const format = { language: language ?? 'en', timeZone: character.timeZone };
  const request: Request = { context, loaded, words, format, listing, row: asked.message.row };
  const answer = await carryOut(request, asked.intent);
  return answer === null ? null : { ...answer, covers: [asked.message.row] };
}

function lastAsked(
  { burst }: LoadedTurn,
  read: (message: StoredMessage) => RightsIntent | null,
): { readonly message: StoredMessage; readonly intent: RightsIntent } | null {
  for (const message of burst.toReversed()) {
    const intent = read(message);
    if (intent !== null) return { message, intent };
  }
  return null;
}

/** What the rules for exact wishes do not know, in whatever words it was said. */
function otherWords(message: StoredMessage, { forget, show }: HeardBurst): RightsIntent | null {
  if (forget?.row === message.row) return { kind: 'forget-all' };
  return show?.row === message.row ? { kind: 'show' } : null;
}

interface Request {
  readonly context: FixedAnswerNeeds;
  readonly loaded: LoadedTurn;
  readonly words: RightsWords;
  readonly format: DayFormat;
  readonly listing: MemoryListing | null;
  /** The message that asks. */
  readonly row: number;
}

async function carryOut(request: Request, intent: RightsIntent): Promise<FixedAnswer | null> {
  const { loaded, words, context } = request;
  const { conversation } = loaded.state;
  switch (intent.kind) {
    case 'show':
      return show(request);
    case 'export':
      return exportInChat(context, loaded, words, request.format);
    case 'forget-all':
      return askToForgetAll(conversation, words);
    case 'forget-numbers':
      return forget(request, await listed(request, intent.numbers));
    case 'forget-matching':
      return forgetMeant(request, intent);
    case 'correct': {
      const [memory] = await listed(request, [intent.number]);
      return memory ? correct(request, memory, intent.text) : nothingFits(words);
    }
  }
}

/**
 * Only the very word that was asked for goes ahead, and only as the next one: the question promises that anything else
 * keeps it. An answer that may have meant it gets the question again; what is no answer at all is left to the talk.
 */
function answerQuestion(loaded: LoadedTurn): FixedAnswer | null {
  const { burst } = loaded;
  const { conversation } = loaded.state;
  const [only, ...more] = burst.map(({ text }) => text);
  const words = wordsAskedIn(lastBefore(loaded)?.text ?? '');
  if (words === null || only === undefined || more.length > 0) return null;
  const said = plain(only);
  if (said === words.confirm) {
    return {
      reason: 'forgot-all',
      texts: [words.allGone],
      write: async (transaction, now, turn) => {
        for (const one of withLinked(loaded)) await eraseConversation(transaction, one, now, turn);
      },
    };
  }
  if (words.no.includes(said) || readConsentAnswer(only) === 'no') {
    return {
      reason: 'kept-all',
      texts: [words.allKept],
      write: (transaction) => closeQuestion(transaction, conversation),
    };
  }
  const parts = said.split(' ');
  if (!words.yes.includes(said) && (parts.length > mostNearly || !parts.includes(words.confirm))) return null;
  return askToForgetAll(conversation, words);
}

/** "Yes, delete it": near the word that was asked for, and not it. */
const mostNearly = 5;

function askToForgetAll(conversation: ConversationId, words: RightsWords): FixedAnswer {
  return {
    reason: 'asks-to-forget-all',
    texts: [words.askAll],
    write: (transaction, now) =>
      saveListing(transaction, conversation, { asks: 'forget-all', memories: [], shownAt: now }),
  };
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{M}\s-]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

async function show({ context, loaded, words, format }: Request): Promise<FixedAnswer> {
  const { read } = context.database;
  const { conversation } = loaded.state;
  const memories = await readMemories(read, conversation, { which: 'current' });
  const sources = await readMemorySources(
    read,
    conversation,
    memories.map(({ row }) => row),
  );
  const kept = words.alsoKept(await countKeptMessages(read, conversation));
  const lines =
    memories.length === 0
      ? [words.nothing, kept]
      : [words.heading, ...listMemories(memories, sources, words, format), '', kept, words.how];
  return {
    reason: 'memory-shown',
    texts: inBubbles(lines),
    write: (transaction, now) =>
      saveListing(transaction, conversation, {
        asks: null,
        memories: memories.map(({ row }) => row),
        shownAt: now,
      }),
  };
}

/** The memories behind numbers: as they were listed last, else as they would be listed now. */
async function listed(
  { context, loaded, listing }: Request,
  numbers: readonly number[],
): Promise<readonly Memory[]> {
  const memories = await readMemories(context.database.read, loaded.state.conversation, { which: 'current' });
  const order =
    listing === null || listing.memories.length === 0 ? memories.map(({ row }) => row) : listing.memories;
  const rows = new Set(numbers.map((number) => order[number - 1]));
  return memories.filter(({ row }) => rows.has(row));
}

async function forgetMeant(
  request: Request,
  { words: wanted, asked }: Extract<RightsIntent, { kind: 'forget-matching' }>,
): Promise<FixedAnswer | null> {
  const { context, loaded, words, format } = request;
  const { conversation } = loaded.state;
  const memories = await readMemories(context.database.read, conversation, { which: 'current' });
  const meant = memoriesMeant(memories, wanted);
  if (meant.length === 0) return asked ? nothingFits(words) : null;
  if (meant.length === 1) return forget(request, meant);
  const sources = await readMemorySources(
    context.database.read,
    conversation,
    meant.map(({ row }) => row),
  );
  return {
    reason: 'forget-which',
    texts: inBubbles([words.several, ...listMemories(meant, sources, words, format)]),
    write: (transaction, now) =>
      saveListing(transaction, conversation, {
        asks: null,
        memories: meant.map(({ row }) => row),
        shownAt: now,
      }),
  };
}

function forget({ loaded, words }: Request, memories: readonly Memory[]): FixedAnswer {
  if (memories.length === 0) return nothingFits(words);
  const { conversation } = loaded.state;
  return {
    reason: 'memory-forgotten',
    texts: inBubbles([words.forgotten, ...memories.map(({ text }) => `– ${text}`)]),
    write: async (transaction) => {
      const rows = memories.map(({ row }) => row);
      // With what it took the place of: else the older version would be believed again.
      await removeMemories(transaction, conversation, await readHistoryOf(transaction, conversation, rows));
      transaction.emptyLog();
    },
  };
}

function correct({ loaded, words, row }: Request, memory: Memory, text: string): FixedAnswer {
  const { conversation } = loaded.state;
  if (suspicionOf(text) !== null) return { reason: 'correction-refused', texts: [words.notAFact] };
  return {
    reason: 'memory-corrected',
    texts: [words.corrected(text)],
    write: (transaction, now) => replace(transaction, conversation, memory, { text, row, now }),
  };
}

async function replace(
  transaction: Parameters<typeof addMemory>[0],
  conversation: ConversationId,
  memory: Memory,
  { text, row, now }: { readonly text: string; readonly row: number; readonly now: number },
): Promise<void> {
  const correction = {
    ...memory,
    text,
    author: 'person',
    trust: 'self',
    quarantine: null,
    origin: 'person',
    confidence: 1,
    validFrom: now,
    // The date was part of what was wrong, or stands in the new words; the scribe reads them like any message.
    due: null,
    sources: [row],
    supersedes: [memory.row],
  } as const;
  await addMemory(transaction, conversation, correction, now);
}

function nothingFits(words: RightsWords): FixedAnswer {
  return { reason: 'no-such-memory', texts: [words.noSuch] };
}
