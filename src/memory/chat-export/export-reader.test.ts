import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExportReader, type ReadEntry } from './export-reader.js';
import { DateReader } from './read-date.js';
import type { ExportedMessage, ReadMessage } from './read-message.js';

const now = Date.UTC(2026, 5, 1);
const start = 1_767_261_600;
const said = (id: number, more: object = {}): object => ({
  id,
  type: 'message',
  date: '2026-01-01T10:00:00',
  date_unixtime: String(start + id),
  from: 'Ann',
  from_id: 'user100',
  text: `words ${id}`,
  text_entities: [],
  ...more,
});
const exported = (messages: readonly unknown[], more: object = {}): Buffer =>
  Buffer.from(JSON.stringify({ name: 'Ann', type: 'personal_chat', id: 100, messages, ...more }, null, 1));

function readAll(
  bytes: Buffer,
  { size = 7, zone = 'UTC', only = null as string | null } = {},
): { readonly reader: ExportReader; readonly found: readonly ReadEntry[] } {
  const reader = new ExportReader(new DateReader(zone, now), ({ key }) => only === null || key === only);
  const found: ReadEntry[] = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...reader.take(bytes.subarray(at, at + size)));
  return { reader, found };
}
const entries = (bytes: Buffer, options = {}): readonly ReadMessage[] =>
  readAll(bytes, options).found.map(({ entry }) => entry);
function one(message: object, zone = 'UTC'): ExportedMessage {
  const [entry] = entries(exported([message]), { zone });
  if (entry?.kind !== 'message') throw new Error(JSON.stringify(entry));
  return entry.message;
}

