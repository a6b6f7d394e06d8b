import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainImage, withTexts } from '../../src/card/file/png.js';
import { inCharx, inPng } from '../support/cards.js';
import { command } from '../support/command-line.js';
import { jpegWith, webpWith } from '../support/pictures.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A card in the usual form; each case below bends it as files in the wild are bent. */
const vera = {
  name: 'Vera',
  description: 'Vera keeps a small lighthouse.',
  personality: 'patient, dry',
  scenario: '',
  first_mes: 'the lamp is lit. who is there?',
  mes_example: '<START>\n{{user}}: hi\n{{char}}: the wind turned.',
  extensions: {},
};
const v2 = (data: object, outer: object = {}): object => ({
  spec: 'chara_card_v2',
  ...outer,
  data: { ...vera, ...data },
});
const packed = (card: object): string => Buffer.from(JSON.stringify(card)).toString('base64');

interface Imported {
  readonly code: number;
  readonly err: string;
  readonly name: string;
  readonly samples: readonly string[];
  readonly lorebook: readonly string[];
  readonly losses: readonly string[];
  readonly folder: string;
  readonly character: string;
}

async function bring(content: object | string | Buffer, file = 'card.json'): Promise<Imported> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'characters'));
  const bytes = Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(folder, file), bytes);
  const { code, out, err } = await command(folder, ['character', 'import', file, '--json']);
  const said = out === '' ? {} : (JSON.parse(out) as object);
  return { code, err, folder, name: '', samples: [], lorebook: [], losses: [], character: '', ...said };
}

const withBook = (character_book: unknown): object => v2({ character_book });
const storm = { keys: ['storm'], content: 'It took the jetty.', extensions: {} };

