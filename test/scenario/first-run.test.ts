import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand, type KindredHome } from '../../src/bench/stage/kindred-process.js';
import { commandHere } from '../support/kindred.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A fresh clone as far as the program can tell: characters and nothing else. */
function freshHome(): KindredHome {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'characters'));
  cpSync(new URL('../../characters', import.meta.url), join(folder, 'characters'), { recursive: true });
  return { folder, env: { HOME: folder }, node: process.execPath };
}

describe('the first run', () => {
  it('plays a short chat over MTProto without a terminal, names its model and leaves nothing behind', async () => {
    const home = freshHome();
    const result = await runCommand(home, ['sandbox']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(/NOT a language model/u);
    expect(result.stdout).toMatch(/You {2}hi! how was your day\?\n +read\n +Mira is typing/u);
    expect(result.stdout.match(/^Mira {2}/gmu)).toHaveLength(4);
    expect(result.stdout).toMatch(/I am Mira, an AI, not a human/u);
    expect(readdirSync(home.folder)).toEqual(['characters']);
  });

  it('says the same as one JSON object', async () => {
    const result = await commandHere(freshHome(), ['sandbox', '--json', '--character', 'anton']);
    const { character, transcript } = JSON.parse(result.stdout) as {
      character: string;
      transcript: { who: string; text: string }[];
    };
    expect(character).toBe('Антон');
    expect(transcript.map((line) => line.who)).toEqual(
      Array.from({ length: 4 }, () => ['person', 'character']).flat(),
    );
    expect(transcript[1]?.text).toMatch(/искусственный интеллект/u);
  });

  it('plays it over the Bot API, too, with a bot in the place of an ordinary contact', async () => {
    const result = await commandHere(freshHome(), ['sandbox', '--channel', 'telegram-bot']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    // A bot shows that it types and never that it read.
    expect(result.stdout).toMatch(/You {2}hi! how was your day\?\n +Mira is typing/u);
    expect(result.stdout.match(/^Mira {2}/gmu)).toHaveLength(4);
    expect(result.stdout).toMatch(/I am Mira, an AI, not a human/u);
    const wrong = await commandHere(freshHome(), ['sandbox', '--channel', 'fax']);
    expect(wrong.stderr).toMatch(/telegram-user, telegram-bot/u);
  });

  it('talks in the terminal without Telegram, one answer per line of input', async () => {
    const result = await commandHere(freshHome(), ['chat', 'mira'], 'hello\nwhat did you mend today?\n');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout.match(/^Mira {2}/gmu)).toHaveLength(2);
  });
});
