import { clearScreenDown, moveCursor } from 'node:readline';
import { encode } from 'uqr';
import type { QrModules } from './qr-picture.js';
import type { Surroundings } from './surroundings.js';

/** Two modules to a character, upper and lower; `true` is dark. */
const cells = { none: ' ', upper: '▀', lower: '▄', both: '█' };
/** Black on white whatever the terminal's own colours are: phones read the inverse badly. 16 and 231 cannot be themed. */
const paper = { on: '\u001b[38;5;16;48;5;231m', off: '\u001b[0m' };
/** Modules of white around it. The standard asks for four; phones do with two, and two fit 24 lines. */
const quiet = 2;

/** A QR code as lines of half blocks. With `lightAsInk`, for screens without colour, the light modules are drawn. */
export function drawQr(text: string, lightAsInk = false): readonly string[] {
  return drawModules(encode(text, { ecc: 'L', border: quiet }).data, lightAsInk);
}

function drawModules(data: QrModules, lightAsInk: boolean): readonly string[] {
  const lines: string[] = [];
  for (let row = 0; row < data.length; row += 2) {
    const upper = data[row] ?? [];
    const lower = data[row + 1];
    lines.push(
      upper
        .map((dark, column) => {
          const isUpper = dark !== lightAsInk;
          // An odd number of rows leaves half a line of paper.
          const isLower = lower === undefined ? false : lower[column] !== lightAsInk;
          if (isUpper) return isLower ? cells.both : cells.upper;
          return isLower ? cells.lower : cells.none;
        })
        .join(''),
    );
  }
  return lines;
}

/** A QR code that is drawn over again in its place at a terminal, and one below the other elsewhere. */
export class QrScreen {
  private drawn = 0;

  constructor(
    private readonly screen: Surroundings['stderr'],
    private readonly invitation: readonly string[],
  ) {}

  /** The text of a code, which is drawn. */
  show(url: string): void {
    // Read by a program or in a log: the link is what a drawing there is for.
    this.draw((lightAsInk) => drawQr(url, lightAsInk), [url]);
  }

  /** A code whose text nobody told us, without its ground. */
  showModules(modules: QrModules): void {
    const width = (modules[0]?.length ?? 0) + 2 * quiet;
    const ground = Array.from({ length: quiet }, () => Array.from({ length: width }, () => false));
    const side = Array.from({ length: quiet }, () => false);
    const framed = [...ground, ...modules.map((row) => [...side, ...row, ...side]), ...ground];
    this.draw((lightAsInk) => drawModules(framed, lightAsInk), []);
  }

  private draw(codeFor: (lightAsInk: boolean) => readonly string[], inWords: readonly string[]): void {
    const { screen } = this;
    if (screen.isTTY !== true) {
      screen.write(`${[...this.invitation, ...codeFor(true), ...inWords].join('\n')}\n`);
      return;
    }
    const code = codeFor(false);
    const width = code[0]?.length ?? 0;
    this.clear();
    const isNarrow = screen.columns !== undefined && screen.columns < width;
    const lines = isNarrow ? [] : code.map((line) => `${paper.on}${line}${paper.off}`);
    const before = [
      ...this.invitation,
      ...(isNarrow ? [`The terminal is too narrow for the code: it needs ${width} columns.`] : []),
    ];
    const after = 'It is drawn anew before it goes stale; Ctrl+C ends.';
    screen.write(`${[...before, ...lines, after].join('\n')}\n`);
    const columns = screen.columns ?? Number.POSITIVE_INFINITY;
    // The terminal breaks a line that is longer than it is wide.
    const rows = [...before, after].reduce(
      (sum, text) => sum + Math.max(1, Math.ceil(text.length / columns)),
      0,
    );
    this.drawn = rows + lines.length;
  }

  /** Take the code from the terminal: it is of no use once it was scanned. */
  clear(): void {
    if (this.drawn === 0) return;
    moveCursor(this.screen, 0, -this.drawn);
    clearScreenDown(this.screen);
    this.drawn = 0;
  }
}
