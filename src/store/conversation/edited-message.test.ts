import { expect, it } from 'vitest';
import type { Attachment } from '../../core/event.js';
import { contentAfter } from './edited-message.js';

const place = { address: '{}', bytes: 1 };

it('leaves what was heard behind the words that were written, and takes the same words for no edit', () => {
  const heard: Attachment = { kind: 'voice', key: '7', medium: 1, heard: true };
  const told: Attachment = { kind: 'voice', key: '7', source: { whole: place } };
  const before = { text: 'listen\nmy sister comes on sunday', attachments: [heard] };
  expect(contentAfter(before, { text: 'listen', attachments: [told] })).toEqual({ ...before, replaced: [] });
  expect(contentAfter(before, { text: 'do listen', attachments: [told] }).text).toBe(
    'do listen\nmy sister comes on sunday',
  );
  const wordless = { text: 'my sister comes on sunday', attachments: [heard] };
  expect(contentAfter(wordless, { text: '', attachments: [told] }).text).toBe(wordless.text);
});

it('keeps what is known of the same file, and of another one that it was not fetched', () => {
  const seen: Attachment = { kind: 'photo', key: '7', medium: 1, seen: 'a boat', album: '9' };
  const before = { text: 'one', attachments: [seen] };
  const told = (key: string): Attachment => ({ kind: 'photo', key, source: { still: place } });
  expect(contentAfter(before, { text: 'two', attachments: [told('7')] })).toEqual({
    text: 'two',
    attachments: [seen],
    replaced: [],
  });
  expect(contentAfter(before, { text: 'two', attachments: [told('8')] })).toEqual({
    text: 'two',
    attachments: [{ kind: 'photo', key: '8', album: '9', unseen: 'gone' }],
    replaced: [1],
  });
  // Services on WhatsApp tell the words of an edit alone.
  expect(contentAfter(before, { text: 'two', attachments: [] }).attachments).toEqual([seen]);
});
