import type { ConsentState } from '../store/account-schema.js';
import { readSelfUsername } from '../store/account-store.js';
import {
  hasWritten,
  isAfterQuestion,
  readBackupConsent,
  type BackupConsent,
} from '../store/consent-store.js';
import { backupContactWords } from '../duty/backup-contact.js';
import { readBackupContactAnswer, withdrawsBackupContact } from '../duty/backup-contact-answer.js';
import { languageOf } from '../duty/person-language.js';
import type { Generated } from './generate.js';
import type { LoadedTurn } from './load-turn.js';
import type { TurnContext } from './turn-context.js';

/** What a turn does, besides its reply, about the account that would take over. */
export interface BackupContactStep {
  /** What the person said about it with one of the messages of this turn. */
  readonly answer: { readonly state: Exclude<ConsentState, 'asked'>; readonly row: number } | null;
  /** Fixed words as the last bubble: the question, or that the answer was noted. */
  readonly closing: string | null;
  /** `closing` is the question. */
  readonly asks: boolean;
}

const nothing: BackupContactStep = { answer: null, closing: null, asks: false };

/** Ask once, read the next answer by rules, and heed a later no. No model is asked about consent. */
export async function backupContactStep(
  context: TurnContext,
  loaded: LoadedTurn,
  generated: Generated,
): Promise<BackupContactStep> {
  // A failed turn covers nothing: whoever answers these messages reads them.
  if (generated.outcome === 'failed') return nothing;
  const { read } = context.database;
  const consent = await readBackupConsent(read, loaded.state.conversation);
  const words = backupContactWords(languageOf(loaded.latest.text, loaded.state.language));
  if (consent?.state === 'agreed') {
    const message = loaded.burst.find(({ text }) => withdrawsBackupContact(text));
    if (!message) return nothing;
    return { answer: { state: 'withdrawn', row: message.row }, closing: words.withdrawn, asks: false };
  }
  const answer = consent === null ? null : readAnswer(consent, loaded);
  if (answer) {
    if (answer.state !== 'agreed') return { answer, closing: null, asks: false };
    const standby = context.standbyOf(loaded.state.character);
    const username = standby === null ? null : await readSelfUsername(read, standby);
    return { answer, closing: words.agreed(username), asks: false };
  }
  return (await mayAsk(context, loaded, generated, consent))
    ? { answer: null, closing: words.question, asks: true }
    : nothing;
}

/** The first thing the person wrote after the question reached them. */
function readAnswer(consent: BackupConsent, { burst }: LoadedTurn): BackupContactStep['answer'] {
  if (consent.state !== 'asked') return null;
  const after = burst.filter((message) => isAfterQuestion(message, consent));
  const [first] = after;
  if (!first) return null;
  const isRefused = after.some(({ text }) => readBackupContactAnswer(text) === 'no');
  const hasAgreed = !isRefused && readBackupContactAnswer(first.text) === 'yes';
  return { state: hasAgreed ? 'agreed' : 'declined', row: first.row };
}

async function mayAsk(
  { settings, standbyOf, database }: TurnContext,
  { state, mustDisclose }: LoadedTurn,
  generated: Generated,
  consent: BackupConsent | null,
): Promise<boolean> {
  const { askBackupContactAfter: messages } = settings;
  if (messages === null || generated.outcome !== 'spoke' || mustDisclose) return false;
  if (standbyOf(state.character) === null) return false;
  // A turn of four bubbles has no room for a fifth (TELEGRAM 3.5).
  if (generated.text.split(/\n\s*\n/u).length > 3) return false;
  // A yes must be an answer to this question and to no other.
  if (/[?？؟]/u.test(generated.text)) return false;
  if (consent !== null && !neverCame(consent)) return false;
  return hasWritten(database.read, state.conversation, messages);
}

/** The question was given up before it could be sent: the person was not asked. */
function neverCame({ state, question }: BackupConsent): boolean {
  if (state !== 'asked' || question === null) return false;
  return question.state === 'dropped' || (question.state === 'held' && question.reason === 'account-lost');
}
