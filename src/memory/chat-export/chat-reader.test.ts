import { describe, expect, it } from 'vitest';
import { ChatReader } from './chat-reader.js';

const said = (id: number, more: object = {}): object => ({
  id,
  type: 'message',
  date: '2026-01-01T10:00:00',
  date_unixtime: String(1_767_261_600 + id),
  from: 'Ann',
  from_id: 'user100',
  text: `words ${id}`,
  text_entities: [],
  ...more,
});
const exported = (messages: readonly unknown[], more: object = {}): Buffer =>
  Buffer.from(JSON.stringify({ name: 'Ann', type: 'personal_chat', id: 100, messages, ...more }, null, 1));

function readAll(bytes: Buffer, size = 7): { reader: ChatReader; found: ReturnType<ChatReader['take']> } {
  const reader = new ChatReader();
  const found = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...reader.take(bytes.subarray(at, at + size)));
  return { reader, found };
}

describe("Telegram's own export of a chat", () => {
  it('is read in pieces of any size', () => {
    const bytes = exported([said(1), said(2, { text: ['a ', { type: 'bold', text: 'Ж' }, ' b'] })]);
    for (const size of [1, 7, 4_096]) {
      const { reader, found } = readAll(bytes, size);
      expect(found).toMatchObject([
        { kind: 'message', message: { id: 1, from: '100', text: 'words 1', sentAt: 1_767_261_601_000 } },
        { kind: 'message', message: { id: 2, text: 'a Ж b' } },
      ]);
      expect(reader.about).toEqual({ id: '100', type: 'personal_chat' });
      expect(reader.problem(true)).toBeNull();
    }
  });

  it('says what came with a message, whether it was passed on, and what it answers', () => {
    const { found } = readAll(
      exported([
        said(1, { text: '', media_type: 'voice_message', mime_type: 'audio/ogg', duration_seconds: 4 }),
        said(2, { photo: '(File not included)', forwarded_from: 'Bo', reply_to_message_id: 1 }),
      ]),
    );
    expect(found).toMatchObject([
      { message: { attachments: [{ kind: 'voice', mime: 'audio/ogg', seconds: 4 }], forwarded: false } },
      { message: { attachments: [{ kind: 'photo' }], forwarded: true, replyTo: 1 } },
    ]);
  });

  it('gives what stands before a break, and says that it is broken', () => {
    const whole = exported([said(1), said(2), said(3)]);
    const cut = whole.subarray(0, whole.indexOf('words 3'));
    const torn = readAll(cut);
    expect(torn.found).toHaveLength(2);
    expect(torn.reader.problem(true)).toBe('it ends in the middle');
    const garbled = readAll(Buffer.concat([cut, Buffer.from('\u0000\u0001{{{')]));
    expect(garbled.found).toHaveLength(2);
    expect(garbled.reader.problem(true)).toBe('it is not whole JSON from here on');
  });

  it('goes on behind an entry that cannot be read, and names it', () => {
    const { reader, found } = readAll(
      exported([
        said(1),
        'nonsense',
        said(3, { date_unixtime: 'yesterday' }),
        { id: 4, type: 'service' },
        said(5),
      ]),
    );
    expect(found.map(({ kind }) => kind)).toEqual([
      'message',
      'unreadable',
      'unreadable',
      'service',
      'message',
    ]);
    expect(found[2]).toMatchObject({ id: 3, problem: expect.stringContaining('date_unixtime') as string });
    expect(reader.problem(true)).toBeNull();
  });

  it('refuses an export of all chats', () => {
    const { reader } = readAll(
      Buffer.from(JSON.stringify({ chats: { list: [{ id: 1, messages: [said(1)] }] } })),
    );
    expect(reader.problem(true)).toContain('one chat');
  });
});
