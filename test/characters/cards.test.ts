import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCharacter } from '../../src/character/load.js';
import { readPng } from '../../src/card/file/png.js';
import { cardV1, cardV2, cardV3, inCharx, inPng } from '../support/cards.js';
import { command } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function home(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'characters'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const json = (value: object): string => JSON.stringify(value);

async function imported(file: string, content: string | Buffer, more: readonly string[] = []) {
  const folder = home({ [file]: content });
  const result = await command(folder, ['character', 'import', file, ...more]);
  return { folder, ...result };
}

function load(folder: string, id: string) {
  const loaded = loadCharacter(join(folder, 'characters'), id);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.character;
}

async function exportedData(folder: string, ...options: readonly string[]): Promise<Record<string, unknown>> {
  const { code, err } = await command(folder, [
    'character',
    'export',
    'bruno',
    '--out',
    'out.json',
    '--force',
    ...options,
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const card = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as {
    data: Record<string, unknown>;
  };
  return card.data;
}

describe('a V1 card', () => {
  it('becomes a character', async () => {
    const { folder, code } = await imported('card.json', json(cardV1));
    expect(code).toBe(0);
    expect(load(folder, 'bruno')).toMatchObject({
      name: 'Bruno',
      languages: ['en'],
      identity: {
        summary: 'Bruno mends shoes in a cellar.',
        traits: ['gruff', 'kind', 'exact'],
        notes: [
          'He hums while Bruno works. the person once brought him boots.',
          'the person comes down the stairs.',
        ],
      },
      voice: {
        samples: [
          'The heel, yes. Not the story you tell about it.',
          'Thursday.',
          'Leather forgets slowly.',
          'Mind the step.',
        ],
      },
      greetings: ['*looks up* Mind the step, the person.'],
    });
  });

  it('comes back as it was, in a V2 and in a V3 card', async () => {
    const { folder } = await imported('card.json', json(cardV1));
    for (const version of ['v2', 'v3']) {
      expect(await exportedData(folder, '--to', version)).toMatchObject(cardV1);
    }
  });
});

describe('a V2 card', () => {
  it('brings its lorebook and its greetings, and says what it could not carry', async () => {
    const { folder, out } = await imported('card.json', json(cardV2));
    const character = load(folder, 'bruno');
    expect(character.greetings.slice(1)).toEqual(['Closed. Come in.', 'You again, the person?']);
    expect(character.budgets.lorebook).toBe(300);
    expect(character.lorebook).toMatchObject([
      {
        name: 'father',
        keys: ['boots', 'Boot'],
        secondary: ['winter'],
        text: "Bruno's father wore the same boots for thirty winters.",
        scanDepth: 6,
        sticky: 2,
        cooldown: 5,
        priority: 70,
      },
      { name: 'smell', constant: true },
    ]);
    expect(out).toContain('lorebook "off": is switched off');
    expect(out).toContain('system_prompt: kept in card.json for export, and not used');
    expect(out).toContain('extensions of other programs (depth_prompt, regex_scripts)');
    expect((await command(folder, ['character', 'check', 'bruno'])).code).toBe(0);
  });

  it('comes back as it was', async () => {
    const { folder } = await imported('card.json', json(cardV2));
    const data = await exportedData(folder, '--to', 'v2');
    expect(data).toEqual({
      ...cardV2.data,
      extensions: { ...cardV2.data.extensions, kindred: expect.anything() as unknown },
      group_only_greetings: [],
    });
  });

  it('comes back with what was changed, and with the rest as it was', async () => {
    const { folder } = await imported('card.json', json(cardV2));
    const file = join(folder, 'characters', 'bruno', 'character.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('- exact', '- proud'));
    const data = await exportedData(folder, '--to', 'v2');
    expect(data['personality']).toBe('gruff, kind, proud');
    expect(data['description']).toBe(cardV2.data.description);
    expect(data['character_book']).toEqual(cardV2.data.character_book);
  });
});

describe('a V3 card', () => {
  it('is read from a picture, before the older card beside it', async () => {
    const { folder, out } = await imported('bruno.png', inPng({ chara: cardV1, ccv3: cardV3 }));
    expect(out).toContain('(Character Card V3)');
    const character = load(folder, 'bruno');
    expect(character.lorebook).toMatchObject([
      {
        name: 'glue',
        keys: ['glue'],
        secondary: ['horse', 'bone'],
        scanDepth: 3,
        text: 'He boils it himself.',
      },
    ]);
    expect(out).toContain('lorebook "glue": @@depth has no counterpart');
    expect(out).toContain('called up by regular expressions');
    expect(await exportedData(folder)).toMatchObject(cardV3.data);
  });

  it('comes back in its picture, with a V2 card for older programs', async () => {
    const { folder } = await imported('bruno.png', inPng({ ccv3: cardV3 }));
    await command(folder, ['character', 'export', 'bruno', '--png', '--out', 'out.png']);
    const png = readPng(readFileSync(join(folder, 'out.png')));
    if (!png.ok) throw new Error(png.why);
    expect(png.texts.map(({ keyword }) => keyword)).toEqual(['chara', 'ccv3']);
    const again = await command(folder, ['character', 'import', 'out.png', '--name', 'again']);
    expect(again.code).toBe(0);
    expect({ ...load(folder, 'again'), id: '', version: '', wallClock: '' }).toEqual({
      ...load(folder, 'bruno'),
      id: '',
      version: '',
      wallClock: '',
    });
  });

  it('is read from a CHARX', async () => {
    const good = await imported(
      'bruno.charx',
      inCharx(cardV3, { 'assets/icon/images/main.png': Buffer.from('png') }),
    );
    expect(good.code).toBe(0);
    expect(good.out).toContain('1 file in the archive');
  });
});

describe('a card is refused with one clear line, and nothing is left behind', () => {
  const whole = inPng({ chara: cardV2 });
  const bad: readonly (readonly [string, () => string | Buffer, RegExp])[] = [
    [
      'a picture cut short',
      () => whole.subarray(0, whole.length - 40),
      /the picture is cut short: its end is missing; download or export it again/u,
    ],
    ['a picture without a card', () => inPng({}), /the picture holds no card/u],
    [
      'an archive that is a bomb',
      () => inCharx(cardV3, { 'assets/a.bin': Buffer.alloc(3_000_000) }),
      /unpacks to far more than it holds/u,
    ],
    [
      'an archive whose card is a bomb',
      () => inCharx({ name: 'x', description: ' '.repeat(3_000_000) }),
      /unpacks to far more than it holds/u,
    ],
    [
      'an archive that is cut',
      () => inCharx(cardV3).subarray(0, 300),
      /the archive is damaged or encrypted/u,
    ],
    [
      'a script',
      () => json({ ...cardV1, first_mes: 'hi <script>fetch("x")</script>' }),
      /first_mes: holds a script \(<script>\); remove it/u,
    ],
    [
      'a script in an attribute',
      () => json({ ...cardV2, data: { ...cardV2.data, scenario: '<img src=x onerror=alert(1)>' } }),
      /data\.scenario: holds a script/u,
    ],
    [
      'a script in a lorebook',
      () => json({ ...cardV1, character_book: { entries: [{ keys: ['a'], content: '<iframe src="x">' }] } }),
      /data\.character_book\.entries\[0\]\.content: holds a page of its own/u,
    ],
    [
      'a field that reaches into every object',
      () => '{"name":"x","extensions":{"__proto__":{"a":1}}}',
      /has a field named __proto__/u,
    ],
    [
      'nesting without end',
      () => `{"name":"x","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      /nested too deeply|no JSON/u,
    ],
    ['something else', () => 'hello', /it is not a card: no JSON, PNG or CHARX/u],
    ['a card without a name', () => json({ description: 'x' }), /data\.name: expected text, got nothing/u],
    [
      'five megabytes of words',
      () => json({ ...cardV1, description: 'word '.repeat(1_000_000) }),
      /is larger than 4 MB/u,
    ],
  ];

  it.each(bad)('%s', async (_, content, line) => {
    const { folder, code, err } = await imported('card.png', content());
    expect(err).toMatch(line);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(readdirSync(join(folder, 'characters'))).toEqual([]);
  });
});

it('does not write over a character unless told to, and then leaves none of the old one', async () => {
  const { folder } = await imported('card.json', json(cardV2));
  writeFileSync(join(folder, 'characters', 'bruno', 'rules.yaml'), '- stay\n');
  const again = await command(folder, ['character', 'import', 'card.json']);
  expect(again).toMatchObject({ code: 1 });
  expect(again.err).toContain('is there already; give another name with --name');
  expect(load(folder, 'bruno').rules).toEqual(['stay']);
  expect((await command(folder, ['character', 'import', 'card.json', '--force'])).code).toBe(0);
  expect(load(folder, 'bruno').rules).toEqual([]);
  expect(readdirSync(join(folder, 'characters'))).toEqual(['bruno']);
});

it('names a character of another alphabet in Latin letters', async () => {
  const { folder } = await imported(
    'card.json',
    json({ name: 'Ёжик Щукин', first_mes: 'доброй ночи, путник' }),
  );
  expect(load(folder, 'ezhik-shchukin')).toMatchObject({ languages: ['ru'], name: 'Ёжик Щукин' });
});
