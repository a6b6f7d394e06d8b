import { describe, expect, it } from 'vitest';
import { PassThrough } from 'node:stream';
import { pastesInOneLine, withLineBreaks } from './paste.js';
import { inMessages, readTypedLine } from './typed-line.js';

describe('a line typed in the terminal chat', () => {
  it.each([
    ['', { kind: 'nothing' }],
    ['   ', { kind: 'nothing' }],
    ['/quit', { kind: 'quit' }],
    ['/EXIT ', { kind: 'quit' }],
    ['/memroy', { kind: 'unknown-command', name: 'memroy' }],
    ['/memory', { kind: 'message', text: '/memory' }],
    ['/forget 3', { kind: 'message', text: '/forget 3' }],
    ['1/2 of it', { kind: 'message', text: '1/2 of it' }],
    ['/usual/place is a path', { kind: 'message', text: '/usual/place is a path' }],
    [' hi ', { kind: 'message', text: 'hi' }],
  ])('is understood: %j', (line, meant) => expect(readTypedLine(line)).toEqual(meant));
});

describe('a message that is too long', () => {
  it('goes as several, cut at spaces, and nothing of it is lost', () => {
    const text = 'word '.repeat(2_000).trim();
    const pieces = inMessages(text);
    expect(pieces).toHaveLength(3);
    expect(pieces.every((piece) => piece.length <= 4_096)).toBe(true);
    expect(pieces.join(' ')).toBe(text);
    expect(inMessages('short')).toEqual(['short']);
    expect(inMessages('𝒜'.repeat(3_000)).join('')).toBe('𝒜'.repeat(3_000));
  });
});

describe('a paste', () => {
  const through = async (...chunks: readonly string[]): Promise<string> => {
    const typed = new PassThrough();
    let read = '';
    const out = typed.pipe(pastesInOneLine()).on('data', (text) => (read += String(text)));
    for (const chunk of chunks) typed.write(chunk);
    typed.end();
    await new Promise((resolve) => out.on('end', resolve));
    return read;
  };

  it('is one line with its breaks in it, wherever the marks are cut', async () => {
    const whole = 'a \u001b[200~one\r\ntwo\nthree\u001b[201~ b\n';
    for (let at = 0; at <= whole.length; at += 1) {
      // Escape and its bracket come together from every terminal.
      if (whole[at - 1] === '\u001b') continue;
      const line = await through(whole.slice(0, at), whole.slice(at));
      if (whole.slice(0, at).endsWith('\r')) continue;
      expect(withLineBreaks(line), `cut at ${at}`).toBe('a one\ntwo\nthree b');
    }
  });

  it('leaves what is typed alone', async () => {
    expect(await through('hi\n', '\u001b', '\u001b[A', 'x\n')).toBe('hi\n\u001b\u001b[Ax\n');
  });
});
