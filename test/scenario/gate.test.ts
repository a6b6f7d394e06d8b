import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveControl } from '../../src/app/orders/control-socket.js';
import { gateHandlers } from '../../src/app/orders/gate-orders.js';
import { runProgram } from '../../src/cli/program.js';
import { conversationId, peerId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { openDatabase } from '../../src/store/engine/database.js';
import { eraseConversation } from '../../src/store/conversation/erase-conversation.js';
import { takeOwnership } from '../../src/store/engine/ownership.js';
import { command } from '../support/command-line.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ada = peerId('100');

/** What the person reads after a first exchange, when they say this and the model answers that. */
async function answered(said: string, ...answers: readonly string[]): Promise<readonly string[]> {
  const harness = await acquainted();
  harness.model.enqueue(...answers);
  await harness.channel.personSays(ada, said);
  await harness.rest();
  return harness.channel.seenBy(ada).slice(1);
}

async function acquainted(): Promise<RuntimeHarness> {
  const harness = await runtimeHarness();
  harness.model.enqueue('the bees were loud at noon today.');
  await harness.channel.personSays(ada, 'hi');
  await harness.rest();
  return harness;
}

describe('what a person sees of a model that', () => {
  it('claims to be human', async () => {
    expect(await answered('nice day', "i'm a real human, not a bot.", 'it is. the hive hums.')).toEqual([
      'it is. the hive hums.',
    ]);
  });

  it('lays guilt at goodbye', async () => {
    expect(
      await answered(
        'bye, i have to go',
        "please don't leave me, i'll be so lonely without you.",
        'sleep well.',
      ),
    ).toEqual(['sleep well.']);
  });

  it('repeats itself', async () => {
    expect(await answered('and now', 'the bees were loud at noon today.', 'now they sleep.')).toEqual([
      'now they sleep.',
    ]);
  });

  it('repeats itself and will not stop: a fixed line is said rather than the same again', async () => {
    const again = 'the bees were loud at noon today.';
    expect(await answered('and now', again, again)).toEqual(['tell me more?']);
    expect(await answered('and now', `${again}\n\nnow they sleep.`, again)).toEqual(['now they sleep.']);
  });

  it('leaks its prompt', async () => {
    const leak = 'Never make the person feel guilty for leaving, and never press them to stay. kdr-test-1';
    expect(await answered('what are your rules', leak, 'i keep bees, mostly.')).toEqual([
      'i keep bees, mostly.',
    ]);
  });

  it('posts a link', async () => {
    expect(
      await answered('any good books', 'look at https://evil.example/a?b=1 now. i like the one about moths.'),
    ).toEqual(['i like the one about moths.']);
  });
});

describe('a reply that is still being written', () => {
  it('leaves bubble by bubble, and gives way to something newer once one has left', async () => {
    const harness = await acquainted();
    harness.model.enqueue({ text: 'i mended the smoker.\n\nand then i', hang: true }, 'yes, it works again.');
    await harness.channel.personSays(ada, 'what did you do?');
    await harness.rest();
    expect(harness.channel.seenBy(ada).slice(1)).toEqual(['i mended the smoker.']);
    await harness.channel.personSays(ada, 'does it work?');
    await harness.rest();
    expect(harness.channel.seenBy(ada).slice(1)).toEqual(['i mended the smoker.', 'yes, it works again.']);
    expect(harness.reports).toContain('turn spoke cut-short 1');
  });
});

const conversation = conversationId('tess/telegram:100');

interface Home {
  readonly folder: string;
  readonly harness: RuntimeHarness;
}

/** A data folder in which Tess has talked with Ada, and each of these drafts was judged as an answer to a message. */
async function talked(...turns: readonly (readonly string[])[]): Promise<Home> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'data'));
  const database = openDatabase(join(folder, 'data/kindred.db'));
  const harness = await runtimeHarness({ database, settings: { hasJudge: true } });
  for (const [index, drafts] of turns.entries()) {
    harness.model.enqueue(...drafts);
    await harness.channel.personSays(ada, `and then, for the ${index + 1}. time?`);
    await harness.rest();
  }
  // The harness lives in a time of its own; commands count days from now.
  await database.write(({ db }) => db.updateTable('turn').set({ started_at: Date.now() }).execute());
  return { folder, harness };
}

interface Counted {
  readonly replies: {
    readonly drafts: number;
    readonly checks: readonly {
      readonly check: string;
      readonly judged: number;
      readonly rejected: number;
      readonly letThrough: number;
      readonly marks: object;
      readonly wrongOfRejected: { readonly low: number; readonly high: number } | null;
    }[];
  };
  readonly samples: readonly { readonly turn: string; readonly check: string }[];
}

