import { Transform } from 'node:stream';

/** Terminals put these around what is pasted, once they are asked to (xterm, "bracketed paste mode"). */
const marks = { begin: '\u001b[200~', end: '\u001b[201~' } as const;
export const pasteMode = { on: '\u001b[?2004h', off: '\u001b[?2004l' } as const;

/** Stands for a line break inside a paste, so that the line goes on: U+2424, the sign for it. */
const shown = '\u2424';

/** Takes the marks out of what is typed and keeps each paste in one line. */
export function pastesInOneLine(): Transform {
  let isPasting = false;
  let held = '';
  return new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform(chunk: Buffer | string, _encoding, done) {
      let rest = held + String(chunk);
      held = '';
      let out = '';
      while (rest !== '') {
        const mark = isPasting ? marks.end : marks.begin;
        const at = rest.indexOf(mark);
        const kept = at === -1 ? beginningOf(mark, rest) : 0;
        const text = at === -1 ? rest.slice(0, rest.length - kept) : rest.slice(0, at);
        out += isPasting ? text.replace(/\r\n?|\n/gu, shown) : text;
        if (at === -1) {
          held = rest.slice(rest.length - kept);
          break;
        }
        isPasting = !isPasting;
        rest = rest.slice(at + mark.length);
      }
      done(null, out);
    },
  });
}

/** The line with its breaks put back in. */
export function withLineBreaks(line: string): string {
  return line.replaceAll(shown, '\n').trimEnd();
}

/** How many characters at the end of a chunk may be the beginning of a mark; a lone Escape is a key. */
function beginningOf(mark: string, text: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length >= 2; length -= 1)
    if (text.endsWith(mark.slice(0, length))) return length;
  return 0;
}
