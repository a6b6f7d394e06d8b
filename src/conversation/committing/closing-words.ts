import type { Milliseconds } from '../../core/clock.js';
import { saysFarewell } from '../../duty/stop-words.js';
import type { Transaction } from '../../store/engine/database.js';
import { recordAnswer, recordQuestion } from '../../store/duty/consent-store.js';
import type { ConversationId } from '../../core/ids.js';
import type { NewBubble } from '../../store/turn/new-bubble.js';
import {
  findConsentQuestion,
  readConsentAnswered,
  type ConsentAnswered,
  type ConsentQuestion,
} from './consent-step.js';
import type { Generated } from '../writing/generate.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { findReminder } from './reminder-step.js';
import type { CommittingNeeds } from './committing-needs.js';

/** Fixed words as the last bubble of a turn in which the character speaks. */
export interface ClosingWords {
  readonly text: string;
  /** The question they are; null for any other words. */
  readonly question: ConsentQuestion | null;
  /** Kept as evidence once they were sent. */
  readonly discloses: string | null;
}

/** What a turn does besides its reply: an answer about consent is taken in, and at most one thing is said at the end. */
export interface Closing {
  readonly answer: ConsentAnswered | null;
  readonly words: ClosingWords | null;
}

/** What was answered is noted before a reminder is given, and that before anything is asked. */
export async function findClosing(
  context: CommittingNeeds,
  loaded: LoadedTurn,
  generated: Generated,
): Promise<Closing> {
  // A failed turn covers nothing: whoever answers these messages reads them.
  if (generated.outcome === 'failed') return { answer: null, words: null };
  const answer = await readConsentAnswered(context, loaded);
  if (answer) {
    const { noted: text } = answer;
    return { answer, words: text === null ? null : { text, question: null, discloses: null } };
  }
  if (generated.outcome !== 'spoke') return { answer: null, words: null };
  return { answer: null, words: await findLastWords(context, loaded, generated.text) };
}

/** A reminder, or the question that may be put now. */
export async function findLastWords(
  context: CommittingNeeds,
  loaded: LoadedTurn,
  reply: string,
): Promise<ClosingWords | null> {
  // Whoever goes is not kept with another question.
  if (saysFarewell(loaded.latest.text)) return null;
  const reminder = await findReminder(context, loaded);
  if (reminder) return { text: reminder.text, question: null, discloses: reminder.version };
  const question = await findConsentQuestion(context, loaded, reply);
  return question && { text: question.text, question, discloses: null };
}

/** What of it a row of the outbox keeps. */
export function closingColumns(
  words: ClosingWords,
): Pick<NewBubble, 'purpose'> & { readonly discloses: string | null } {
  if (words.discloses !== null) return { purpose: 'reminder', discloses: words.discloses };
  if (words.question === null) return { discloses: null };
  return {
    purpose: words.question.kind === 'backup-contact' ? 'backup-contact' : 'consent',
    discloses: null,
  };
}

/** What the person was asked or answered, in the commit of the words themselves. `bubble` holds the closing words. */
export async function recordClosing(
  transaction: Transaction,
  conversation: ConversationId,
  { answer, words }: Closing,
  bubble: NewBubble | undefined,
  now: Milliseconds,
): Promise<void> {
  if (answer) await recordAnswer(transaction, conversation, answer, now);
  if (!words?.question || !bubble) return;
  const { kind, text: wording, version } = words.question;
  await recordQuestion(transaction, conversation, kind, { wording, version, outbox: bubble.outbox }, now);
}
