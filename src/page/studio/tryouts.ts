import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerminalTalk } from '../../app/talks/terminal-talk.js';
import type { Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { silentLogger } from '../../observe/logger.js';
import { readSpending } from '../../store/spend/spend-store.js';
import { openForReading } from '../../store/engine/open-for-reading.js';
import type { PageParts } from '../source/page-parts.js';

/** One line of a talk that is tried out. */
export interface TriedLine {
  readonly author: 'person' | 'character';
  readonly text: string;
  readonly at: Milliseconds;
}

interface Tryout {
  readonly talk: TerminalTalk;
  readonly folder: string;
  readonly lines: TriedLine[];
  readonly state: { isTyping: boolean; saidAt: Milliseconds };
}

/** Nothing more comes when nothing came for so long. */
const quietAfter: Milliseconds = 1_200;
const longestAnswer: Milliseconds = 90_000;

/** Each is a program of its own; an author tries one thing at a time, in a few tabs. */
const mostAtOnce = 4;

/**
 * Talks with characters as they stand in the editor: the whole path, with the page in Telegram's place. Nothing of them
 * is kept.
 */
export class Tryouts {
  private readonly open = new Map<string, Tryout>();
  private started = 0;

  constructor(private readonly parts: Pick<PageParts, 'config' | 'secrets' | 'clock'>) {}

  /**
   * @param text the character's whole text, which can be read
   * @param model one of those offered; the best at hand where it is left out
   * @returns the talk's name
   */
  async start(
    id: string,
    text: string,
    model?: string,
  ): Promise<{ readonly tryout: string; readonly model: string }> {
    const { config, secrets, clock } = this.parts;
    while (this.open.size >= mostAtOnce) {
      const [oldest] = this.open.keys();
      if (oldest === undefined) break;
      await this.end(oldest);
    }
    const folder = mkdtempSync(join(tmpdir(), 'kindred-tryout-'));
    const charactersFolder = join(folder, 'characters');
    mkdirSync(charactersFolder);
    writeFileSync(join(charactersFolder, `${id}.yaml`), text, { mode: 0o600 });
    const lines: TriedLine[] = [];
    const { openTerminalTalk } = await import('../../app/talks/terminal-talk.js');
    const state = { isTyping: false, saidAt: 0 };
    const talk = await openTerminalTalk({
      config: { ...config, charactersFolder },
      secrets,
      clock,
      logger: silentLogger(),
      character: id,
      model,
      folder,
      view: {
        said: (words) => {
          state.isTyping = false;
          state.saidAt = clock.now();
          lines.push({ author: 'character', text: words, at: clock.now() });
        },
        read: () => undefined,
        isTyping: () => (state.isTyping = true),
      },
    });
    this.started += 1;
    const tryout = `${clock.now()}-${this.started}`;
    this.open.set(tryout, { talk, folder, lines, state });
    return { tryout, model: talk.modelNamed };
  }

  async say(tryout: string, text: string): Promise<void> {
    const { talk, lines } = this.named(tryout);
    lines.push({ author: 'person', text, at: this.parts.clock.now() });
    await talk.say(text);
  }

  /** Say a line and wait for all of the answer; nothing where none came. */
  async answerTo(tryout: string, text: string, signal: AbortSignal): Promise<readonly string[]> {
    const { clock } = this.parts;
    const { lines, state } = this.named(tryout);
    await this.say(tryout, text);
    const from = lines.length;
    for (const until = clock.now() + longestAnswer; clock.now() < until && !signal.aborted;) {
      await clock.sleep(100, signal);
      const isSaid = lines.length > from && !state.isTyping && clock.now() - state.saidAt > quietAfter;
      if (isSaid) break;
    }
    return lines.slice(from).map((line) => line.text);
  }

  /** What was said so far, and what it cost. */
  async look(tryout: string) {
    const { lines, folder, state } = this.named(tryout);
    const database = openForReading(join(folder, 'kindred.db'));
    try {
      const spent = await readSpending(database.read, '2000-01-01');
      return {
        lines,
        isTyping: state.isTyping,
        calls: spent.reduce((sum, row) => sum + row.calls, 0),
        microUsd: spent.reduce((sum, row) => sum + row.micro_usd, 0),
        isPriced: spent.every((row) => row.unpriced_calls === 0),
      };
    } finally {
      await database.close();
    }
  }

  async end(tryout: string): Promise<void> {
    const found = this.open.get(tryout);
    if (!found) return;
    this.open.delete(tryout);
    try {
      await found.talk.close();
    } finally {
      rmSync(found.folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    for (const tryout of [...this.open.keys()]) await this.end(tryout);
  }

  private named(tryout: string): Tryout {
    const found = this.open.get(tryout);
    if (!found) throw new OperatorError('this talk is over', 'start another one');
    return found;
  }
}

export type TryoutView = Awaited<ReturnType<Tryouts['look']>>;
