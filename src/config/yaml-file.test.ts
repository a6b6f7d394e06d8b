import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatProblem } from './problem.js';
import { parseYamlFile, parseYamlText } from './yaml-file.js';

const anything = z.unknown();
const person = z.strictObject({
  name: z.string(),
  age: z.int().min(0).max(150).optional(),
  mood: z.enum(['calm', 'cross']).optional(),
  lines: z.array(z.strictObject({ says: z.string() })).optional(),
  reach: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('post'), street: z.string() }),
      z.strictObject({ by: z.literal('phone'), number: z.string() }),
    ])
    .optional(),
  words: z.union([z.string(), z.array(z.string().min(2))], 'text, or a list of it').optional(),
});

function problemsOf<T>(
  text: string,
  schema: z.ZodType<T> = anything as unknown as z.ZodType<T>,
): readonly string[] {
  const result = parseYamlText(text, schema, { name: 'a.yaml' });
  return result.ok ? [] : result.problems.map(formatProblem);
}

describe('a good file', () => {
  it('gives the value and the line of every field', () => {
    const result = parseYamlText(
      '# about\nname: Mira\nlines:\n  - says: hello\n  - says: |\n      two\n      lines\n',
      person,
      {
        name: 'a.yaml',
      },
    );
    if (!result.ok) throw new Error('expected a value');
    expect(result.value).toEqual({ name: 'Mira', lines: [{ says: 'hello' }, { says: 'two\nlines\n' }] });
    expect(result.lineOf(['name'])).toBe(2);
    expect(result.lineOf(['lines'])).toBe(3);
    expect(result.lineOf(['lines', 1, 'says'])).toBe(5);
    expect(result.lineOf(['lines', 1, 'missing'])).toBe(5);
    expect(result.lineOf(['missing'])).toBe(2);
  });

  it('may use a few anchors, a byte order mark, Windows line ends, and be empty', () => {
    expect(problemsOf('a: &a {says: hi}\nb: *a\n')).toEqual([]);
    expect(problemsOf('\uFEFFname: Mira\r\nage: 3\r\n', person)).toEqual([]);
    expect(parseYamlText('# nothing\n', z.strictObject({}), { name: 'a.yaml' })).toMatchObject({
      ok: true,
      value: {},
    });
  });
});

describe('a value that does not fit is named with file, line, field, and what was expected', () => {
  it.each([
    ['missing', 'age: 3\n', 'a.yaml:1: name: expected text, got nothing'],
    ['wrong type', 'name: [a]\n', 'a.yaml:1: name: expected text, got a list of 1'],
    ['empty', 'name:\n', 'a.yaml:1: name: expected text, got an empty value'],
    ['too large', 'name: M\nage: 900\n', 'a.yaml:2: age: expected at most 150, got 900'],
    ['not whole', 'name: M\nage: 1.5\n', 'a.yaml:2: age: expected a whole number, got 1.5'],
    ['word', 'name: M\n\nmood: cheerful\n', 'a.yaml:3: mood: expected one of calm, cross, got "cheerful"'],
    [
      'nested',
      'name: M\nlines:\n  - says: a\n  - says: 1\n',
      'a.yaml:4: lines[1].says: expected text, got 1',
    ],
    [
      'unknown field',
      'name: M\nagee: 3\n',
      'a.yaml:2: agee: expected one of name, age, mood, lines, reach, words, got an unknown field; did you mean age?',
    ],
    [
      'unknown field far from all others',
      'name: M\nlines:\n  - says: a\n    volume: 3\n',
      'a.yaml:4: lines[0].volume: expected one of says, got an unknown field',
    ],
    [
      'kind',
      'name: M\nreach:\n  by: pigeon\n',
      'a.yaml:3: reach.by: expected one of post, phone, got "pigeon"',
    ],
    ['part of a kind', 'name: M\nreach:\n  by: post\n', 'a.yaml:2: reach.street: expected text, got nothing'],
    ['neither alternative', 'name: M\nwords: 3\n', 'a.yaml:2: words: expected text, or a list of it, got 3'],
    [
      'inside an alternative',
      'name: M\nwords:\n  - ab\n  - c\n',
      'a.yaml:4: words[1]: expected text of at least 2 characters, got "c"',
    ],
    ['not a mapping', '- a\n', 'a.yaml:1: expected a mapping, got a list of 1'],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text, person)).toEqual([problem]);
  });

  it('lists every problem, not the first', () => {
    expect(problemsOf('age: old\nmood: 3\n', person)).toHaveLength(3);
  });

  it('does not repeat what may be a key', () => {
    const [problem] = problemsOf('name: M\nmood: sk-ant-api03-Zq8vLr2Tw9Yx4Nc7\n', person);
    expect(problem).toBe('a.yaml:2: mood: expected one of calm, cross, got text of 29 characters');
  });
});

