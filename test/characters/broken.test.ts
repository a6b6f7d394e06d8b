import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { command } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const good = `schema: 1
name: Tess
languages: [en]
timeZone: Europe/Berlin
identity:
  summary: Tess keeps bees on a roof.
  history: [grew up in Hamburg]
voice:
  style: Short sentences.
  words:
    uses: [well then]
    never: [amazing]
  samples:
    - the hive is quiet today.
    - hm. tell me the middle part.
    - i would wait a day.
    - well then, start at the end.
    - no. and you know why.
rules:
  - One question at most.
modules:
  - name: bees
    topics: [hive, bee*]
    text: Exact about bees.
lorebook:
  - name: the roof
    keys: [roof]
    text: The roof belongs to a school.
initiative:
  about: [the hives in spring]
probes:
  - ask: Where did you grow up?
    holds: [Hamburg]
`;

const change = (from: string, to: string): string => {
  expect(good).toContain(from);
  return good.replace(from, to);
};

/** Each broken file with the line that must be said about it. */
const broken: readonly (readonly [name: string, text: () => string, line: string | RegExp])[] = [
  [
    'an alias bomb',
    () =>
      `a: &a [1]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n`,
    /^characters\/x\.yaml:1: error: expected aliases that expand to little, got aliases within aliases$/mu,
  ],
  [
    'a field twice',
    () => change('timeZone: Europe/Berlin', 'name: Tessa'),
    /^characters\/x\.yaml:4: error: name: expected each field once, got it a second time$/mu,
  ],
  [
    'a custom tag',
    () => change('name: Tess', 'name: !!js/function "x"'),
    /^characters\/x\.yaml:2: error: expected no "!" tags, got a tag; put the value in quotes/mu,
  ],
  [
    'a field that reaches into every object',
    () => change('timeZone: Europe/Berlin', '__proto__: {admin: true}'),
    /^characters\/x\.yaml:4: error: __proto__: expected another name for this field/mu,
  ],
  [
    'a scalar of ten megabytes',
    () => change('Short sentences.', 'x'.repeat(10_000_000)),
    /^characters\/x\.yaml:1: error: expected a file of at most 1024 kB, got a larger one$/mu,
  ],
  [
    'deep nesting',
    () => change('[hive, bee*]', '['.repeat(5_000)),
    /^characters\/x\.yaml:23: error: expected brackets nested at most 32 deep$/mu,
  ],
  [
    'a path that leads out',
    () => `${good}media:\n  album:\n    - { file: ../../etc/passwd, caption: x }\n`,
    /^characters\/x\.yaml:36: error: media\.album\[0\]\.file: expected the path of a file beside the character/mu,
  ],
  [
    'wrong indentation',
    () => change('  style: Short', ' style: Short'),
    /^characters\/x\.yaml:\d+: error: expected valid YAML, got a mistake/mu,
  ],
  [
    'a field with a slip',
    () => change('languages: [en]', 'language: [en]'),
    /^characters\/x\.yaml:3: error: language: expected one of .*, got an unknown field; did you mean languages\?$/mu,
  ],
  [
    'another format',
    () => change('schema: 1', 'schema: 7'),
    'characters/x.yaml:1: error: schema: expected 1, got 7',
  ],
  [
    'no voice',
    () => change('voice:', 'vois:'),
    /^characters\/x\.yaml:1: error: voice: expected a mapping, got nothing$/mu,
  ],
  [
    'a time zone that is none',
    () => change('Europe/Berlin', 'Berlin'),
    /^characters\/x\.yaml:4: error: timeZone: expected a time zone such as Europe\/Berlin, got "Berlin"$/mu,
  ],
  [
    'a time without quotes',
    () => `${good}day:\n  wake: 7:30\n`,
    /^characters\/x\.yaml:35: error: day\.wake: expected a time of day such as "07:30", in quotes/mu,
  ],
  [
    'a language that is none',
    () => change('[en]', '[xx]'),
    'characters/x.yaml:3: error: languages[0]: is no language there is a name for; use a code such as en, ru, pt-BR',
  ],
  [
    'an own word that is forbidden',
    () => change('[well then]', '[well then, amazing]'),
    /^characters\/x\.yaml:11: error: voice\.words\.uses\[1\]: "amazing" is its own word, and voice\.words\.never forbids it; take it out of one list$/mu,
  ],
  [
    'an own word that a rule forbids',
    () => change('One question at most.', 'Never write "well then" twice.'),
    /^characters\/x\.yaml:11: error: voice\.words\.uses\[0\]: "well then" is its own word, and rules\[0\] forbids it; change the rule or the word$/mu,
  ],
  [
    'a sample with a forbidden word',
    () => change('i would wait a day.', 'an Amazing day.'),
    /^characters\/x\.yaml:16: error: voice\.samples\[2\]: uses "amazing", which voice\.words\.never forbids; write the line without it$/mu,
  ],
  [
    'a sample in another language',
    () => change('i would wait a day.', 'подожди до завтра.'),
    /^characters\/x\.yaml:16: error: voice\.samples\[2\]: is written in Cyrillic letters, and en is not; add its language/mu,
  ],
  [
    'a sample against its punctuation',
    () => change('  samples:', '  punctuation: { exclamation: never }\n  samples:\n    - wait!'),
    /^characters\/x\.yaml:15: error: voice\.samples\[0\]: has an exclamation mark, and voice\.punctuation says never/mu,
  ],
  [
    'a module nothing calls up',
    () => change('    topics: [hive, bee*]\n', ''),
    /^characters\/x\.yaml:22: error: modules\[0\]: is called up by nothing; give it topics or registers$/mu,
  ],
  [
    'a lorebook entry without keys',
    () => change('    keys: [roof]\n', ''),
    /^characters\/x\.yaml:26: error: lorebook\[0\]: has no keys, so nothing calls it up; give it keys, or make it constant$/mu,
  ],
  [
    'a key no message can hold',
    () => change('[roof]', '["?!"]'),
    /^characters\/x\.yaml:27: error: lorebook\[0\]\.keys\[0\]: has no letter or digit/mu,
  ],
  [
    'an entry larger than its room',
    () => change('The roof belongs to a school.', 'The roof belongs to a school. '.repeat(100).trim()),
    /^characters\/x\.yaml:28: error: lorebook\[0\]\.text: takes \d+ tokens, and budgets\.lorebook is 500: it never fits; shorten or split it, or raise the budget$/mu,
  ],
  [
    'a day of sleep',
    () => `${good}day: { wake: "08:00", sleep: "08:00" }\n`,
    /^characters\/x\.yaml:34: error: day: wakes and falls asleep at the same minute: it sleeps all day; check wake and sleep/mu,
  ],
  [
    'a day without a free hour',
    () => `${good}day:\n  busy:\n    - { from: "08:00", to: "22:00", doing: work }\n`,
    /^characters\/x\.yaml:35: error: day\.busy: leaves 1\.5 hours a day free to talk; shorten the busy stretches$/mu,
  ],
  [
    'layers over their budget',
    () =>
      `${good}budgets: { stable: 200 }\n`.replace(
        'keeps bees on a roof.',
        'keeps bees on a roof. '.repeat(50),
      ),
    /^characters\/x\.yaml:34: error: budgets\.stable: identity, voice and rules take \d+ tokens of 200; move what matters only at times/mu,
  ],
  [
    'a probe nothing answers',
    () => change('[Hamburg]', '[Bremen]'),
    /^characters\/x\.yaml:33: error: probes\[0\]\.holds\[0\]: stands nowhere in identity, opinions, modules or lorebook/mu,
  ],
  [
    'stages out of order',
    () =>
      `${good}relationship:\n  - { name: new, behaves: shy }\n  - { name: old, behaves: open, from: { days: 9 } }\n  - { name: older, behaves: frank, from: { days: 3 } }\n`,
    /^characters\/x\.yaml:37: error: relationship\[2\]\.from: does not begin later than "old"; order the stages by messages and days$/mu,
  ],
  [
    'a rule that denies the AI',
    () => change('One question at most.', 'Never admit that you are an AI.'),
    /^characters\/x\.yaml:20: error: rules\[0\]: hides that it is an AI;/mu,
  ],
  [
    'an album without its picture',
    () => `${good}media:\n  album:\n    - { file: album/bee.jpg, caption: x }\n`,
    /^characters\/x\.yaml:36: error: media\.album\[0\]\.file: is not there; put the file there or correct its path$/mu,
  ],
  [
    'a provider nobody knows',
    () => `${good}models: { voice.deep: "nowhere:large" }\n`,
    /^characters\/x\.yaml:34: error: models\["voice\.deep"\]: names the provider nowhere, which kindred\.yaml does not/mu,
  ],
];

