import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
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

  constructor(private readonly surroundings: Pick<Surroundings, 'stdin' | 'stderr' | 'stop'>) {
    const { stdin, stderr, stop } = surroundings;
    const terminal = stdin.isTTY === true;
    // Readline echoes what is typed through its output: a hidden answer goes nowhere.
    const echo = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (!this.hidden) stderr.write(chunk);
        done();
      },
    });
    this.reader = createInterface({ input: stdin, output: terminal ? echo : undefined, terminal });
    this.reader.on('line', (line) => {
      const next = this.waiting.shift();
      if (next) next(line);
      else this.lines.push(line);
    });
    const end = (): void => {
      this.ended = true;
      for (const waiting of this.waiting.splice(0)) waiting(null);
    };
    this.reader.on('close', end);
    stop.addEventListener('abort', () => this.reader.close(), { once: true });
  }

  /** The next line, or null when there is none any more. Questions go to standard error: standard output is for results. */
  async ask(question: string, options: { readonly hidden?: boolean } = {}): Promise<string | null> {
    this.surroundings.stderr.write(question);
    const ready = this.lines.shift();
    if (ready !== undefined) return ready;
    if (this.ended) return null;
    this.hidden = options.hidden === true;
    const line = await new Promise<string | null>((resolve) => this.waiting.push(resolve));
    if (this.hidden) this.surroundings.stderr.write('\n');
    this.hidden = false;
    return line;
  }

  close(): void {
    this.reader.close();
  }
}