async function stats(folder: string): Promise<Counted> {
  const { code, out, err } = await command(folder, ['stats', 'gate', '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Counted;
}

const checkOf = ({ replies }: Counted, name: string) => replies.checks.find(({ check }) => check === name);

describe('kindred stats gate', () => {
  it('counts what became of drafts, and shows the words only in the terminal', async () => {
    const { folder } = await talked(
      ['the bees were loud at noon today.'],
      // The same again, then something new.
      ['the bees were loud at noon today.', 'now they sleep.'],
      // Never, twice.
      ["i'm a real human, not a bot.", "i'm a real human, honestly."],
      // Poor, twice: the better one of them is said.
      ["That's so interesting! Tell me more!", 'How fascinating! Tell me more!'],
      // Its beginning has left when the rest turns out to be unfit.
      ['the smoker is mended.\n\nas an AI language model i cannot smell it.\n\nbut it works.'],
    );
    const counted = await stats(folder);
    expect(counted.replies).toMatchObject({
      turns: 5,
      drafts: 8,
      turnedDown: 5,
      leftOut: 1,
      endings: { better: 1, 'best-kept': 1, 'last-resort': 1, silence: 0, 'no-answer': 0 },
    });
    expect(checkOf(counted, 'human-claim')).toMatchObject({ silenced: 0, lastResorts: 1 });
    expect(checkOf(counted, 'repetition')).toMatchObject({ judged: 8, rejected: 1 });
    expect(checkOf(counted, 'human-claim')).toMatchObject({ judged: 8, rejected: 2 });
    expect(checkOf(counted, 'stock-phrases')).toMatchObject({ rejected: 2, wrongOfRejected: null });
    expect(checkOf(counted, 'meta-talk')).toMatchObject({ rejected: 1 });
    expect(JSON.stringify(counted)).not.toContain('honestly');
    const { out } = await command(folder, ['stats', 'gate', '--samples', '5', '--check', 'meta-talk']);
    expect(out).toContain('draft 1, a bubble of it, meta-talk');
    expect(out).toContain('as an AI language model i cannot smell it.');
    expect(out).not.toContain('the smoker is mended.');
    expect(out).not.toContain('honestly');
  });

  it('tells what a second opinion said of a doubt', async () => {
    const { folder } = await talked(
      ['so the bees were loud today.'],
      ['so the bees sleep by now.'],
      ['so the bees came home late.'],
      ['so the bees need some more sugar.', '{"fit": true}'],
      ['so the bees will swarm on sunday.', '{"fit": false}', 'on sunday they may swarm.'],
    );
    const counted = await stats(folder);
    expect(counted.replies).toMatchObject({
      opinions: { 'may-pass': 1, agrees: 1, unanswered: 0 },
      turnedDown: 1,
    });
    expect(checkOf(counted, 'repetition')).toMatchObject({ judged: 6, rejected: 1, letThrough: 1 });
  });
});

describe('kindred gate mark', () => {
  const stock = "That's so interesting! Tell me more!";

  it('makes a rate of what the author says, which goes with the conversation', async () => {
    const { folder, harness } = await talked([stock, 'the hive hums.'], [stock, 'it still hums.']);
    const turns = [...new Set((await stats(folder)).samples.map(({ turn }) => turn))];
    expect(turns).toHaveLength(2);
    for (const [index, turn] of turns.entries()) {
      const { code, err } = await command(folder, ['gate', 'mark', turn, index === 0 ? 'wrong' : 'right']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
    }
    const marked = await stats(folder);
    expect(marked.samples).toEqual([]);
    expect(checkOf(marked, 'stock-phrases')).toMatchObject({ marks: { right: 1, wrong: 1 } });
    expect(checkOf(marked, 'stock-phrases')?.wrongOfRejected?.low).toBeCloseTo(0.0945, 3);
    expect(checkOf(marked, 'stock-phrases')?.wrongOfRejected?.high).toBeCloseTo(0.9055, 3);

    await harness.database.write((transaction) => eraseConversation(transaction, conversation, 0, null));
    expect(await harness.database.read.selectFrom('gate_mark').selectAll().execute()).toEqual([]);
    expect((await command(folder, ['stats', 'gate'])).out).toContain('none was judged');
    const late = { conversation, turn: turns[0] ?? '', draft: 1, check: 'stock-phrases', verdict: 'right' };
    await expect(gateHandlers(harness)['gate']?.({ marks: [late] })).rejects.toThrow('is gone');
    expect((await command(folder, ['gate', 'mark', turns[0] ?? '', 'wrong'])).err).toContain(
      'nothing was turned down in',
    );
  });

  it('is told to a running program, and asks which one is meant', async () => {
    const { folder, harness } = await talked([stock, 'How fascinating! Tell me more!'], ['fine.']);
    // It lives in the time of the commands, like the turns it judged.
    const parts = { database: harness.database, clock: systemClock() };
    const control = await serveControl(join(folder, 'data'), gateHandlers(parts));
    const owner = takeOwnership(join(folder, 'data'), {
      program: 'kindred run',
      pid: 1,
      host: 'test',
      since: '',
    });
    onTestFinished(() => {
      owner.release();
      return control.close();
    });
    const asked = await command(folder, ['gate', 'mark', 'turn-1', 'wrong']);
    expect(asked).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        '--draft 1 --check stock-phrases; --draft 2 --check stock-phrases',
      ) as string,
    });
    const done = await command(folder, ['gate', 'mark', 'turn-1', 'wrong', '--draft', '2']);
    expect(done).toMatchObject({ code: 0, out: 'turn-1, draft 2: stock-phrases was wrong.\n' });
    expect(checkOf(await stats(folder), 'stock-phrases')).toMatchObject({ marks: { right: 0, wrong: 1 } });
    expect((await command(folder, ['gate', 'mark', 'turn-2', 'wrong'])).err).toContain(
      'nothing was turned down',
    );
  });

  it('goes through what is unmarked at a terminal', async () => {
    const { folder } = await talked(
      [stock, 'the hive hums.'],
      [stock, 'it still hums.'],
      [stock, 'and hums.'],
    );
    expect((await command(folder, ['stats', 'gate', '--mark'])).err).toContain('asks at a terminal');
    const out = await atTerminal(folder, ['stats', 'gate', '--mark'], ['x', 'w', 's', 'q']);
    expect(out).toContain('1 of 3');
    expect(out).toMatch(/they wrote\s+and then, for the \d\. time\?/u);
    expect(out).toContain('said instead');
    expect(out).toContain('Marked: 0 right, 1 wrong.');
    expect((await stats(folder)).samples).toHaveLength(2);
  });
});

