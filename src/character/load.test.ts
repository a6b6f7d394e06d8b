import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { formatProblem } from '../config/problem.js';
import { listCharacters, loadCharacter, loadCharacters } from './load.js';

const main = `schema: 1
name: Tess
languages: [en]
identity:
  summary: Tess keeps bees.
voice:
  style: Short sentences.
`;

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function problemsOf(folder: string, name: string): readonly string[] {
  const loaded = loadCharacter(folder, name);
  return loaded.ok ? [] : loaded.problems.map(formatProblem);
}

/** The start of a path that leaves its folder. */
const climbing = '../';

describe('a character of one file', () => {
  it('has every default', () => {
    const folder = temporaryFolder();
    write(folder, { 'tess.yaml': main });
    const loaded = loadCharacter(folder, 'tess');
    expect(loaded).toMatchObject({
      ok: true,
      character: {
        id: 'tess',
        timeZone: 'UTC',
        day: { wake: '08:00' },
        lorebook: [],
        initiative: { perWeek: 3 },
      },
    });
  });

  it('has a version that changes with its text and with nothing else', () => {
    const folder = temporaryFolder();
    write(folder, { 'a.yaml': main, 'b.yaml': main, 'c.yaml': main.replace('bees', 'wasps') });
    const versions = [...loadCharacters(folder, ['a', 'b', 'c']).values()].map(({ version }) => version);
    expect(versions[0]).toBe(versions[1]);
    expect(versions[0]).not.toBe(versions[2]);
  });
});

describe('a character in a folder', () => {
  const parts = {
    'tess/character.yaml': `${main}modules:\n  - name: first\n    topics: [hive]\n    text: inline\n`,
    'tess/modules.yaml': '- name: second\n  text: listed\n',
    'tess/modules/third.yaml': '\nname: third\ntext: a file of its own\n',
    'tess/day.yaml': 'wake: "05:30"\n',
    'tess/album/hive.jpg': 'not yaml',
    'tess/README.md': 'notes',
  };

  it('is put together from its parts', () => {
    const folder = temporaryFolder();
    write(folder, parts);
    const loaded = loadCharacter(folder, 'tess');
    if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join());
    expect(loaded.character.modules.map(({ name }) => name)).toEqual(['first', 'third', 'second']);
    expect(loaded.character.day).toMatchObject({ wake: '05:30', sleep: '23:30' });
    expect(loaded.placeOf(['modules', 1, 'text'])).toEqual({
      file: 'characters/tess/modules/third.yaml',
      line: 3,
    });
    expect(loaded.placeOf(['modules', 2, 'name'])).toEqual({ file: 'characters/tess/modules.yaml', line: 1 });
    expect(loaded.placeOf(['day', 'wake'])).toEqual({ file: 'characters/tess/day.yaml', line: 1 });
    expect(loaded.placeOf(['modules', 0, 'topics'])).toEqual({
      file: 'characters/tess/character.yaml',
      line: 10,
    });
    expect(listCharacters(folder)).toEqual(['tess']);
  });

  it('says in which part a mistake is', () => {
    const folder = temporaryFolder();
    write(folder, {
      ...parts,
      'tess/modules/third.yaml': 'name: third\ntext: x\ntopic: [hive]\n',
      'tess/day.yaml': "wake: 7 o'clock\n",
    });
    expect(problemsOf(folder, 'tess')).toEqual([
      'characters/tess/modules/third.yaml:3: modules[1].topic: expected one of name, topics, registers, text, priority, got an unknown field; did you mean topics?',
      'characters/tess/day.yaml:1: day.wake: expected a time of day such as "07:30", in quotes, got text of 9 characters',
    ]);
  });

  it('takes a part from one place only, and knows the names of parts', () => {
    const folder = temporaryFolder();
    write(folder, { ...parts, 'tess/voice.yaml': 'style: x\n' });
    expect(problemsOf(folder, 'tess')).toEqual([
      'characters/tess/voice.yaml:1: voice: expected each part in one place, got it a second time; keep it here or in characters/tess/character.yaml',
    ]);
    write(folder, { 'tess/voice.yaml': '', 'tess/lorbook.yaml': '[]' });
    expect(problemsOf(folder, 'tess')[0]).toMatch(
      /lorbook\.yaml: expected .* did you mean lorebook\.yaml\?$/u,
    );
  });

  it('is a file or a folder, not both', () => {
    const folder = temporaryFolder();
    write(folder, { ...parts, 'tess.yaml': main });
    expect(problemsOf(folder, 'tess')[0]).toContain('delete one of them');
  });
});

describe('what a character may not reach', () => {
  it('is everything outside of its folder', () => {
    const outside = temporaryFolder();
    write(outside, { 'secret.yaml': main });
    const folder = temporaryFolder();
    symlinkSync(join(outside, 'secret.yaml'), join(folder, 'linked.yaml'));
    write(folder, { 'tess/character.yaml': main });
    symlinkSync(join(outside, 'secret.yaml'), join(folder, 'tess', 'rules.yaml'));
    expect(problemsOf(folder, 'linked')).toEqual([
      'characters/linked.yaml: expected a file inside of its folder, got a link that leads out of it; put a copy there',
    ]);
    expect(problemsOf(folder, 'tess')[0]).toMatch(/^characters\/tess\/rules\.yaml: expected a file inside/u);
    expect(problemsOf(folder, `${climbing}secret`)[0]).toMatch(
      /^characters\/: expected the name of a character/u,
    );
  });

  it('is not a link that stays inside, as mounted folders have them', () => {
    const folder = temporaryFolder();
    write(folder, { 'real/tess.yaml': main });
    symlinkSync(join(folder, 'real', 'tess.yaml'), join(folder, 'tess.yaml'));
    expect(problemsOf(folder, 'tess')).toEqual([]);
  });

  it('is nothing an album may name', () => {
    const folder = temporaryFolder();
    for (const path of [
      `${climbing}x.jpg`,
      '/etc/passwd',
      'a/../../x.jpg',
      'a//b.jpg',
      'c:\\\\x.jpg',
      './a.jpg',
    ]) {
      write(folder, { 'tess.yaml': `${main}media:\n  album:\n    - file: "${path}"\n      caption: x\n` });
      expect(problemsOf(folder, 'tess')[0]).toMatch(
        /^characters\/tess\.yaml:10: media\.album\[0\]\.file: expected/u,
      );
    }
  });
});

it('names the characters there are when one is not', () => {
  const folder = temporaryFolder();
  write(folder, { 'tess.yaml': main, 'anton.yaml': main });
  expect(problemsOf(folder, 'tes')[0]).toBe(
    'characters/tes.yaml: expected a character file, got nothing; did you mean tess?',
  );
});
