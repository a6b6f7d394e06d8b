import { expect, test } from 'vitest';

import { EventDecoder } from './sse.js';
import type { ServerEvent } from './sse.js';

const stream =
  ': a comment\r\nevent: a\r\ndata: {"x":"🙂"}\r\n\r\ndata: one\rdata:two\r\rid: 7\nretry: 5\n\nevent: lonely\n\ndata: Юля\n\n';
const expected: ServerEvent[] = [
  { event: 'a', data: '{"x":"🙂"}' },
  { event: null, data: 'one\ntwo' },
  { event: null, data: 'Юля' },
];

function decode(text: string, size: number): ServerEvent[] {
  const bytes = new TextEncoder().encode(text);
  const decoder = new EventDecoder();
  const events: ServerEvent[] = [];
  for (let at = 0; at < bytes.length; at += size) events.push(...decoder.push(bytes.subarray(at, at + size)));
  return [...events, ...decoder.end()];
}

test.each([1, 2, 3, 5, 1000])('reads the same events from slices of %i bytes', (size) => {
  expect(decode(stream, size)).toEqual(expected);
});

test('gives an event whose blank line never came', () => {
  expect(decode('data: last', 4)).toEqual([{ event: null, data: 'last' }]);
});

test('an endless line is refused before it fills the memory', () => {
  const decoder = new EventDecoder();
  const block = new Uint8Array(1024 * 1024).fill(97);
  expect(() => {
    for (let count = 0; count < 6; count += 1) decoder.push(block);
  }).toThrow(RangeError);
});