describe('a card with its fields in other places and shapes', () => {
  it.each([
    ['an empty name inside', v2({ name: '' }, { name: 'Vera' })],
    ['no name inside', v2({ name: null }, { name: 'Vera' })],
    ['a nickname alone', v2({ name: '', nickname: 'Vera' })],
    [
      'names with spaces around them',
      { ' spec ': 'chara_card_v2', ' data ': { ...vera, name: undefined, ' name ': 'Vera' } },
    ],
    ['a card within a card', { character: { data: vera } }],
    ['its data as a text', { spec: 'chara_card_v2', data: JSON.stringify(vera) }],
    ['JSON within JSON', JSON.stringify(JSON.stringify(v2({})))],
    ['a list of one', [v2({})]],
    ['words of one field as a list', v2({ first_mes: ['the lamp is lit.', 'who is there?'] })],
    ['UTF-16', Buffer.from(`\ufeff${JSON.stringify(v2({}))}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(JSON.stringify(v2({})), 'utf16le')],
    ['UTF-8 with a mark', `\ufeff${JSON.stringify(v2({}))}`],
    [
      'a comma too many, a comment and a raw line break',
      `{"name": "Vera", // hers\n "first_mes": "the lamp\nis lit.",}`,
    ],
    ['names of Pygmalion', { char_name: 'Vera', char_persona: 'x', char_greeting: 'the lamp is lit.' }],
    [
      'names of RisuAI',
      { type: 'character', data: { name: 'Vera', desc: 'x', firstMessage: 'the lamp is lit.' } },
    ],
    [
      'a persona of Agnai',
      {
        kind: 'character',
        name: 'Vera',
        persona: { kind: 'text', attributes: { text: ['keeps a lighthouse'] } },
        greeting: 'the lamp is lit.',
      },
    ],
    [
      'names of Backyard',
      {
        character: {
          aiName: 'Vera',
          aiPersona: '{character} keeps a lighthouse',
          firstMessage: 'the lamp is lit.',
        },
        version: 1,
      },
    ],
    [
      'names of Character.AI',
      {
        character: {
          name: 'Vera',
          greeting: 'the lamp is lit.',
          definition: '{{char}}: the wind turned.\nEND_OF_DIALOG',
        },
      },
    ],
    [
      'YAML of text-generation-webui',
      'name: Vera\ngreeting: the lamp is lit.\ncontext: |\n  Keeps a lighthouse.\n',
    ],
  ])('%s', async (_, content) => {
    const { code, err, name, samples } = await bring(content);
    expect({ code, err, name }).toEqual({ code: 0, err: '', name: 'Vera' });
    expect(samples.join(' ')).toContain('the lamp');
  });

  it('says which field could not be read, and takes the rest', async () => {
    const { code, losses } = await bring(v2({ scenario: { a: 1 } }));
    expect(code).toBe(0);
    expect(losses).toEqual(['scenario: could not be read as text, so it was not taken']);
  });
});

describe('a lorebook in another shape', () => {
  it.each([
    ['a map', { entries: { 0: storm, 1: { ...storm, keys: ['lamp'] } } }, ['storm', 'lamp'], []],
    ['nothing', null, [], []],
    ['a list alone', [storm], ['storm'], []],
    ['entries that are nothing', { entries: null }, [], []],
    ['a number among the keys', { entries: [{ ...storm, keys: ['storm', 7, null] }] }, ['storm'], []],
    [
      'names of World Info',
      { entries: { 0: { uid: 0, key: ['storm'], keysecondary: ['sea'], content: 'x', order: 5 } } },
      ['storm'],
      [],
    ],
    ['keys in one text', { entries: [{ ...storm, keys: 'storm, gale' }] }, ['storm'], []],
    ['switched off in words', { entries: [{ ...storm, enabled: 'false' }] }, [], [/switched off/u]],
    ['disabled', { entries: [{ ...storm, disable: true }] }, [], [/switched off/u]],
    ['a bad entry beside a good one', { entries: ['x', storm] }, ['storm'], [/entry 1 is none/u]],
    ['a number in its place', 7, [], [/is no lorebook/u]],
    ['an entry nothing calls up', { entries: [{ ...storm, keys: [] }] }, [], [/has no keys/u]],
    [
      'keys that are patterns',
      { entries: [{ ...storm, keys: ['/st.rm/i', 'gale'] }] },
      ['/st.rm/i'],
      [/regular expressions among its keys/u],
    ],
    [
      'keys that must be missing',
      { entries: [{ ...storm, keysecondary: ['calm'], selective: true, selectiveLogic: 2 }] },
      ['storm'],
      [/mean "not"/u],
    ],
  ])('%s', async (_, book, names, losses) => {
    const imported = await bring(withBook(book));
    expect(imported).toMatchObject({ code: 0, err: '', lorebook: names });
    expect(imported.losses).toHaveLength(losses.length);
    for (const [index, pattern] of losses.entries()) expect(imported.losses[index]).toMatch(pattern);
  });

  it('never becomes a person when it stands alone, and is added to one', async () => {
    const book = {
      entries: {
        0: { uid: 0, key: ['storm'], comment: 'storm', content: 'It took the jetty.', disable: false },
      },
    };
    const alone = await bring({ name: 'Coast', ...book });
    expect(alone.code).toBe(1);
    expect(alone.err).toContain('it is a lorebook (World Info) and no person');
    expect(alone.err).toContain('kindred character import-lorebook');
    const { folder, character } = await bring(v2({}));
    writeFileSync(join(folder, 'coast.json'), JSON.stringify(book));
    const add = ['character', 'import-lorebook', 'coast.json', '--into', character, '--json'];
    expect(JSON.parse((await command(folder, add)).out)).toMatchObject({ lorebook: ['storm'], losses: [] });
    expect(JSON.parse((await command(folder, add)).out)).toMatchObject({ lorebook: [], alreadyThere: 1 });
    expect((await command(folder, ['character', 'check', character])).code).toBe(0);
  });

  it('is added to a single file without a change to anything else in it', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'characters'));
    const before =
      '# mine\nschema: 1\nname: Vera # hers\nlanguages: [en]\nlorebook:\n    - name: lamp # first\n      keys: [lamp]\n      text: It is lit.\n\nidentity: { summary: Keeps a lighthouse. }\nvoice: { style: Short. }\n';
    writeFileSync(join(folder, 'characters/vera.yaml'), before);
    writeFileSync(
      join(folder, 'coast.json'),
      JSON.stringify([{ keys: ['storm'], content: 'It took the jetty.' }]),
    );
    const { code, err } = await command(folder, [
      'character',
      'import-lorebook',
      'coast.json',
      '--into',
      'vera',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const after = readFileSync(join(folder, 'characters/vera.yaml'), 'utf8');
    const added = '    - name: storm\n      keys:\n        - storm\n      text: It took the jetty.\n';
    expect(after).toContain(added);
    expect(after.replace(added, '')).toBe(before);
    expect(readdirSync(join(folder, 'characters'))).toEqual(['vera.yaml']);
  });
});

describe('a card in a picture that is not as it should be', () => {
  const whole = inPng({ chara: v2({}) });
  const at = whole.indexOf('tEXtchara');
  const textChunk = whole.subarray(at - 4, whole.length - 12);
  const wrongSum = Buffer.from(whole);
  wrongSum.fill(7, whole.length - 16, whole.length - 12);
  it.each([
    ['a keyword in capitals', inPng({ Chara: v2({}) }), []],
    [
      'a broken newer card',
      withTexts(inPng({ chara: v2({}) }), { ccv3: '!!not base64!!' }),
      [/"ccv3" was passed over/u],
    ],
    [
      'a newer card that is cut',
      withTexts(inPng({ chara: v2({}) }), { ccv3: packed(v2({})).slice(0, 90) }),
      [/"ccv3" was passed over/u],
    ],
    ['a wrong checksum', wrongSum, [/a checksum is wrong/u]],
    ['a text behind the end', Buffer.concat([plainImage(4, 4), textChunk]), []],
    ['plain JSON', withTexts(plainImage(4, 4), { chara: JSON.stringify(v2({})) }), []],
    ['something hung behind it', Buffer.concat([whole, Buffer.from('trailing words')]), []],
    ['an end that is missing', whole.subarray(0, whole.length - 12), [/cut short/u, /was not kept/u]],
    [
      'a WebP of SillyTavern',
      webpWith(JSON.stringify(v2({}))),
      [/a WebP picture, although its name ends in \.png/u, /only PNG/u],
    ],
    [
      'a WebP with numbers for bytes',
      webpWith([...Buffer.from(JSON.stringify(v2({})))].join(',')),
      [/WebP/u, /only PNG/u],
    ],
    ['a JPEG with a card', jpegWith(JSON.stringify(v2({}))), [/a JPEG picture, although/u, /only PNG/u]],
  ])('%s', async (_, picture, losses) => {
    const imported = await bring(picture, 'vera.png');
    expect(imported).toMatchObject({ code: 0, err: '', name: 'Vera' });
    expect(imported.losses).toHaveLength(losses.length);
    for (const [index, pattern] of losses.entries()) expect(imported.losses[index]).toMatch(pattern);
  });

  it.each([
    ['a WebP', webpWith(null), 'it is a WebP picture and holds no card (its name ends in .png)'],
    ['a JPEG', jpegWith(null), 'it is a JPEG picture and holds no card (its name ends in .png)'],
    ['a GIF', Buffer.from('GIF89a......'), 'it is a GIF picture and holds no card'],
    ['a page', Buffer.from('<!DOCTYPE html><html></html>'), 'the site gave its page and not the file'],
    ['nothing', Buffer.alloc(0), 'it is empty'],
  ])('%s without one is named for what it is', async (_, picture, line) => {
    const { code, err } = await bring(picture, 'vera.png');
    expect(code).toBe(1);
    expect(err).toContain(line);
  });
});

describe('what would run elsewhere', () => {
  it('is left out of notes and extensions, and of what is kept for export, and listed', async () => {
    const imported = await bring(
      v2({
        creator_notes: '<img src=x onerror=alert(1)>by me<script>x()</script>',
        extensions: {
          regex_scripts: [{ replaceString: '<script>y()</script>' }],
          risuai: { triggerscript: [{ effect: 'lua' }] },
          depth_prompt: { prompt: 'slow' },
        },
      }),
    );
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(imported.losses.join('\n')).toMatch(/creator_notes: held a script/u);
    expect(imported.losses.join('\n')).toMatch(/extensions\.regex_scripts was not taken/u);
    expect(imported.losses.join('\n')).toMatch(/extensions\.risuai: held a script/u);
    const kept = readFileSync(join(imported.folder, 'characters', imported.character, 'card.json'), 'utf8');
    expect(kept).not.toMatch(/<script|onerror|regex_scripts|trigger/u);
    expect(kept).toContain('depth_prompt');
    expect(kept).toContain('by me');
  });

  it('is left out of an archive', async () => {
    const program = { 'assets/other/code/run.lua': Buffer.from('x') };
    const imported = await bring(inCharx(v2({}), program), 'vera.charx');
    expect(imported.code).toBe(0);
    expect(imported.losses[0]).toContain(
      'programs in the archive were not taken (assets/other/code/run.lua)',
    );
  });
});

describe('an id', () => {
  it.each([
    ['美咲', 'mei-xiao'],
    ['김지우', 'gim-ji-u'],
    ['Ελένη', 'eleni'],
    ['𝓥𝓮𝓻𝓪 ★', 'vera'],
    ['🦊', 'card'],
  ])('of %s is in Latin letters', async (name, id) => {
    expect((await bring(v2({ name }))).character).toBe(id);
  });

  it('is never that of somebody else', async () => {
    const { folder } = await bring(v2({ name: 'Ёжик' }));
    writeFileSync(join(folder, 'other.json'), JSON.stringify(v2({ name: 'Ежик' })));
    const { code, out } = await command(folder, ['character', 'import', 'other.json', '--json', '--force']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ character: 'ezhik-2' });
    expect(readdirSync(join(folder, 'characters')).sort()).toEqual(['ezhik', 'ezhik-2']);
  });
});