describe('YAML that is broken or dangerous is refused with its line', () => {
  it.each([
    ['an open bracket', 'a: 1\nb: [1, 2\n', /^a\.yaml:[23]: expected valid YAML, got a mistake/],
    ['an open quote', 'a: "x\nb: 1\n', /^a\.yaml:[123]: expected valid YAML, got a mistake \(missing char\)/],
    ['two colons', 'a: b: c\n', /^a\.yaml:1: expected valid YAML/],
    ['a tab', 'a:\n\tb: 1\n', /^a\.yaml:2: expected spaces as indentation, got a tab$/],
    ['a field twice', 'a: 1\nb: 2\na: 3\n', /^a\.yaml:3: a: expected each field once, got it a second time$/],
    ['a nested field twice', 'x:\n  a: 1\n  a: 3\n', /^a\.yaml:3: a: expected each field once/],
    ['a tag', 'a: 1\nb: !!js/function x\n', /^a\.yaml:2: expected no "!" tags, got a tag/],
    ['a binary tag', 'b: !!binary aGk=\n', /^a\.yaml:1: expected no "!" tags/],
    ['two documents', 'a: 1\n---\nb: 2\n', /^a\.yaml:2: expected one document/],
    ['__proto__', 'a: 1\n__proto__: {admin: true}\n', /^a\.yaml:2: __proto__: expected another name/],
    ['a nested __proto__', 'x: {"__proto__": 1}\n', /^a\.yaml:1: __proto__: expected another name/],
    ['constructor', 'constructor: {prototype: 1}\n', /^a\.yaml:1: constructor: expected another name/],
    ['an explicit key', '? a\n: 1\n', /^a\.yaml:1: expected plain keys/],
    ['a list as key', '[a, b]: 1\n', /^a\.yaml:1: expected text as the name of a field$/],
    ['an unknown alias', 'a: *b\n', /^a\.yaml:1: expected the name of an anchor/],
    ['an alias of itself', 'a: &a\n  - *a\n', /^a\.yaml:2: expected an alias of something else/],
    [
      'aliases within aliases',
      `a0: &a0 x\n${Array.from({ length: 8 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`).join('\n')}\n`,
      /^a\.yaml: expected aliases that expand to little/,
    ],
  ])('%s', (_, text, problem) => {
    const problems = problemsOf(text);
    expect(problems[0]).toMatch(problem);
  });

  const million = 1_000_000;
  it.each([
    ['open brackets', '['.repeat(million)],
    ['nested lists', '- '.repeat(million / 2)],
    ['nested explicit keys', '? '.repeat(million / 2)],
    ['nested fields', Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['a list of very many', `[${'a,'.repeat(million / 2)}]`],
    ['very many fields', 'a:\n'.repeat(million / 3)],
    ['very many aliases', `a: &a x\n${'- *a\n'.repeat(million / 5)}`],
    ['very many documents', '---\n'.repeat(million / 4)],
    ['more than a megabyte', 'x'.repeat(1024 * 1024 + 1)],
  ])('does not labour over %s', (_, text) => {
    // Without the limits the parser works for seconds to minutes on each of these, and this test times out.
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text)[0]).toMatch(/expected (at most|brackets|fewer|plain keys|a file of at most)/);
  });

  it('counts lines through block text', () => {
    expect(problemsOf('a: |\n  one\n  two\n\nb: "x\n  y"\n? c\n')[0]).toMatch(
      /^a\.yaml:7: expected plain keys/,
    );
  });
});

describe('placeholders', () => {
  it.each(['<your phone>', 'changeme', 'CHANGE_ME', 'your-key-here', 'sk-ant-...', 'xxxx'])(
    'refuses %s',
    (value) => {
      const result = parseYamlText(`a:\n  - b: ${value}\n`, anything, {
        name: 'a.yaml',
        refusePlaceholders: true,
      });
      expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([
        'a.yaml:2: a[0].b: expected your own value, got the placeholder of an example',
      ]);
    },
  );

  it('leaves them alone in texts that may contain them', () => {
    expect(parseYamlText('a: well ...\n', anything, { name: 'a.yaml' }).ok).toBe(true);
  });
});

describe('parseYamlFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kindred-yaml-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads a file and calls it by the name given', () => {
    writeFileSync(join(folder, 'mira.yaml'), 'name: Mira\nage: x\n');
    expect(parseYamlFile(join(folder, 'mira.yaml'), person, { name: 'characters/mira.yaml' })).toMatchObject({
      problems: [{ file: 'characters/mira.yaml', line: 2, field: 'age' }],
    });
  });

  it.each([
    ['a missing file', () => undefined, /expected a file, got nothing; create it/],
    ['a folder', (path: string) => mkdirSync(path), /expected a file, got something else/],
    [
      'other bytes',
      (path: string) => writeFileSync(path, Buffer.from([0x61, 0xff, 0xfe])),
      /expected text in UTF-8/,
    ],
    [
      'a large file',
      (path: string) => writeFileSync(path, 'x'.repeat(2_000_000)),
      /expected a file of at most 1024 kB/,
    ],
  ])('names %s as a problem', (_, prepare, problem) => {
    const path = join(folder, 'a.yaml');
    prepare(path);
    const result = parseYamlFile(path, anything);
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([expect.stringMatching(problem)]);
  });
});
