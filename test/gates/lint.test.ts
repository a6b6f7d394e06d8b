import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GateOutcome, PlantedTree } from './planted-tree.js';
import { plantedTree } from './planted-tree.js';

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

const statements = (count: number) => "void 'line';\n".repeat(count);

/** What must stay allowed, above all the places where the real clock, the process and the environment names live. */
const clean: Readonly<Record<string, string>> = {
  'bin/kindred.js': 'process.exitCode = 0;\n',
  'scripts/show.mjs': "console.log('shown');\n",
  'src/main.ts': 'process.exitCode = process.argv.length > 2 ? 0 : 1;\n',
  'src/app/composition/build.ts': 'export const startedAt = (): number => Date.now() + Math.random();\n',
  'src/cli/writer.ts': "export function say(): void {\n  console.log('said');\n}\n",
  'src/lib/system-clock.ts': 'export const now = (): number => new Date().getTime();\n',
  'src/config/env.ts': "export const key = 'ANTHROPIC_API_KEY';\n",
  'src/channel/telegram-bot/call.ts': "export const call = { chat_id: 'sendMessage' };\n",
  'src/core/moment.ts':
    'export const moment = (at: number): Date => new Date(at);\nexport const days = new Set([1, 2]);\n',
  'src/context/no-text-cut.ts':
    'export const parts = (words: string[], code: string): unknown => [words.slice(0, 300), code.slice(0, 2)];\n',
  'src/core/long.ts': statements(400),
  'src/conversation/turn/run-turn.ts': statements(150),
  'test/scenario/own-place.test.ts':
    "import { join } from 'node:path';\n\nexport const own = [new URL('../../assets/', import.meta.url), join(import.meta.dirname, '..', '..')];\nexport const web = '/v1/messages';\n",
  'src/core/moment.test.ts':
    'export const now = (): number => Date.now();\nsetTimeout(() => process.exit(), 1);\n',
};

const wait = 'async function wait(): Promise<void> {\n  return Promise.resolve();\n}\n';

const outside = 'kindred/path-outside';
const service = 'kindred/service-words';

