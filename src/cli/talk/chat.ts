import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminalTalk, type TerminalTalk } from '../../app/talks/terminal-talk.js';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { createLogger } from '../../observe/logger.js';
import { LineAsker } from '../terminal/ask-line.js';
import { ChatScreen } from '../terminal/chat-screen.js';
import { readRightsIntent } from '../../memory/rights/intent.js';
import { mayColour, screenColumns } from '../terminal/screen.js';
import { inMessages, readTypedLine } from '../terminal/typed-line.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { withShippedCharacters } from '../frame/shipped-characters.js';
import { printJson, type Surroundings } from '../terminal/surroundings.js';

export interface ChatOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** A model found on this machine may take its time for the first answer. */
const answerWithinMs = 60_000;
/** Between two bubbles of one answer. */
const bubblesWithinMs = 1_500;

/**
 * `kindred chat <character>`: the whole path with the terminal in Telegram's place. Each line is a message; where
 * standard input is a file or a program, the next line waits for the answer. Nothing is kept afterwards.
 */
export async function chat(surroundings: Surroundings, name: string, options: ChatOptions): Promise<void> {
  const { config: own, secrets } = loadSettings(surroundings, options);
  const config = withShippedCharacters(own, name);
  const folder = mkdtempSync(join(tmpdir(), 'kindred-chat-'));
  const typed = surroundings.stdin.isTTY === true;
  const asker = new LineAsker(surroundings, surroundings.stdout, { keepsPastes: true });
  const answers = new Answers();
  let screen: ChatScreen | null = null;
  const clock = systemClock();
  try {
    const talk = await openTerminalTalk({
      config,
      secrets,
      clock,
      logger: createLogger({ level: 'warn', destination: surroundings.stderr }),
      character: name,
      folder,
      view: {
        said: (text) => {
          screen?.said(text);
          answers.add(text);
        },
        read: () => screen?.read(),
        isTyping: () => screen?.isTyping(),
      },
    });
    if (!options.json) {
      screen = new ChatScreen((line) => asker.interject(line), {
        name: talk.character.name,
        colours: typed && mayColour(surroundings),
        columns: () => screenColumns(surroundings),
      });
      screen.note(talk.modelNamed);
      if (typed)
        screen.note('Write something; /help shows what else, /quit ends. Nothing of this talk is kept.');
    }
    try {
      const transcript = await converse(surroundings, talk, { asker, typed, screen, answers, clock });
      if (options.json) {
        printJson(surroundings, { character: talk.character.name, model: talk.modelNamed, transcript });
      }
    } finally {
      await talk.close();
    }
  } finally {
    asker.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Conversing {
  readonly asker: LineAsker;
  readonly typed: boolean;
  readonly screen: ChatScreen | null;
  readonly answers: Answers;
  readonly clock: Clock;
}

async function converse(
  surroundings: Surroundings,
  talk: TerminalTalk,
  { asker, typed, screen, answers, clock }: Conversing,
) {
  const transcript: { readonly you: string; readonly answer: readonly string[] }[] = [];
  for (;;) {
    const line = await asker.ask(typed ? (screen?.prompt ?? '') : '');
    if (line === null) return transcript;
    const meant = readTypedLine(line);
    if (meant.kind === 'quit') return transcript;
    if (meant.kind === 'unknown-command')
      screen?.note(`There is no command /${meant.name}; /help shows them.`);
    if (meant.kind !== 'message') continue;
    const { text } = meant;
    if (!typed) screen?.wrote(text);
    const before = answers.list.length;
    const pieces = inMessages(text);
    if (pieces.length > 1) screen?.note(`That is too long for one message: it goes as ${pieces.length}.`);
    if (readRightsIntent(text)?.kind === 'show') await talk.readNow();
    for (const piece of pieces) await talk.say(piece);
    if (typed) continue;
    const enough = new AbortController();
    await Promise.race([answers.moreThan(before), clock.sleep(answerWithinMs, enough.signal)]);
    // An answer may come in several bubbles: the next line waits until no more comes.
    for (let seen = before; seen < answers.list.length && !surroundings.stop.aborted;) {
      seen = answers.list.length;
      await Promise.race([answers.moreThan(seen), clock.sleep(bubblesWithinMs, enough.signal)]);
    }
    enough.abort();
    if (surroundings.stop.aborted) return transcript;
    if (answers.list.length === before) {
      throw new OperatorError(`no answer within ${answerWithinMs / 1_000} s`, 'see the log above');
    }
    transcript.push({ you: text, answer: answers.list.slice(before) });
  }
}

/** What the character has said, and a way to wait for more. */
class Answers {
  readonly list: string[] = [];
  private waiting: (() => void)[] = [];

  add(text: string): void {
    this.list.push(text);
    for (const wake of this.waiting.splice(0)) wake();
  }

  async moreThan(count: number): Promise<void> {
    while (this.list.length <= count) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
