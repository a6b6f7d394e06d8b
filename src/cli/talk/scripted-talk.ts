import type { SandboxTalk } from '../../app/talks/sandbox-talk.js';
import { OperatorError } from '../../core/failure.js';
import type { ChatScreen } from '../terminal/chat-screen.js';

export interface TranscriptLine {
  readonly who: 'person' | 'character';
  /** ISO time. */
  readonly at: string;
  readonly text: string;
}

/** A model found on this machine may take its time for the first answer. */
const answerWithinMs = 60_000;

const lines: Readonly<Record<string, readonly string[]>> = {
  en: [
    'hi! how was your day?',
    'long day. my train stood still for two hours and i missed the concert',
    'thanks. tell me something about your day',
    'good night then',
  ],
  ru: [
    'привет! ты кто?',
    'тяжёлый день. поезд простоял два часа, и я не успел на концерт',
    'спасибо. расскажи что-нибудь о своём дне',
    'тогда спокойной ночи',
  ],
};

/** Say a few lines, each after the answer to the one before, and show what the person saw. */
export async function scriptedTalk(
  { character, partner }: SandboxTalk,
  stop: AbortSignal,
  screen: ChatScreen | null,
): Promise<readonly TranscriptLine[]> {
  const script = lines[character.languages[0] ?? 'en'] ?? lines['en'] ?? [];
  const transcript: TranscriptLine[] = [];
  let heard = (): void => undefined;
  const leave = partner.follow((seen) => {
    if (seen.kind === 'read') screen?.read();
    if (seen.kind === 'typing') screen?.isTyping();
    if (seen.kind !== 'message') return;
    screen?.said(seen.text);
    transcript.push({ who: 'character', at: iso(seen.at), text: seen.text });
    heard();
  });
  try {
    for (const text of script) {
      screen?.wrote(text);
      transcript.push({ who: 'person', at: iso(partner.now()), text });
      const isAnswered = new Promise<void>((resolve) => (heard = resolve));
      partner.say(text);
      const isInTime = await within(isAnswered, stop);
      if (stop.aborted) break;
      if (!isInTime) {
        throw new OperatorError(
          `${character.name} did not answer within ${answerWithinMs / 1_000} s`,
          'see the log above',
        );
      }
    }
  } finally {
    leave();
  }
  return transcript;
}

/** False where the time is over first, or the talk is ended. */
function within(answered: Promise<void>, stop: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), answerWithinMs);
    const leave = (): void => finish(false);
    const finish = (isAnswered: boolean): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', leave);
      resolve(isAnswered);
    };
    answered.then(() => finish(true), leave);
    stop.addEventListener('abort', leave, { once: true });
    if (stop.aborted) leave();
  });
}

const iso = (ms: number): string => new Date(ms).toISOString();
