import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { command } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** `kindred character import` of a file: its exit code and what it said. */
async function bring(bytes: Uint8Array, file: string) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'characters'));
  writeFileSync(join(folder, file), bytes);
  const { code, out, err } = await command(folder, ['character', 'import', file, '--json']);
  const said = (out === '' ? {} : JSON.parse(out)) as {
    name?: string;
    samples?: readonly string[];
    lorebook?: readonly string[];
    losses?: readonly string[];
  };
  return { code, err, ...said };
}

const archive = (files: Readonly<Record<string, unknown>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        strToU8(typeof content === 'string' ? content : JSON.stringify(content)),
      ]),
    ),
  );

const vera = {
  schemaVersion: 1,
  id: 'c1',
  name: 'vera_v2',
  displayName: 'Vera',
  isNSFW: false,
  persona: '{character} keeps a small lighthouse. She is patient and dry.',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  loreItems: [{ key: 'storm, jetty', value: 'The storm of last year took the jetty.' }],
  images: [{ path: 'images/1.png', label: '' }],
};
const scenario = {
  schemaVersion: 1,
  narrative: 'A night on the rock.',
  formattingInstructions: 'Write short messages.',
  firstMessages: [{ characterID: 'c1', text: 'the lamp is lit. who is there?' }],
  exampleMessages: [
    { characterID: 'u', text: 'hi' },
    { characterID: 'c1', text: 'the wind turned.' },
  ],
  messages: [{ type: 'human', text: 'private words' }],
};
const manifest = {
  schemaVersion: 1,
  createdAt: '2026-01-01T00:00:00Z',
  characters: ['characters/c1/character.json', 'characters/c2/character.json'],
  scenarios: ['scenarios/s1.json'],
};

it('a Backyard archive comes in with persona, scenario, greeting, examples and lore; talks and others are named', async () => {
  const bytes = archive({
    'manifest.json': manifest,
    'characters/c1/character.json': vera,
    'characters/c1/images/1.png': 'picture',
    'characters/c2/character.json': { ...vera, id: 'c2', displayName: 'Tom' },
    'scenarios/s1.json': scenario,
  });
  for (const file of ['vera.byaf', 'vera.zip']) {
    const { code, name, samples, lorebook, losses } = await bring(bytes, file);
    expect({ code, name }).toEqual({ code: 0, name: 'Vera' });
    expect(samples?.join('\n')).toContain('the wind turned.');
    expect(lorebook).toHaveLength(1);
    expect(losses?.join('\n')).toMatch(/2 characters; the first was taken/u);
    expect(losses?.join('\n')).toMatch(/talks in the archive were not taken/u);
  }
});

it('a Backyard archive whose character is broken, and what else is a ZIP inside, is refused by its right name', async () => {
  const broken = { 'manifest.json': manifest, 'characters/c1/character.json': '{"name":' };
  const other = (name: string): Uint8Array => archive({ [name]: '<xml/>', 'a.xml': '<xml/>' });
  for (const [bytes, file, called] of [
    [archive(broken), 'vera.byaf', 'Backyard archive (BYAF)'],
    [other('[Content_Types].xml'), 'vera.docx', 'office program'],
    [other('META-INF/container.xml'), 'vera.epub', 'EPUB'],
  ] as const) {
    const { code, err } = await bring(bytes, file);
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(called);
  }
});

/** A box of ISO base media: length, `ftyp`, the brand, the version, compatible brands. */
const media = (...brands: readonly string[]): Buffer =>
  Buffer.concat([
    Buffer.from([0, 0, 0, 12 + brands.length * 4]),
    Buffer.from(`ftyp${brands[0] ?? ''}\0\0\0\0${brands.join('')}`, 'latin1'),
    Buffer.alloc(200, 7),
  ]);

it.each([
  ['an AVIF picture', media('avif', 'mif1'), 'card.png'],
  ['an AVIF picture', media('mif1', 'miaf', 'avif'), 'card.avif'],
  ['an HEIC picture', media('mif1', 'heic'), 'card.png'],
  ['a JPEG XL picture', Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.alloc(100, 1)]), 'card.png'],
  ['a TIFF picture', Buffer.concat([Buffer.from('II*\0', 'latin1'), Buffer.alloc(100, 1)]), 'card.tif'],
  [
    'an SVG picture',
    Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'card.png',
  ],
  ['an RTF document', Buffer.from('{\\rtf1 Vera keeps a lighthouse.}'), 'card.json'],
  [
    'a TAR archive',
    Buffer.concat([Buffer.from('card.json'), Buffer.alloc(248), Buffer.from('ustar')]),
    'c.tar',
  ],
  ['a model (GGUF)', Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(100)]), 'vera.gguf'],
])('%s is refused by its right name, whatever its ending', async (called, bytes, file) => {
  const { code, err } = await bring(bytes, file);
  expect(code).toBe(1);
  expect(err).toContain(called);
});
