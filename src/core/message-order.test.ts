import { expect, it } from 'vitest';
import { remoteMessageId } from './ids.js';
import { isLaterId, isUpTo } from './message-order.js';

it.each([
  ['10', '9', true],
  ['9', '10', false],
  ['7', '7', false],
  // Beyond what a number of JavaScript tells apart.
  ['9007199254740993', '9007199254740992', true],
  ['wamid.HBgM', '10', null],
  ['3EB0C767D097B7C7B8', '3EB0C767D097B7C7B9', null],
  ['-5', '4', null],
  ['', '4', null],
])('%s after %s: %s', (one, other, later) => {
  expect(isLaterId(remoteMessageId(one), remoteMessageId(other))).toBe(later);
});

it.each([
  ['9', '10', true],
  ['10', '10', true],
  ['11', '10', false],
  ['wamid.HBgM', 'wamid.HBgM', true],
  ['wamid.HBgM', 'wamid.HBgN', null],
  ['-5', '4', null],
])('%s under a mark up to %s: %s', (message, mark, covered) => {
  expect(isUpTo(remoteMessageId(message), remoteMessageId(mark))).toBe(covered);
});