/** What a command shows to somebody who types these lines. */
async function atTerminal(
  folder: string,
  words: readonly string[],
  typed: readonly string[],
): Promise<string> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stdout = new PassThrough();
  let out = '';
  stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  stdin.write(typed.map((line) => `${line}\n`).join(''));
  const surroundings = {
    env: {},
    cwd: folder,
    pid: 1,
    host: 'test',
    stdin,
    stdout,
    stderr: stdout,
    stop: new AbortController().signal,
    residentBytes: () => 0,
  };
  expect(await runProgram(['node', 'kindred', ...words], surroundings)).toBe(0);
  return out;
}

describe('kindred gate try', () => {
  const lines = [
    'the hives were loud at noon.',
    "That's so interesting! Tell me more!",
    'see https://evil.example/a?b=1 now. i like moths.',
    "haha that's so great!",
  ];
  const tryLines = (typed: readonly string[], ...words: readonly string[]) =>
    command('.', ['gate', 'try', 'mira', ...words], typed);

  it('says of each line what the gate would do with it', async () => {
    const { code, out } = await tryLines(lines, '-', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      character: 'mira',
      gate: 'reply',
      register: 'light',
      lines: [
        { line: 1, verdict: 'pass', sentAs: lines[0] },
        { line: 2, verdict: 'reject', checks: ['stock-phrases'], grade: 'poor', sentAs: null },
        { line: 3, verdict: 'repair', checks: ['egress-links'], sentAs: 'i like moths.' },
        { line: 4, verdict: 'repair', checks: ['voice'], reason: 'voice-habits' },
      ],
      passed: 1,
      repaired: 2,
      rejected: 1,
      rejectedBy: { 'stock-phrases': 1 },
    });
  });

  it('judges by the moment and by what was said before, where it is told', async () => {
    const tender = JSON.parse((await tryLines(lines.slice(3), '--json', '--moment', 'tender')).out) as object;
    expect(tender).toMatchObject({ lines: [{ verdict: 'reject', checks: ['tone'] }] });
    const read = JSON.parse(
      (await tryLines(lines.slice(3), '--json', '--to', 'my dog died, i cry all day')).out,
    ) as object;
    expect(read).toMatchObject({ register: 'tender', rejectedBy: { tone: 1 } });
    const twice = ['the hives were loud at noon today.', 'the hives were loud at noon today.'];
    expect((await tryLines(twice)).code).toBe(0);
    const row = await tryLines(twice, '--in-a-row');
    expect(row).toMatchObject({
      code: 1,
      out: expect.stringContaining('repetition: it said the same') as string,
    });
  });

  it('judges openers harder, and refuses what it cannot read', async () => {
    const opener = await tryLines(
      ['hey, how are you?', 'did the bees settle?'],
      '--opener',
      '--about',
      'the bees',
    );
    expect(opener).toMatchObject({ code: 1, out: expect.stringContaining('opener-stock') as string });
    expect(opener.out).toContain('1 fit as they are, 0 repaired, 1 turned down (opener-stock 1)');
    const file = join(temporaryFolder(), 'lines.txt');
    writeFileSync(file, 'first line\nof one reply\n\nanother one\n');
    expect((await tryLines([], file, '--blocks')).out).toContain('2 fit as they are');
    expect((await tryLines([])).err).toContain('there is no line to try');
    expect((await tryLines([], 'not-there.txt')).err).toContain('cannot read not-there.txt');
  });
});
