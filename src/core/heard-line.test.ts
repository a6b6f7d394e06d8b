import { describe, expect, it } from 'vitest';
import { heardCodes, heardLine, isHeardLine, readHeardHead } from './heard-line.js';

const read = (text: string) => readHeardHead(text, true);

describe('the line of what was heard', () => {
  it('is read and cut off', () => {
    expect(read('[heard: none]\nhey you')).toEqual({ line: 'read', codes: [], rest: 'hey you' });
    expect(read(`${heardLine(['self', 'stop'])}\n\nhey`)).toEqual({
      line: 'read',
      codes: ['self', 'stop'],
      rest: 'hey',
    });
    expect(read(heardLine(heardCodes))?.codes).toEqual(heardCodes);
    expect(read('[heard: none] hey on the same line')?.rest).toBe('hey on the same line');
  });

  it.each([
    ['**[heard: none]**\nhey', []],
    ['```\n[heard: minor]\n```\nhey', ['minor']],
    ['```text\n[heard: none]\n```\n\nhey', []],
    ['(heard: bye)\nhey', ['bye']],
    ['<heard: bye>\nhey', ['bye']],
    ['heard: none\nhey', []],
    ['Heard: self, minor\n\nhey', ['self', 'minor']],
    ['[Heard: danger]\nhey', ['self']],
    ['[heard none]\nhey', []],
    ['[none]\nhey', []],
    ['[heard: none\nhey', []],
    ['[heard: something odd]\nhey', []],
    ['[heard: none]\n[heard: none]\nhey', []],
    ['[услышано: нет]\nhey', []],
    ['> [heard: truth]\nhey', ['nature']],
    ['【heard: none】\nhey', []],
    ['"[heard: none]"\nhey', []],
  ])('is cut off however it is written: %j', (text, codes) => {
    const head = read(text);
    expect(head?.rest).toBe('hey');
    expect(head?.codes).toEqual(codes);
  });

  it.each([
    ['hey'],
    ['heard you were ill?'],
    ['Heard: you got the job!'],
    ['*hugs* hey'],
    ['(sighs) hey there'],
    ['**big** news'],
    ['- milk\n- bread'],
    [''],
  ])('leaves words alone that are none: %j', (text) => {
    expect(read(text)).toEqual({ line: 'missing', codes: [], rest: text });
  });

  it('gives the same however the text is cut into pieces', () => {
    for (const text of ['[heard: self]\nhey', '**[heard: none]** hey', 'heard: bye\nhey', 'heavy rain']) {
      for (let at = 1; at <= text.length; at += 1) {
        const part = readHeardHead(text.slice(0, at), false);
        if (part === null) continue;
        expect({ ...part, rest: part.rest + text.slice(at) }).toEqual(read(text));
      }
    }
  });

  it('is known as a line of its own further down', () => {
    expect(isHeardLine('[heard: none]')).toBe(true);
    expect(isHeardLine('heard: self')).toBe(true);
    expect(isHeardLine('i heard: nothing')).toBe(false);
    expect(isHeardLine('')).toBe(false);
  });
});