describe("Telegram's own export of a chat", () => {
  it('is read in pieces of any size', () => {
    const bytes = exported([said(1), said(2, { text: ['a ', { type: 'bold', text: 'Ж' }, ' b'] })]);
    for (const size of [1, 7, 4_096]) {
      const { reader, found } = readAll(bytes, { size });
      expect(found.map(({ entry }) => entry)).toMatchObject([
        {
          kind: 'message',
          message: { id: 1, from: { id: '100' }, text: 'words 1', sentAt: (start + 1) * 1_000 },
        },
        { kind: 'message', message: { id: 2, text: 'a Ж b' } },
      ]);
      expect(reader.chats).toEqual([{ key: 'chat', id: '100', name: 'Ann', type: 'personal_chat' }]);
      expect(reader.problem(true)).toBeNull();
    }
  });

  it.each([
    [
      'a voice message',
      { text: '', media_type: 'voice_message', mime_type: 'audio/ogg', duration_seconds: 4 },
      { attachments: [{ kind: 'voice', mime: 'audio/ogg', seconds: 4 }] },
    ],
    [
      'a photo that was passed on',
      { photo: '(File not included)', forwarded_from: 'Bo' },
      { attachments: [{ kind: 'photo' }], forwarded: true },
    ],
    ['words of somebody who is gone', { forwarded_from: null }, { forwarded: true }],
    ['an answer', { reply_to_message_id: 1 }, { replyTo: 1 }],
    [
      'an answer to another chat',
      { reply_to_message_id: 1, reply_to_peer_id: 'channel5' },
      { replyTo: null },
    ],
    ['nobody by name', { from: null }, { from: { id: '100', name: null } }],
    ['a channel', { from_id: 'channel77' }, { from: { id: null, name: 'Ann' } }],
    ['a number of 2018', { from_id: 4_294_967_396 }, { from: { id: '100' } }],
    ['a group of 2018', { from_id: 8_589_934_692 }, { from: { id: null } }],
    ['a bare number', { from_id: 100 }, { from: { id: '100' } }],
    ['a large id of today', { from_id: 'user7000000001' }, { from: { id: '7000000001' } }],
    [
      'a poll',
      {
        text: '',
        poll: { question: 'soup or salad?', closed: false, answers: [{ text: 'soup' }, { text: 'salad' }] },
      },
      { text: '[a poll: soup or salad? soup / salad]' },
    ],
    ['a game', { text: '', game_title: 'Chess' }, { text: '[a game: Chess]' }],
    [
      'a place',
      { text: '', place_name: 'Cafe', location_information: { latitude: 1, longitude: 2 } },
      { attachments: [{ kind: 'location', label: 'Cafe' }] },
    ],
    [
      'what the export does not show',
      { type: 'unsupported', text: undefined },
      { text: '[something that the export does not show]' },
    ],
    ['nothing at all', { text: '' }, { text: '[a message that the export does not show]' }],
    [
      'a call',
      {
        type: 'service',
        action: 'phone_call',
        actor: 'Ann',
        actor_id: 'user100',
        duration_seconds: 700,
        text: '',
      },
      { text: '[a call: 12 min]' },
    ],
    [
      'a call nobody took',
      {
        type: 'service',
        action: 'phone_call',
        actor: 'Ann',
        actor_id: 'user100',
        discard_reason: 'missed',
        text: '',
      },
      { text: '[a call that was not taken]' },
    ],
    ['a number for words', { text: 42 }, { text: '42' }],
    [
      'words as entities alone',
      {
        text: undefined,
        text_entities: [
          { type: 'plain', text: 'x' },
          { type: 'bold', text: 'y' },
        ],
      },
      { text: 'xy' },
    ],
    ['a number in words', { id: '12' }, { id: 12 }],
    ['a message from a group that grew', { id: -999_999_990 }, { id: -999_999_990 }],
  ])('is read where it holds %s', (_, more, expected) => {
    expect(one(said(1, more))).toMatchObject(expected);
  });

  it.each([
    [
      'on the clock of a zone',
      { date: '2021-05-01T10:00:00' },
      'Europe/Berlin',
      '2021-05-01T08:00:00.000Z',
      true,
    ],
    ['in winter too', { date: '2021-01-01T10:00:07' }, 'Europe/Berlin', '2021-01-01T09:00:07.000Z', true],
    [
      'with an offset',
      { date: '2021-05-01T10:00:00+03:00' },
      'Europe/Berlin',
      '2021-05-01T07:00:00.000Z',
      false,
    ],
    ['as pages have it', { date: '01.05.2021 10:00:00 UTC+03:00' }, 'UTC', '2021-05-01T07:00:00.000Z', false],
    ['in milliseconds', { date_unixtime: 1_620_000_000_000 }, 'UTC', '2021-05-03T00:00:00.000Z', false],
  ])('says when %s', (_, when, zone, at, byZone) => {
    const message = one({ ...said(1), date_unixtime: undefined, ...when }, zone);
    expect({ at: new Date(message.sentAt).toISOString(), byZone: message.byZone }).toEqual({ at, byZone });
  });

  it.each([
    ['a day before Telegram', { date_unixtime: '0' }, 'date: 1970-01-01 is outside of reason'],
    ['a day that is to come', { date_unixtime: '4102444800' }, 'date: 2100-01-01 is outside of reason'],
    ['no date', { date_unixtime: undefined, date: undefined }, 'date: is missing'],
    [
      'a word for a date',
      { date_unixtime: 'x', date: 'yesterday' },
      'date: is in a form that cannot be read',
    ],
    [
      'a day that is none',
      { date_unixtime: undefined, date: '2021-02-31T10:00:00' },
      'date: there is no such day',
    ],
    ['no number', { id: null }, 'id: is no number'],
    ['nobody', { from: null, from_id: undefined }, 'from_id: is missing'],
  ])('names an entry with %s', (_, more, problem) => {
    const [entry] = entries(exported([said(1, more)]));
    expect(entry).toMatchObject({ kind: 'unreadable', problem: expect.stringContaining(problem) as string });
  });

  it('is read on behind an entry that cannot be, and behind signs that Telegram writes and JSON has not', () => {
    const text = exported([said(1), 'nonsense', said(3), { id: 4, type: 'service' }, said(5)]).toString();
    const { reader, found } = readAll(Buffer.from(text.replace('words 3', 'a\\x0Bb \\x1F')));
    expect(found.map(({ entry }) => entry.kind)).toEqual([
      'message',
      'unreadable',
      'message',
      'service',
      'message',
    ]);
    expect(found[2]?.entry).toMatchObject({ message: { text: 'a\u000bb \u001f' } });
    expect(reader.problem(true)).toBeNull();
  });

  it.each([
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ])('is read in %s', (_, encode) => {
    const bytes = encode(exported([said(1, { text: 'Ж' })]).toString());
    expect(entries(bytes, { size: 4_096 })).toMatchObject([{ message: { text: 'Ж' } }]);
  });

  it('gives what stands before a break, and says that it is broken', () => {
    const whole = exported([said(1), said(2), said(3)]);
    const torn = readAll(whole.subarray(0, whole.indexOf('words 3')));
    expect(torn.found).toHaveLength(2);
    expect(torn.reader.problem(true)).toBe('it ends in the middle');
    const until = whole.subarray(0, whole.indexOf('"id": 3') - 3);
    const garbled = readAll(Buffer.concat([until, Buffer.from('\u0000\u0001]]]')]));
    expect(garbled.found.filter(({ entry }) => entry.kind === 'message')).toHaveLength(2);
    expect(garbled.reader.problem(true)).toBe('it is not whole JSON from here on');
    expect(readAll(Buffer.from('<html>')).reader.problem(true)).toBe('it is not whole JSON from here on');
  });
});

