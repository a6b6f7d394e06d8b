import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, type CommandResult } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function home(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'characters'));
  copyFileSync('characters/mira.yaml', join(folder, 'characters/mira.yaml'));
  return folder;
}

const rehearse = (folder: string, ...words: readonly string[]): Promise<CommandResult> =>
  command(folder, ['rehearse', 'mira', ...words]);

describe('kindred rehearse', () => {
  it('plays days in a moment, judges them, and writes a report that stands alone', async () => {
    const folder = home();
    const people = 'people:\n  - name: "Ann <b>"\n    talksPerDay: 1\n    days: 1\n';
    writeFileSync(join(folder, 'people.yaml'), people);
    const played = await rehearse(
      folder,
      ...['--days', '2', '--people', 'people.yaml', '--restarts', '1', '--outages', '0', '--json'],
    );
    expect(played).toMatchObject({ code: 0 });
    const summary = JSON.parse(played.out) as {
      report: string;
      violations: object;
      broken: unknown[];
      messages: { fromPeople: number; fromCharacter: number };
      openers: { sent: number; withheld: object };
    };
    expect(summary).toMatchObject({ violations: {}, broken: [], openers: { withheld: {} } });
    expect(summary.messages.fromPeople).toBeGreaterThan(1);
    expect(summary.messages.fromCharacter).toBeGreaterThan(1);
    const html = readFileSync(summary.report, 'utf8');
    expect(html).toContain('canned lines');
    expect(html).toContain('Ann &lt;b&gt;');
    expect(html).not.toMatch(/Ann <b>|https?:\/\/(?!www\.w3)|<script/u);
    const again = await rehearse(folder, '--days', '2', '--people', 'people.yaml');
    expect(again.err).toContain('exists already');
  }, 30_000);

  it.each([
    ['a day count of zero', ['--days', '0'], 'from 1 to 366'],
    ['a million days', ['--days', '1000000'], 'from 1 to 366'],
    ['people nobody wrote', ['--people', 'nobody.yaml'], 'neither a preset (mixed, one, hard) nor a file'],
  ])('refuses %s', async (_name, words, line) => {
    const folder = home();
    const refused = await rehearse(folder, ...words);
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain(line);
    expect(existsSync(join(folder, 'rehearsals'))).toBe(false);
  });

  it.each([
    ['an unknown zone', 'people:\n  - name: A\n    zone: Mars/Base\n', 'people.yaml:3: people[0].zone'],
    ['nonsense', 'people:\n  - name: A\n    mood: sunny\n', 'people.yaml:3: people[0].mood'],
    ['nobody', 'people: []\n', 'at least one person'],
  ])('names file, line and field of people with %s', async (_name, text, line) => {
    const folder = home();
    writeFileSync(join(folder, 'people.yaml'), text);
    const refused = await rehearse(folder, '--people', 'people.yaml');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(line);
    expect(readdirSync(folder)).not.toContain('rehearsals');
  });
});