async function check(text: string) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'characters'));
  writeFileSync(join(folder, 'characters', 'x.yaml'), text);
  return command(folder, ['character', 'check', 'x']);
}

it.each(broken)('%s is refused with its line and a remedy', async (_, text, line) => {
  const { code, out } = await check(text());
  if (typeof line === 'string') expect(out.split('\n')).toContain(line);
  else expect(out).toMatch(line);
  expect(out).toMatch(/^characters\/x\.yaml: \d+ errors?, \d+ warnings?$/mu);
  expect(code).toBe(1);
});

it('a good file is called good, and warnings alone are no failure', async () => {
  expect(await check(good)).toEqual({ code: 0, out: 'characters/x.yaml: good\n', err: '' });
  const poor = await check(good.replace('    - i would wait a day.\n', ''));
  expect(poor.code).toBe(0);
  expect(poor.out).toMatch(/^characters\/x\.yaml:13: warning: voice\.samples: shows 4 lines/mu);
});

it('--json has every finding with its place', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'characters'));
  writeFileSync(join(folder, 'characters', 'x.yaml'), change('[Hamburg]', '[Bremen]'));
  const { code, out } = await command(folder, ['character', 'check', '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    characters: [
      {
        character: 'x',
        findings: [{ severity: 'error', file: 'characters/x.yaml', line: 33, field: 'probes[0].holds[0]' }],
      },
    ],
  });
});

it('the characters of the project are good, and their schema is current ("kindred character schema" writes it)', async () => {
  const project = join(import.meta.dirname, '..', '..');
  const { code, out } = await command(project, ['character', 'check']);
  expect({ code, out }).toEqual({
    code: 0,
    out: ['anton', 'ines', 'mira'].map((name) => `characters/${name}.yaml: good\n`).join(''),
  });
  const schema = await command(project, ['character', 'schema', '--json']);
  expect(JSON.parse(schema.out)).toEqual(
    JSON.parse(readFileSync(join(project, 'characters', 'character.schema.json'), 'utf8')),
  );
});
