import { clearScreenDown, createInterface, cursorTo, moveCursor, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { ReadStream } from 'node:tty';
import { pasteMode, pastesInOneLine, withLineBreaks } from './paste.js';
import type { Surroundings } from './surroundings.js';

/**
 * Questions to whoever sits at the program, one line each: typed at a terminal, or read from standard input where it
 * is a file or another program. At a terminal a hidden answer is not shown.
 */
export class LineAsker {
  private readonly lines: string[] = [];
  private readonly waiting: ((line: string | null) => void)[] = [];
  private ended = false;
  private hidden = false;
  private readonly reader: Interface;
  private readonly gone = new AbortController();
  private readonly leavePasteMode: () => void = () => undefined;

  /** `screen` is where questions and what is typed appear: standard error where standard output is for results. */
  constructor(
    { stdin, stop }: Pick<Surroundings, 'stdin' | 'stop'>,
    private readonly screen: Writable,
    /** What is pasted is one line, whatever it holds. */
    { keepsPastes = false }: { readonly keepsPastes?: boolean } = {},
  ) {
    const terminal = stdin.isTTY === true;
    // Readline echoes what is typed through its output: a hidden answer goes nowhere.
    const echo = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (!this.hidden) screen.write(chunk);
        done();
      },
    });
    let input: NodeJS.ReadableStream = stdin;
    if (terminal && keepsPastes) {
      const typed = pastesInOneLine();
      // Readline asks its input for raw mode, which only the terminal itself has.
      input = Object.assign(stdin.pipe(typed), { setRawMode: (on: boolean) => setRawMode(stdin, on) });
      screen.write(pasteMode.on);
      this.leavePasteMode = () => {
        screen.write(pasteMode.off);
        stdin.unpipe(typed);
        stdin.pause();
      };
    }
    this.reader = createInterface({
      input,
      output: terminal ? echo : undefined,
      terminal,
      prompt: '',
    });
    this.reader.on('line', (typed) => {
      const line = keepsPastes ? withLineBreaks(typed) : typed;
      const next = this.waiting.shift();
      if (next) next(line);
      else this.lines.push(line);
    });
    // The first Ctrl+C takes back what is half written; only on an empty line it leaves.
    this.reader.on('SIGINT', () => {
      if (this.reader.line === '') this.reader.close();
      else {
        this.reader.write(null, { ctrl: true, name: 'e' });
        this.reader.write(null, { ctrl: true, name: 'u' });
      }
    });
    const end = (): void => {
      this.leavePasteMode();
      this.ended = true;
      this.gone.abort();
      for (const waiting of this.waiting.splice(0)) waiting(null);
    };
    // The terminal is gone: there is nothing to set back, and nobody to ask.
    this.reader.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EIO') throw error;
      end();
    });
    this.reader.on('close', end);
    stop.addEventListener('abort', () => this.reader.close(), { once: true });
  }

  /** Aborts when nobody will answer any more: Ctrl+C, Ctrl+D, or the end of what was piped in. */
  get left(): AbortSignal {
    return this.gone.signal;
  }

  /** Whether nobody can answer: what is piped in has ended, or does so within `patienceMs`, without a line. */
  async isClosed(patienceMs: number): Promise<boolean> {
    if (this.reader.terminal || this.lines.length > 0) return this.ended && this.lines.length === 0;
    if (!this.ended) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          this.reader.off('line', done);
          this.reader.off('close', done);
          resolve();
        };
        const timer = setTimeout(done, patienceMs);
        this.reader.on('line', done);
        this.reader.on('close', done);
      });
    }
    return this.ended && this.lines.length === 0;
  }

  /**
   * The next line with something on it, or null when there is none any more or none comes in time. At a terminal an
   * empty line is an answer too: it gives up.
   */
  async askUntilSaid(question: string, withinMs: number): Promise<string | null> {
    const until = setTimeout(() => this.reader.close(), withinMs);
    try {
      let line = await this.ask(question);
      while (line?.trim() === '' && !this.reader.terminal) line = await this.ask('');
      return line;
    } finally {
      clearTimeout(until);
    }
  }

  /** A question answered by y or yes; anything else is no. */
  async confirm(question: string): Promise<boolean> {
    const answer = await this.ask(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer?.trim() ?? '');
  }

  /** The next line, or null when there is none any more. */
  async ask(question: string, options: { readonly hidden?: boolean } = {}): Promise<string | null> {
    if (this.reader.terminal && !this.ended) {
      this.reader.setPrompt(question);
      this.reader.prompt();
    } else this.screen.write(question);
    const ready = this.lines.shift();
    if (ready !== undefined) return ready;
    if (this.ended) return null;
    this.hidden = options.hidden === true;
    const line = await new Promise<string | null>((resolve) => this.waiting.push(resolve));
    if (this.hidden) this.screen.write('\n');
    this.hidden = false;
    this.reader.setPrompt('');
    return line;
  }

  /** Put a line above what is being typed. */
  interject(line: string): void {
    if (!this.reader.terminal || this.ended) {
      this.screen.write(`${line}\n`);
      return;
    }
    // What is typed may have wrapped over several rows.
    moveCursor(this.screen, 0, -this.reader.getCursorPos().rows);
    cursorTo(this.screen, 0);
    clearScreenDown(this.screen);
    this.screen.write(`${line}\n`);
    this.reader.prompt(true);
  }

  close(): void {
    this.reader.close();
  }
}

/** Leaves a terminal that is gone as it is: readline sets it back while it closes, and there is nothing to set back. */
function setRawMode(stdin: unknown, on: boolean): void {
  if (!(stdin instanceof ReadStream)) return;
  try {
    stdin.setRawMode(on);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EIO')) throw error;
  }
}
