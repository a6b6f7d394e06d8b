import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { OutgoingText } from '../../src/core/outgoing-text.js';
import type { NewBubble } from '../../src/store/turn/new-bubble.js';

const root = join(import.meta.dirname, '../../src');

/** The files whose own, fixed words go out: a disclosure, an answer of the program, the operator's line, an introduction. */
const fixedWords = [
  'account/introduction-turn.ts',
  'conversation/admission/tell-owner.ts',
  'conversation/committing/commit-fixed-answer.ts',
  'conversation/committing/commit-turn.ts',
  'conversation/committing/in-form.ts',
  'conversation/committing/reaction-bubble.ts',
  'conversation/proposals/owner-proposals.ts',
  'conversation/turn/streamed-turn.ts',
];

function filesWith(pattern: RegExp): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

it('lets no plain string become a bubble', () => {
  // Neither line compiles once a plain string is a text that may leave.
  const plainIsOutgoing: string extends OutgoingText ? true : false = false;
  const plainIsABubble: string extends NewBubble['text'] ? true : false = false;
  expect([plainIsOutgoing, plainIsABubble]).toEqual([false, false]);
});

it('makes texts that may leave in one file only, and no bubble past it', () => {
  expect(filesWith(/\bas (?:unknown as )?(?:readonly )?Outgoing(?:Text|Bubble)\b/u)).toEqual([
    'quality/egress/outgoing.ts',
  ]);
  expect(filesWith(/\bas (?:unknown as )?(?:readonly )?NewBubble\b/u)).toEqual([]);
  expect(filesWith(/insertInto\('outbox'\)/u)).toEqual(['store/turn/bubble-rows.ts']);
});

it('takes words without a look at them from known places only', () => {
  expect(filesWith(/import \{[^}]*\bfixed(?:Text|Bubbles)\b[^}]*\} from/u)).toEqual(fixedWords);
});