/** File, its text, and the one rule it must break. */
const planted: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['src/outbox/bot-method.ts', "export const how = 'sendMessage';\n", service],
  ['src/conversation/bot-field.ts', 'export const where = { chat_id: 1 };\n', service],
  [
    'src/store/bot-path.ts',
    'export const path = (token: string): string => `/bot${token}/getUpdates`;\n',
    service,
  ],
  ['src/channel/telegram/bot-update.ts', "export const kind = 'business_message';\n", service],
  ['src/core/promise-floating.ts', `${wait}wait();\n`, '@typescript-eslint/no-floating-promises'],
  ['src/core/promise-voided.ts', `${wait}void wait();\n`, '@typescript-eslint/no-floating-promises'],
  ['src/core/promise-misused.ts', `${wait}[1].forEach(wait);\n`, '@typescript-eslint/no-misused-promises'],
  [
    'src/core/any-explicit.ts',
    'export const loose = (value: any): unknown => value as unknown;\n',
    '@typescript-eslint/no-explicit-any',
  ],
  [
    'test/support/any-explicit.ts',
    'export const loose = (value: any): unknown => value as unknown;\n',
    '@typescript-eslint/no-explicit-any',
  ],
  ['src/core/any-called.ts', "(JSON.parse('{}')).call();\n", '@typescript-eslint/no-unsafe-call'],
  [
    'src/core/index-asserted.ts',
    'export const first = (words: string[]): string => words[0]!;\n',
    '@typescript-eslint/no-non-null-assertion',
  ],
  ['src/core/catch-empty.ts', "try {\n  JSON.parse('');\n} catch {}\n", 'no-empty'],
  [
    'src/core/catch-commented.ts',
    "try {\n  JSON.parse('');\n} catch {\n  // ignored\n}\n",
    'no-restricted-syntax',
  ],
  ['src/core/catch-swallowing.ts', `${wait}wait().catch(() => {});\n`, 'no-restricted-syntax'],
  [
    'src/core/switch-partial.ts',
    "export function say(kind: 'yes' | 'no'): string {\n  switch (kind) {\n    case 'yes':\n      return 'ja';\n  }\n  return '';\n}\n",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  [
    'src/core/type-imported-as-value.ts',
    "import { Clock } from './clock.js';\nexport type Known = Clock;\n",
    '@typescript-eslint/consistent-type-imports',
  ],
  [
    'src/core/type-imported-inline.ts',
    "import { type Clock } from './clock.js';\nexport type Known = Clock;\n",
    '@typescript-eslint/no-import-type-side-effects',
  ],
  [
    'src/context/text-cut.ts',
    'export const start = (text: string, most: number): string => text.slice(0, most);\n',
    'kindred/no-text-cut',
  ],
  [
    'src/quality/text-cut-from-end.ts',
    'export const end = (text: string): string => text.slice(-300);\n',
    'kindred/no-text-cut',
  ],
  [
    'src/memory/text-cut-in-another-way.ts',
    'export const start = (text: string): string => text.substring(0, 300);\n',
    'kindred/no-text-cut',
  ],
  ['src/core/console-used.ts', "console.log('hello');\n", 'no-console'],
  ['src/core/lines-401.ts', statements(401), 'max-lines'],
  ['test/support/lines-401.ts', statements(401), 'max-lines'],
  ['src/core/lines-401-of-comments.ts', `${'// words\n'.repeat(400)}void 0;\n`, 'max-lines'],
  ['src/core/export-default.ts', 'export default 1;\n', 'no-restricted-exports'],
  ['src/core/export-as-default.ts', 'const one = 1;\nexport { one as default };\n', 'no-restricted-exports'],
  ['src/core/barrel.ts', "export * from './clock.js';\n", 'no-restricted-syntax'],
  ['src/core/barrel-named.ts', "export { days } from './moment.js';\n", 'no-restricted-syntax'],
  ['src/core/time-now.ts', 'export const now = (): number => Date.now();\n', 'no-restricted-syntax'],
  ['src/core/time-date.ts', 'export const now = (): Date => new Date();\n', 'no-restricted-syntax'],
  ['src/core/time-out.ts', 'setTimeout(() => 1, 1);\n', 'no-restricted-globals'],
  ['src/core/time-out-global.ts', 'globalThis.setTimeout(() => 1, 1);\n', 'no-restricted-globals'],
  ['src/core/time-interval.ts', 'setInterval(() => 1, 1);\n', 'no-restricted-globals'],
  [
    'src/core/time-module.ts',
    "import { setTimeout as later } from 'node:timers/promises';\n\nawait later(1);\n",
    'no-restricted-imports',
  ],
  [
    'src/core/time-signal.ts',
    'export const soon = (): AbortSignal => AbortSignal.timeout(1);\n',
    'no-restricted-syntax',
  ],
  ['src/core/chance-raw.ts', 'export const roll = (): number => Math.random();\n', 'no-restricted-syntax'],
  [
    'src/core/id-raw.ts',
    "import { randomUUID } from 'node:crypto';\n\nexport const id = (): string => randomUUID();\n",
    'no-restricted-imports',
  ],
  ['src/core/process-used.ts', 'export const args = process.argv;\n', 'no-restricted-globals'],
  [
    'src/core/import-hidden.ts',
    "import { createRequire } from 'node:module';\n\nexport const load = createRequire(import.meta.url);\n",
    'no-restricted-imports',
  ],
  [
    'src/core/process-imported.ts',
    "import { argv } from 'node:process';\n\nexport const args = argv;\n",
    'no-restricted-imports',
  ],
  ['src/cli/process-used.ts', 'export const args = process.argv;\n', 'no-restricted-globals'],
  ['src/app/process-used.ts', 'export const args = process.argv;\n', 'no-restricted-globals'],
  ['src/app/environment-name.ts', "export const key = 'ANTHROPIC_API_KEY';\n", 'no-restricted-syntax'],
  [
    'src/app/environment-member.ts',
    'export const key = (env: { KINDRED_DATA?: string }) => env.KINDRED_DATA;\n',
    'no-restricted-syntax',
  ],
  ['src/core/state-let.ts', 'export let count = 0;\ncount += 1;\n', 'no-restricted-syntax'],
  ['src/core/state-map.ts', 'export const seen = new Map<string, string>();\n', 'no-restricted-syntax'],
  [
    'src/core/ts-ignored.ts',
    '// @ts-ignore\nexport const one: string = 1;\n',
    '@typescript-eslint/ban-ts-comment',
  ],
  ['src/core/note-left.ts', '// TODO: later\nexport const one = 1;\n', 'no-warning-comments'],
  [
    'src/core/equality-loose.ts',
    'export const same = (a: string, b: string): boolean => a == b;\n',
    'eqeqeq',
  ],
  ['src/core/utils.ts', 'export const one = 1;\n', 'no-restricted-syntax'],
  ['src/core/helpers/one.ts', 'export const one = 1;\n', 'no-restricted-syntax'],
  ['src/common/one.ts', 'export const one = 1;\n', 'no-restricted-syntax'],
  ['test/misc/one.ts', 'export const one = 1;\n', 'no-restricted-syntax'],
  ['src/core/types.ts', 'export type One = 1;\n', 'no-restricted-syntax'],
  [
    'src/core/outside-read.test.ts',
    "import { readFileSync } from 'node:fs';\n\nreadFileSync('../shared/talks.txt');\n",
    outside,
  ],
  ['src/core/outside-option.ts', "export const usual = { data: '../shared/bench' };\n", outside],
  [
    'src/core/outside-import.ts',
    "export const late = (): unknown => import('../../../other/one.js');\n",
    outside,
  ],
  [
    'test/scenario/outside-url.test.ts',
    "export const place = new URL('../../../shared/', import.meta.url);\n",
    outside,
  ],
  [
    'test/scenario/outside-joined.test.ts',
    "import { join } from 'node:path';\n\nexport const place = join(import.meta.dirname, '..', '..', '..', 'shared');\n",
    outside,
  ],
  [
    'test/scenario/outside-templated.test.ts',
    'export const talk = (name: string): string => `../shared/${name}.txt`;\n',
    outside,
  ],
  ['test/scenario/outside-machine.test.ts', "export const home = '/home/somebody/kindred';\n", outside],
];