describe('the export of an account', () => {
  const bytes = Buffer.from(
    JSON.stringify({
      about: 'Here is the data you requested.',
      personal_information: { user_id: 900, first_name: 'Mira', bio: 'a "quoted" [x] {y}' },
      profile_pictures: [{ date: '2020-01-01', photo: 'x' }],
      contacts: { list: [{ user_id: 1, name: 'messages' }] },
      chats: {
        about: 'x',
        list: [
          {
            name: 'Ann',
            type: 'personal_chat',
            id: 100,
            messages: [said(1), said(2, { from_id: 'user900' })],
          },
          { type: 'saved_messages', id: 900, messages: [said(3)] },
          { name: 'All', type: 'private_group', id: 5, messages: [said(4)] },
          { name: 'Bo', type: 'personal_chat', id: 101, messages: [] },
        ],
      },
      left_chats: { about: 'x', list: [{ name: 'Old', type: 'private_group', id: 6, messages: [said(5)] }] },
    }),
  );

  it('says whose it is and what is in it', () => {
    const { reader, found } = readAll(bytes);
    expect(reader).toMatchObject({ self: '900', isOfAccount: true });
    expect(reader.chats.map(({ key, id, name, type }) => [key, id, name, type])).toEqual([
      ['chats/0', '100', 'Ann', 'personal_chat'],
      ['chats/1', '900', null, 'saved_messages'],
      ['chats/2', '5', 'All', 'private_group'],
      ['chats/3', '101', 'Bo', 'personal_chat'],
      ['left_chats/0', '6', 'Old', 'private_group'],
    ]);
    expect(found.map(({ chat }) => chat.key)).toEqual([
      'chats/0',
      'chats/0',
      'chats/1',
      'chats/2',
      'left_chats/0',
    ]);
  });

  it('gives the messages of one chat', () => {
    expect(entries(bytes, { only: 'chats/0' })).toMatchObject([
      { message: { id: 1 } },
      { message: { id: 2 } },
    ]);
  });
});

it('no bytes end in an exception or in a file without end', () => {
  const whole = exported([
    said(1),
    said(2, { text: ['a', { type: 'bold', text: '"\\' }] }),
    { id: 3, type: 'service' },
  ]);
  const change = fc.record({
    at: fc.nat(whole.length - 1),
    cut: fc.nat(30),
    put: fc.uint8Array({ maxLength: 9 }),
  });
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 400 }),
      (changes, size) => {
        const spoilt = changes.reduce<Buffer>(
          (bytes, { at, cut, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]),
          whole,
        );
        const { reader, found } = readAll(spoilt, { size });
        for (const { entry } of found) {
          if (entry.kind === 'unreadable') expect(entry.problem).toMatch(/^\w+: /u);
        }
        expect([null, 'it ends in the middle', 'it is not whole JSON from here on']).toContain(
          reader.problem(true),
        );
      },
    ),
    { numRuns: 300 },
  );
});