describe('sample lines', () => {
  it.each([
    [
      'talk in the description',
      { description: 'Keeps a lighthouse.\n\n{{user}}: hi\n{{char}}: *waves* "Come in."\n\nHates fog.' },
      ['Come in.'],
    ],
    [
      'talk on one line',
      { description: 'Tall. {{user}}: "Who are you?" {{char}}: "Nobody you know."' },
      ['Nobody you know.'],
    ],
    ['bold names', { mes_example: '**{{user}}:** hi\n**Vera:** the tide is out.' }, ['the tide is out.']],
    [
      'a third one who talks',
      { mes_example: '{{user}}: hi\n{{char}}: hello there.\nBob: get out!' },
      ['hello there.'],
    ],
    [
      'words in quotes in a story',
      { first_mes: '*She looks up.* "Mind the step, {{user}}," she says, and turns. "It is wet."' },
      ['Mind the step. It is wet.'],
    ],
    [
      'a story without words',
      { first_mes: '{{char}} stands at the window and says nothing to {{user}}.' },
      [],
    ],
    ['speech after a dash', { first_mes: '— Привет, — сказала она. — Как дела?' }, ['Привет. Как дела?']],
    ['marks of Japanese', { first_mes: '*手を振る*「おはよう。」' }, ['おはよう。']],
    ['one word that is stressed', { first_mes: 'I *really* mean it.' }, ['I really mean it.']],
    [
      'greetings besides the first',
      { alternate_greetings: ['*nods* Late again.', '"Closed."'] },
      ['Late again.', 'Closed.'],
    ],
  ])('come from %s', async (_, data, expected) => {
    const empty = { description: 'A keeper.', first_mes: '', mes_example: '' };
    const { samples } = await bring(v2({ ...empty, ...data }));
    expect(samples).toEqual(expected);
  });

  it('leave the description, and their lack is not called a voice', async () => {
    const talk = await bring(
      v2({
        description: 'Tall.\n\nExample dialogue:\n{{user}}: hi\n{{char}}: "Come in."',
        mes_example: '',
        first_mes: '',
      }),
    );
    const file = (one: Imported): string =>
      readFileSync(join(one.folder, 'characters', one.character, 'character.yaml'), 'utf8');
    expect(file(talk)).not.toMatch(/Example dialogue|\bhi\b/u);
    expect(file(talk)).toContain('As in the sample lines.');
    const none = await bring(v2({ mes_example: '', first_mes: '' }));
    expect(file(none)).not.toContain('sample lines');
  });
});

it('brings a large card whole: room for what it says, its lorebook in several files', async () => {
  const entries = Array.from({ length: 450 }, (_, index) => ({
    keys: [`key ${index}`],
    content: `Fact ${index}. `.repeat(20),
  }));
  const description = Array.from({ length: 60 }, (_, index) =>
    `Paragraph ${index} tells what she did on one of her days. `.repeat(6),
  ).join('\n\n');
  const imported = await bring(
    v2({
      description,
      character_book: { entries: [...entries, { keys: ['long'], content: 'word '.repeat(1_500) }] },
    }),
  );
  expect(imported).toMatchObject({ code: 0, err: '' });
  expect(imported.lorebook).toHaveLength(451);
  const checked = await command(imported.folder, ['character', 'check', imported.character]);
  expect(checked.out).toContain('0 errors');
});
