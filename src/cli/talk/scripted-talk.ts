import type { SandboxTalk } from '../../app/talks/sandbox-talk.js';
import { OperatorError } from '../../core/failure.js';
import { waitForFacts } from '../../sandbox/people/wait.js';
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
  { character, person, characterUser, telegram }: SandboxTalk,
  stop: AbortSignal,
  screen: ChatScreen | null,
): Promise<readonly TranscriptLine[]> {
  const { world } = telegram;
  const script = lines[character.languages[0] ?? 'en'] ?? lines['en'] ?? [];
  const transcript: TranscriptLine[] = [];
  let answered = 0;
  const leave = world.journal.subscribe((fact) => {
    if (fact.actor !== characterUser || fact.peer !== person.id) return;
    if (fact.kind === 'read') screen?.read();
    if (fact.kind === 'typing' && fact.detail !== 'sendMessageCancelAction') screen?.isTyping();
  }, person.id);
  try {
    for (const text of script) {
      screen?.wrote(text);
      transcript.push({ who: 'person', at: iso(world.clock.now()), text });
      person.say(characterUser, text);
      const { met, facts } = await waitForFacts(
        world,
        {
          by: characterUser,
          towards: person.id,
          kinds: ['message'],
          count: answered + 1,
          withinMs: answerWithinMs,
        },
        stop,
      );
      if (stop.aborted) break;
      if (!met) {
        throw new OperatorError(
          `${character.name} did not answer within ${answerWithinMs / 1_000} s`,
          'see the log above',
        );
      }
      for (const fact of facts.slice(answered)) {
        screen?.said(fact.text ?? '');
        transcript.push({ who: 'character', at: iso(fact.at), text: fact.text ?? '' });
      }
      answered = facts.length;
    }
  } finally {
    leave();
  }
  return transcript;
}

const iso = (ms: number): string => new Date(ms).toISOString();
