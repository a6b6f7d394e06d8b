import type { Surroundings } from './surroundings.js';

const width = 30;

/** How far something has come, on one line of a terminal's error output; nothing where that is a file. */
export class ProgressBar {
  private shown = -1;

  constructor(
    private readonly screen: Surroundings['stderr'],
    private readonly what: string,
  ) {}

  /** @param share from 0 to 1 */
  show(share: number): void {
    const percent = Math.min(100, Math.floor(share * 100));
    if (this.screen.isTTY !== true || percent === this.shown) return;
    this.shown = percent;
    const filled = Math.round((percent / 100) * width);
    const bar = '#'.repeat(filled).padEnd(width, '.');
    this.screen.write(`\r${this.what} [${bar}] ${String(percent).padStart(3)} %`);
  }

  /** Leave the line to what is printed next. */
  end(): void {
    if (this.shown >= 0) this.screen.write('\n');
    this.shown = -1;
  }
}
