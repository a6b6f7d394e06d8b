/**
 * Takes turns with the rest of the program: one piece of work goes on in each round of the event loop, and between two
 * rounds whatever came in is looked at. Sixty turns that begin at the same moment would otherwise hold the thread until
 * the last of them has asked its model.
 */
export class Rounds {
  private readonly waiting: (() => void)[] = [];
  private isTaken = false;

  /** @param soon calls back in the next round of the event loop, after input was looked at */
  constructor(private readonly soon: (action: () => void) => void) {}

  /** Resolves when it is the caller's turn, in the order of asking; at once where this round is nobody's yet. */
  next(): Promise<void> {
    if (this.isTaken) return new Promise((resolve) => this.waiting.push(resolve));
    this.isTaken = true;
    this.soon(() => this.pass());
    return Promise.resolve();
  }

  private pass(): void {
    const next = this.waiting.shift();
    this.isTaken = next !== undefined;
    if (next === undefined) return;
    next();
    this.soon(() => this.pass());
  }
}