/** Comments cannot switch a rule off: the violation stays and the comment itself is reported (without a rule name). */
const silenced = '// eslint-disable-next-line no-console\nconsole.log(1);\n';

describe('check:lint', () => {
  let tree: PlantedTree;
  let after: GateOutcome;
  const rulesBroken = (file: string): readonly (string | null)[] => {
    const linted = (JSON.parse(after.output) as readonly LintedFile[]).find(({ filePath }) =>
      filePath.endsWith(`/${file}`),
    );
    if (linted === undefined) throw new Error(`${file} was not looked at`);
    return linted.messages.map(({ ruleId }) => ruleId);
  };

  beforeAll(async () => {
    tree = plantedTree({ ...clean, 'src/core/clock.ts': 'export type Clock = 1;\n' });
    tree.plant(Object.fromEntries(planted.map(([file, text]) => [file, text])));
    tree.plant({ 'src/core/silenced.ts': silenced, 'src/conversation/turn/run-turn.ts': statements(151) });
    after = await tree.run('check:lint', '--format json');
  }, 120_000);
  afterAll(() => tree.remove());

  it('fails when something is planted', () => {
    expect(after.code).not.toBe(0);
  });

  it.each(planted)('%s', (file, _text, rule) => {
    expect(rulesBroken(file)).toContain(rule);
  });

  it('holds the turn to 150 lines', () => {
    expect(rulesBroken('src/conversation/turn/run-turn.ts')).toEqual(['max-lines']);
  });

  it('cannot be silenced by a comment', () => {
    expect(rulesBroken('src/core/silenced.ts')).toEqual(expect.arrayContaining([null, 'no-console']));
  });

  it.each(Object.keys(clean).filter((file) => !file.endsWith('run-turn.ts')))('leaves %s alone', (file) => {
    expect(rulesBroken(file)).toEqual([]);
  });
});
