import type { Milliseconds } from '../../core/clock.js';
import { backupContactVersion, backupContactWords } from '../../duty/backup-contact.js';
import { readConsentAnswer, withdrawsBackupContact } from '../../duty/consent/consent-answer.js';
import { consentWords, consentWordsVersion } from '../../duty/consent/consent-words.js';
import type { AttachmentKind } from '../../core/event.js';
import { mediaConsentVersion, mediaConsentWords } from '../../duty/consent/media-consent.js';
import { processorWords } from '../../duty/consent/processor-words.js';
import type { ConsentState } from '../../store/account/account-schema.js';
import { readSelfUsername } from '../../store/account/account-store.js';
import { hasWritten, isAfterQuestion, type Consent } from '../../store/duty/consent-store.js';
import type { ConsentKind } from '../../store/duty/duty-consent.js';
import { mostCounted } from '../../store/conversation/conversation-record.js';
import { lastBefore, type LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { CommittingNeeds } from './committing-needs.js';

/** What the person said about a question with one of the messages of this turn, and what is said back. */
export interface ConsentAnswered {
  readonly kind: ConsentKind;
  readonly state: Exclude<ConsentState, 'asked'>;
  readonly row: number;
  /** That it was noted; null where nothing needs to be said. */
  readonly noted: string | null;
}

export interface ConsentQuestion {
  readonly kind: ConsentKind;
  readonly text: string;
  readonly version: string;
}

/** In the order in which they are asked, should several be due. */
const kinds = ['memory', 'proactive', 'special-categories', 'backup-contact'] as const;
/** Asked as soon as somebody sends what may not be opened without their leave. */
const mediaKinds = ['see', 'hear'] as const;
/** Messages a person has written before the question: the talk has begun, or has some life. */
const askMemoryAfter = 3;
const askSpecialAfter = 5;
/** Between two questions, whatever they are about: nobody is questioned by a form. */
const betweenQuestionsMs: Milliseconds = 86_400_000;
/** A question that was given up before it reached the person is not put again sooner. */
const againMs: Milliseconds = 14 * 86_400_000;

/** The next answer to a question is read by rules, and a later no is heeded. No model is asked about consent. */
export async function readConsentAnswered(
  context: CommittingNeeds,
  loaded: LoadedTurn,
): Promise<ConsentAnswered | null> {
  const { read } = context.database;
  const { consents } = loaded;
  const language = spokenLanguage(loaded, context.character(loaded.state.character));
  if (consents.get('backup-contact')?.state === 'agreed') {
    const message = loaded.burst.find(({ text }) => withdrawsBackupContact(text));
    const noted = backupContactWords(language).withdrawn;
    if (message) return { kind: 'backup-contact', state: 'withdrawn', row: message.row, noted };
  }
  for (const kind of [...mediaKinds, ...kinds]) {
    const consent = consents.get(kind);
    const answer = consent && readAnswer(consent, loaded);
    if (!answer) continue;
    if (answer.state !== 'agreed') return { kind, ...answer, noted: null };
    if (kind === 'see' || kind === 'hear')
      return { kind, ...answer, noted: mediaConsentWords(language, kind).agreed };
    if (kind !== 'backup-contact') return { kind, ...answer, noted: consentWords(language, kind).agreed };
    const standby = context.standbyOf(loaded.state.character);
    const username = standby === null ? null : await readSelfUsername(read, standby);
    return { kind, ...answer, noted: backupContactWords(language).agreed(username) };
  }
  return null;
}

/** The first thing the person wrote after the question reached them. */
function readAnswer(consent: Consent, loaded: LoadedTurn): Pick<ConsentAnswered, 'state' | 'row'> | null {
  if (consent.state !== 'asked') return null;
  const after = loaded.burst.filter((message) => isAfterQuestion(message, consent));
  const [first] = after;
  if (!first) return null;
  // A yes behind other words of ours answers those.
  const asked = lastBefore(loaded, ({ direction }) => direction === 'outgoing');
  const isNext = asked === undefined || asked.remoteId === consent.question?.remoteId;
  const isRefused = after.some(({ text }) => readConsentAnswer(text) === 'no');
  const hasAgreed = isNext && !isRefused && readConsentAnswer(first.text) === 'yes';
  return { state: hasAgreed ? 'agreed' : 'declined', row: first.row };
}

/** The one question that may be put behind a reply now; null where none may. `reply` is what is about to be said. */
export async function findConsentQuestion(
  context: CommittingNeeds,
  loaded: LoadedTurn,
  reply: string,
): Promise<ConsentQuestion | null> {
  if (loaded.mustDisclose || (loaded.care.crisisUntil ?? 0) > context.clock.now()) return null;
  // A turn of four bubbles has no room for a fifth (TELEGRAM 3.5).
  if (reply.split(/\n\s*\n/u).length > 3) return null;
  // A yes must be an answer to this question and to no other.
  if (/[?？؟]/u.test(reply)) return null;
  const media = mediaKinds.find((kind) => !loaded.consents.has(kind) && wasLeftShut(loaded, kind));
  if (media !== undefined && !isAnyOpen(loaded)) return mediaQuestion(context, loaded, media);
  const asked = kinds.filter((kind) => isEverAsked(context, loaded, kind));
  if (asked.length === 0) return null;
  const { consents } = loaded;
  const now = context.clock.now();
  for (const consent of consents.values()) {
    if (!neverCame(consent) && now - consent.askedAt < betweenQuestionsMs) return null;
  }
  for (const kind of asked) {
    const consent = consents.get(kind);
    if (consent && !(neverCame(consent) && (kind === 'backup-contact' || now - consent.askedAt >= againMs)))
      continue;
    if (await isDue(context, loaded, kind, consents)) return questionOf(context, loaded, kind);
  }
  return null;
}

/** Something of what they sent now was not opened, because nobody has asked them yet. */
function wasLeftShut({ burst }: LoadedTurn, kind: 'see' | 'hear'): boolean {
  const isSound = (one: AttachmentKind): boolean => one === 'voice' || one === 'round';
  return burst.some(({ attachments }) =>
    attachments.some((one) => one.unseen === 'no-consent' && isSound(one.kind) === (kind === 'hear')),
  );
}

/** A yes to one question would be taken for a yes to another. */
function isAnyOpen({ consents }: LoadedTurn): boolean {
  return [...consents.values()].some((consent) => consent.state === 'asked' && !neverCame(consent));
}

function mediaQuestion(
  { character, settings }: CommittingNeeds,
  loaded: LoadedTurn,
  kind: 'see' | 'hear',
): ConsentQuestion {
  const language = spokenLanguage(loaded, character(loaded.state.character));
  const by = settings.mediaProcessors?.[kind] ?? settings.processors;
  const text = mediaConsentWords(language, kind).question(processorWords(by, language));
  return { kind, text, version: mediaConsentVersion };
}

function isEverAsked(
  { settings, standbyOf }: CommittingNeeds,
  { state }: LoadedTurn,
  kind: (typeof kinds)[number],
): boolean {
  switch (kind) {
    case 'memory':
      return settings.duties?.asksForMemory === true;
    case 'proactive':
      return settings.askProactiveAfter !== undefined;
    case 'special-categories':
      return true;
    case 'backup-contact':
      return settings.askBackupContactAfter !== null && standbyOf(state.character) !== null;
  }
}

async function isDue(
  { settings, database: { read } }: CommittingNeeds,
  { state: { conversation }, leftOutSpecial, written }: LoadedTurn,
  kind: (typeof kinds)[number],
  consents: ReadonlyMap<string, Consent>,
): Promise<boolean> {
  const mayRemember = (): boolean => {
    const memory = consents.get('memory')?.state;
    return settings.duties?.asksForMemory === true ? memory === 'agreed' : memory !== 'withdrawn';
  };
  const hasWrittenSo = async (messages: number): Promise<boolean> =>
    messages <= mostCounted ? written >= messages : hasWritten(read, conversation, messages);
  switch (kind) {
    case 'memory':
      return hasWrittenSo(askMemoryAfter);
    case 'proactive':
      return hasWrittenSo(settings.askProactiveAfter ?? Infinity);
    case 'special-categories':
      return mayRemember() && leftOutSpecial && hasWrittenSo(askSpecialAfter);
    case 'backup-contact':
      return hasWrittenSo(settings.askBackupContactAfter ?? Infinity);
  }
}

function questionOf(
  { character }: CommittingNeeds,
  loaded: LoadedTurn,
  kind: (typeof kinds)[number],
): ConsentQuestion {
  const language = spokenLanguage(loaded, character(loaded.state.character));
  return kind === 'backup-contact'
    ? { kind, text: backupContactWords(language).question, version: backupContactVersion }
    : { kind, text: consentWords(language, kind).question, version: consentWordsVersion };
}

/** The question was given up before it could be sent: the person was not asked. */
function neverCame({ state, question }: Consent): boolean {
  if (state !== 'asked' || question === null) return false;
  return question.state === 'dropped' || (question.state === 'held' && question.reason === 'account-lost');
}
