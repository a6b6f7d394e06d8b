import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { talk } from '../../../test/support/filled-store.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, conversationId, peerId, remoteMessageId, turnId } from '../../core/ids.js';
import { openDatabase } from '../../store/engine/database.js';
import { runProgram } from '../program.js';

const character = `schema: 1
name: Tess
languages: [en]
identity:
  summary: Tess keeps bees.
voice:
  style: Short sentences.
  samples:
    - the hive is quiet today.
    - hm. tell me the middle part.
    - i would wait a day.
    - no. leave the smoker, it is too windy.
    - fair. what did she say then?
    - "they swarm when they want to, not when it suits you."
`;
const own = [
  'hm. i would not.',
  'the frames are full. good day.',
  'fair. and then?',
  'no, it is too cold for that.',
];
const drifted = [
  "Absolutely! I completely understand how you feel, and I'm here for you every step of the way on this journey!",
  "That's a great question! It's important to remember that your feelings are valid, and help is available to you.",
  'Of course! Feel free to reach out whenever you need someone to talk to. I hope this helps you feel better!',
];

async function home(): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'characters'));
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'characters', 'tess.yaml'), character);
  const database = openDatabase(join(folder, 'data', 'kindred.db'));
  const replies = [...own, ...own, ...drifted];
  for (let turn = 1; turn <= replies.length; turn += 1) await talk(database, 1, turn);
  await database.write(async ({ db }) => {
    const { conversation_id: conversation } = await db
      .selectFrom('conversation')
      .select('conversation_id')
      .executeTakeFirstOrThrow();
    for (const [index, text] of replies.entries()) {
      await db
        .insertInto('message')
        .values({
          conversation_id: conversation,
          account_id: accountId('home'),
          peer_id: peerId('1'),
          remote_id: remoteMessageId(String(900_000 + index)),
          direction: 'outgoing',
          author: 'character',
          text,
          attachments: '[]',
          reply_to: null,
          sent_at: 1_767_600_000_000 + index * 60_000,
          received_at: 1_767_600_000_000 + index * 60_000,
          edited_at: null,
          deleted_at: null,
          reactions: null,
          turn_id: turnId(`turn-1-${index + 1}`),
          skipped: null,
        })
        .execute();
    }
    // The first answer began with the disclosure, which is not the character's wording.
    await db
      .updateTable('outbox')
      .set({ discloses: '1', remote_id: remoteMessageId('900000') })
      .where('turn_id', '=', turnId('turn-1-1'))
      .execute();
  });
  await database.close();
  return folder;
}

/** What was written so far: newer Nodes give out a chunk at a time where older ones gave all of it. */
function* chunksOf(stream: PassThrough): Generator<string> {
  for (let chunk = read(stream); chunk !== null; chunk = read(stream)) yield chunk.toString();
}

const read = (stream: PassThrough): Buffer | string | null => stream.read() as Buffer | string | null;

async function kindred(cwd: string, ...words: readonly string[]) {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
  const code = await runProgram(['node', 'kindred', ...words], {
    env: {},
    cwd,
    pid: 1,
    host: 'here',
    stdin: new PassThrough(),
    ...streams,
    stop: new AbortController().signal,
    residentBytes: () => 0,
  });
  const text = (stream: PassThrough): string => Array.from(chunksOf(stream)).join('');
  return { code, out: text(streams.stdout), err: text(streams.stderr) };
}

it('plots the score over the turns of the database, in the terminal and as a picture', async () => {
  const folder = await home();
  const { code, out } = await kindred(folder, 'character', 'drift', 'tess', '--svg', 'drift.svg');
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}[▁▂▃▄▅▆▇█]{10}$/mu);
  expect(out).toMatch(/outside at turns (?:8|9|10)(?:-10)?: .*(?:stock|length)/u);
  expect(out).toMatch(/reminder for the next turn: Back to your own voice/u);
  const svg = readFileSync(join(folder, 'drift.svg'), 'utf8');
  expect(svg).toMatch(/^<svg [\s\S]*<polyline [\s\S]*<\/svg>\n$/u);
  expect(svg.match(/<circle/gu)?.length).toBeGreaterThanOrEqual(1);
});

it('gives numbers and no text with --json, and one conversation with --chat', async () => {
  const folder = await home();
  const all = await kindred(folder, 'character', 'drift', 'tess', '--json');
  const { chats } = JSON.parse(all.out) as {
    chats: { conversation: string; turns: { turn: string; score: number; status: string }[] }[];
  };
  expect(chats).toHaveLength(1);
  const [chat] = chats;
  expect(chat?.turns.map(({ turn }) => turn)[0]).toBe('turn-1-2');
  expect(chat?.turns.slice(0, 7).every(({ status }) => status === 'inside')).toBe(true);
  expect(chat?.turns.at(-1)?.status).toBe('outside');
  for (const text of [...own, ...drifted]) expect(all.out).not.toContain(text);
  const one = await kindred(
    folder,
    'character',
    'drift',
    'tess',
    '--json',
    '--chat',
    chat?.conversation ?? '',
  );
  expect(one.out).toBe(all.out);
});

it('says what to do when there is nothing to plot', async () => {
  const folder = await home();
  const { code, err } = await kindred(folder, 'character', 'drift', 'tess', '--chat', conversationId('none'));
  expect(code).toBe(1);
  expect(err).toMatch(/there is no chat "none"; "kindred chats" lists them/u);
});
