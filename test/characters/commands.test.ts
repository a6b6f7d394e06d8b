import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const project = join(import.meta.dirname, '..', '..');

function home(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'characters'));
  for (const name of ['mira', 'anton']) {
    copyFileSync(join(project, 'characters', `${name}.yaml`), join(folder, 'characters', `${name}.yaml`));
  }
  return folder;
}

describe('kindred character new', () => {
  const answers = `name: Nina
languages: [de]
timeZone: Europe/Berlin
summary: Nina flickt Segel und kennt jeden Wind beim Namen.
traits: [geduldig, trocken]
boundaries: [gibt keine medizinischen Ratschläge]
style: Kurze Sätze, selten eine Frage.
samples:
  - Das hält nicht bis morgen.
  - Und dann bist du einfach gegangen?
  - Ich habe heute nur geradeaus genäht.
  - Nicht heute. Heute ist Flaute.
  - Sag das noch einmal, aber langsamer.
`;

  it('writes a character that check calls good, from a file', async () => {
    const folder = home();
    writeFileSync(join(folder, 'answers.yaml'), answers);
    const { code, out, err } = await command(folder, ['character', 'new', '--from', 'answers.yaml']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('try it: "kindred chat nina"');
    expect(await command(folder, ['character', 'check', 'nina'])).toMatchObject({
      code: 0,
      out: 'characters/nina.yaml: good\n',
    });
    const text = readFileSync(join(folder, 'characters', 'nina.yaml'), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/character\.schema\.json\n/u);
    expect((await command(folder, ['character', 'new', '--from', 'answers.yaml'])).err).toContain(
      'is there already',
    );
  });

  it('asks at a terminal', async () => {
    const folder = home();
    const typed = [
      'Олег',
      'ru',
      'Asia/Tomsk',
      'Олег водит ночной трамвай.',
      'тихий, упрямый',
      '',
      '',
      '',
      'Коротко и по делу.',
      'депо закрыто.',
      'приехали.',
      'не сегодня.',
      'ещё круг.',
      'держись за поручень.',
      '',
      '',
      '',
      '06:00',
      '22:00',
    ];
    const { code, err } = await command(folder, ['character', 'new'], typed);
    expect(err).toContain('What is it called');
    expect(code).toBe(0);
    expect((await command(folder, ['character', 'check', 'oleg'])).out).toBe('characters/oleg.yaml: good\n');
    expect((await command(folder, ['character', 'new'], ['Oleg'])).err).toContain('the answers ended before');
  });

  it('says which line of the answers is wrong', async () => {
    const folder = home();
    writeFileSync(join(folder, 'answers.yaml'), answers.replace('summary', 'sumary'));
    const { err } = await command(folder, ['character', 'new', '--from', 'answers.yaml']);
    expect(err).toContain('answers.yaml:4: sumary: expected one of');
  });
});

describe('kindred character preview', () => {
  it.each([1, 20, 100])('prints the prompt of turn %i with its tokens and breakpoints', async (turn) => {
    const folder = home();
    const { code, out } = await command(folder, [
      'character',
      'preview',
      'anton',
      '--turn',
      String(turn),
      '--say',
      'мне не спится',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('<identity>\nYou are Антон');
    expect(out).toMatch(/--- cache breakpoint \(1h\): \d+ tokens up to here ---/u);
    expect(out).toMatch(/identity +\d+ +always/u);
    expect(out).toMatch(/module:ночь +\d+ tokens +topic "не спится"/u);
    expect(out).toContain('мне не спится');
  });

  it('prints one object with --json', async () => {
    const { out } = await command(home(), ['character', 'preview', 'mira', '--json']);
    const preview = JSON.parse(out) as { prompt: { system: { cache: string }[] } };
    expect(preview).toMatchObject({ character: 'mira', turn: 20 });
    expect(preview.prompt.system[0]?.cache).toBe('1h');
  });
});

describe('kindred character diff', () => {
  const git = (folder: string, ...words: readonly string[]): void => {
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words]);
  };

  it('says what changed since the commit, by field', async () => {
    const folder = home();
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'x');
    expect((await command(folder, ['character', 'diff', 'mira'])).out).toBe(
      'no difference between characters/mira.yaml and its version at HEAD\n',
    );
    const file = join(folder, 'characters', 'mira.yaml');
    const text = readFileSync(file, 'utf8')
      .replace("wake: '07:30'", "wake: '06:00'")
      .replace('[hm, fair enough,', '[fair enough,')
      .replace('entry has 412 entries', 'x')
      .replace('She left acoustics in the third year', 'She left acoustics in the second year');
    writeFileSync(file, text);
    const { out } = await command(folder, ['character', 'diff', 'mira']);
    expect(out.split('\n').slice(0, -1)).toEqual([
      'voice.words.uses: - hm',
      expect.stringContaining('lorebook.acoustics.text: - She left acoustics in the third'),
      expect.stringContaining('lorebook.acoustics.text: + She left acoustics in the second'),
      'day.wake: - 07:30',
      'day.wake: + 06:00',
    ]);
  });

  it('compares a folder with its commit, and two characters', async () => {
    const folder = home();
    mkdirSync(join(folder, 'characters', 'tess'));
    const main = 'schema: 1\nname: Tess\nlanguages: [en]\nidentity: { summary: x }\nvoice: { style: y }\n';
    writeFileSync(join(folder, 'characters', 'tess', 'character.yaml'), main);
    writeFileSync(join(folder, 'characters', 'tess', 'rules.yaml'), '- one\n');
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'x');
    writeFileSync(join(folder, 'characters', 'tess', 'rules.yaml'), '- two\n');
    expect((await command(folder, ['character', 'diff', 'tess'])).out).toBe('rules: - one\nrules: + two\n');
    const { out } = await command(folder, ['character', 'diff', 'mira', 'anton']);
    expect(out).toContain('name: - Mira\nname: + Антон\n');
  });

  it('says so where nothing is committed', async () => {
    const { code, err } = await command(home(), ['character', 'diff', 'mira', '--rev', 'HEAD~3']);
    expect(code).toBe(1);
    expect(err).toContain('there is no characters/mira.yaml at HEAD~3');
    expect((await command(home(), ['character', 'diff', 'mira', '--rev', '--output=x'])).code).toBe(1);
  });
});
