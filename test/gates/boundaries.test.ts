import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GateOutcome, PlantedTree } from './planted-tree.js';
import { plantedTree } from './planted-tree.js';

interface Violation {
  readonly from: string;
  readonly rule: string;
}

const value = (name: string) => `export const ${name} = 1;\n`;
const uses = (path: string, name: string) =>
  `import { ${name} } from '${path}';\n\nexport const used = ${name};\n`;
const knows = (path: string, name: string) =>
  `import type { ${name} } from '${path}';\n\nexport type Known = ${name};\n`;

/** What must stay allowed. */
const clean: Readonly<Record<string, string>> = {
  'bin/kindred.js': "await import('../dist/main.js');\n",
  'src/main.ts': uses('./cli/program.js', 'used'),
  'src/cli/program.ts': uses('../app/build.js', 'used'),
  'src/app/build.ts':
    "import '../channel/telegram/client.js';\nimport '../model/anthropic/client.js';\nimport '../model/openai/client.js';\nimport '../sandbox/server.js';\nexport const used = 1;\n",
  'src/channel/contract.ts': 'export type Port = 1;\n',
  'src/channel/telegram/client.ts':
    "import { Api } from 'telegram';\nimport bigInt from 'big-integer';\n\nbigInt(Api.LAYER);\n",
  'src/model/contract.ts': 'export type Port = 1;\n',
  'src/model/anthropic/client.ts': "import { Anthropic } from '@anthropic-ai/sdk';\n\nnew Anthropic();\n",
  'src/model/openai/client.ts': "import { OpenAI } from 'openai';\n\nnew OpenAI();\n",
  'src/sandbox/server.ts':
    "import './schema-text.js';\nimport { openSqlite } from '../lib/sqlite.js';\n\nopenSqlite(':memory:');\n",
  'src/sandbox/schema-text.ts':
    "import text from 'telegram/tl/apiTl.js';\n\nexport const schema: unknown = text;\n",
  'src/context/assemble.ts':
    uses('../character/voice.js', 'voice') + uses('../memory/recall.js', 'recall').replace('used', 'also'),
  'src/character/voice.ts': value('voice'),
  'src/memory/recall.ts': value('recall'),
  'src/core/clock.ts': 'export type Clock = 1;\n',
  'src/lib/backoff.ts': knows('../core/clock.js', 'Clock') + value('backoff'),
  'src/store/tables.ts': value('a') + 'export type A = 1;\n',
  'src/store/spend/spend-schema.ts': 'export type Spent = 1;\n',
  'src/store/engine/database.ts': knows('../spend/spend-schema.js', 'Spent') + value('database'),
  'src/store/conversation/reader.ts': uses('../engine/database.js', 'database') + 'export type Row = 1;\n',
  'src/conversation/planning/plan.ts': value('plan'),
  'src/conversation/turn/run.ts': uses('../planning/plan.js', 'plan'),
  'src/lib/sqlite.ts':
    "import type Driver from 'better-sqlite3';\nimport { failure } from '../core/failure.js';\n\nexport const openSqlite = (file: string): Driver.Database => failure(file);\n",
  'src/core/failure.ts': 'export const failure = (what: string): never => {\n  throw new Error(what);\n};\n',
  'src/page/view/now.ts': value('now') + 'export type NowView = 1;\n',
  'src/page/client/app.ts': knows('../view/now.js', 'NowView') + value('app'),
  'src/store/anything.test.ts': uses('../app/build.js', 'used') + "import 'vitest';\nimport 'telegram';\n",
};

/** File, its text, and the one rule it must break. */
const planted: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['src/store/upwards.ts', uses('../conversation/lane.js', 'lane'), 'no-import-upwards:store'],
  ['src/store/upwards-type.ts', knows('../conversation/lane.js', 'Lane'), 'no-import-upwards:store'],
  [
    'src/store/upwards-inline-type.ts',
    "import { type Lane } from '../conversation/lane.js';\nexport type Known = Lane;\n",
    'no-import-upwards:store',
  ],
  [
    'src/store/upwards-type-query.ts',
    "export type Known = import('../conversation/lane.js').Lane;\n",
    'no-import-upwards:store',
  ],
  [
    'src/store/upwards-late.ts',
    "export const late = () => import('../conversation/lane.js');\n",
    'no-import-upwards:store',
  ],
  ['src/config/upwards.ts', knows('../model/contract.js', 'Port'), 'no-import-upwards:config'],
  ['src/core/upwards.ts', knows('../store/tables.js', 'A'), 'no-import-upwards:core'],
  ['src/scheduler/sideways.ts', uses('../conversation/lane.js', 'lane'), 'no-import-sideways:scheduler'],
  ['src/config/sideways.ts', knows('../observe/logger.js', 'Logger'), 'no-import-sideways:config'],
  ['src/strategist/sideways.ts', uses('../memory/recall.js', 'recall'), 'no-import-sideways:strategist'],
  ['src/context/sideways.ts', uses('../quality/gate.js', 'gate'), 'no-import-sideways:context'],
  ['src/cli/sideways.ts', uses('../bench/drive.js', 'drive'), 'no-import-sideways:cli'],
  [
    'src/conversation/to-adapter.ts',
    uses('../channel/telegram/client.js', 'client'),
    'no-adapter-outside-composition',
  ],
  ['src/channel/telegram-bot/to-telegram.ts', uses('../telegram/client.js', 'client'), 'adapters-apart'],
  [
    'src/conversation/to-sandbox.ts',
    uses('../sandbox/server.js', 'server'),
    'no-sandbox-outside-composition',
  ],
  ['src/sandbox/to-runtime.ts', uses('../store/tables.js', 'a'), 'sandbox-judges-from-outside'],
  ['src/sandbox/to-port.ts', knows('../channel/contract.js', 'Port'), 'sandbox-judges-from-outside'],
  ['src/sandbox/to-package.ts', "import 'pino';\n", 'sandbox-packages'],
  ['src/sandbox/to-client.ts', "import 'telegram';\n", 'sandbox-packages'],
  ['src/sandbox/to-schema.ts', "import 'telegram/tl/apiTl.js';\n", 'schema-text-in-one-file'],
  [
    'src/outbox/to-telegram.ts',
    "import { Api } from 'telegram';\n\nexport const layer = Api.LAYER;\n",
    'telegram-behind-its-adapter',
  ],
  [
    'src/outbox/to-telegram-type.ts',
    "import type { Api } from 'telegram';\n\nexport type Known = Api.User;\n",
    'telegram-behind-its-adapter',
  ],
  ['src/outbox/to-telegram-errors.ts', "import 'telegram/errors/index.js';\n", 'telegram-behind-its-adapter'],
  ['src/app/to-telegram.ts', "import 'telegram';\n", 'telegram-behind-its-adapter'],
  ['src/outbox/to-big-integer.ts', "import 'big-integer';\n", 'telegram-behind-its-adapter'],
  ['src/model/openai/to-anthropic.ts', "import '@anthropic-ai/sdk';\n", 'anthropic-behind-its-adapter'],
  ['src/context/to-openai.ts', "import 'openai';\n", 'openai-behind-its-adapter'],
  ['src/monitoring/serving/to-prom-client.ts', "import 'prom-client';\n", 'prom-client-in-one-room'],
  [
    'src/store/to-sqlite.ts',
    "import type Sqlite from 'better-sqlite3';\n\nexport type Known = Sqlite.Database;\n",
    'sqlite-in-one-file',
  ],
  [
    'src/sandbox/to-sqlite.ts',
    "import type Sqlite from 'better-sqlite3';\n\nexport type Known = Sqlite.Database;\n",
    'sqlite-in-one-file',
  ],
  ['src/lib/to-core-value.ts', "import '../core/clock.js';\n", 'lib-imports-nothing'],
  ['src/lib/to-package.ts', "import 'zod';\n", 'lib-imports-nothing'],
  ['src/core/to-builtin.ts', "import 'node:fs';\n", 'core-is-vocabulary'],
  ['src/quality/to-test.ts', "import '../store/anything.test.js';\n", 'no-import-of-tests'],
  ['src/quality/to-development.ts', "import 'vitest';\n", 'no-development-package'],
  ['src/quality/to-nowhere.ts', "import './nowhere.js';\n", 'not-to-unresolvable'],
  ['src/novelty/fresh.ts', "import '../core/clock.js';\n", 'folder-without-rank'],
  ['src/app/to-novelty.ts', "import '../novelty/fresh.js';\n", 'import-of-folder-without-rank'],
  ['src/memory/cycle-a.ts', "import './cycle-b.js';\n", 'no-cycle'],
  ['src/memory/half-cycle-a.ts', "import './half-cycle-b.js';\n", 'no-cycle'],
  ['src/memory/ring-a.ts', knows('./ring-b.js', 'B') + 'export type A = 1;\n', 'no-cycle'],
  [
    'src/store/engine/to-conversation.ts',
    knows('../conversation/reader.js', 'Row'),
    'no-import-between-rooms:store/engine',
  ],
  [
    'src/conversation/writing/to-neighbour.ts',
    uses('../planning/plan.js', 'plan'),
    'no-import-between-rooms:conversation/writing',
  ],
  [
    'src/store/spend/gate-schema.ts',
    uses('../engine/database.js', 'database'),
    'no-import-between-rooms:store/schema',
  ],
  ['src/page/client/code.ts', uses('../view/now.js', 'now'), 'page-client-knows-shapes'],
  ['src/page/client/code-of-core.ts', uses('../../core/failure.js', 'failure'), 'page-client-knows-shapes'],
  ['src/page/serve-client.ts', uses('./client/app.js', 'app'), 'page-client-from-nowhere'],
  ['src/cli/client-type.ts', knows('../page/client/app.js', 'Known'), 'page-client-from-nowhere'],
  ['src/cli/novelty/fresh.ts', "import '../../core/clock.js';\n", 'room-without-level:cli'],
];

/** Targets of the planted imports; they break nothing themselves. */
const targets: Readonly<Record<string, string>> = {
  'src/conversation/lane.ts': value('lane') + 'export type Lane = 1;\n',
  'src/observe/logger.ts': 'export type Logger = 1;\n',
  'src/quality/gate.ts': value('gate'),
  'src/bench/drive.ts': value('drive'),
  // A cycle is reported once, at its first file.
  'src/memory/ring-b.ts': knows('./ring-a.js', 'A') + 'export type B = 1;\n',
  'src/memory/cycle-b.ts': "import './cycle-c.js';\n",
  'src/memory/cycle-c.ts': "export { a } from './cycle-a.js';\n",
  'src/memory/half-cycle-b.ts': "export const late = () => import('./half-cycle-a.js');\n",
};

describe('check:boundaries', () => {
  let tree: PlantedTree;
  let before: GateOutcome;
  let violations: readonly Violation[];
  let code: number;

  beforeAll(async () => {
    tree = plantedTree(clean);
    before = await tree.run('check:boundaries');
    tree.plant(targets);
    tree.plant(Object.fromEntries(planted.map(([file, text]) => [file, text])));
    const after = await tree.run('check:boundaries');
    code = after.code;
    violations = [...after.output.matchAll(/^\s*error ([^ ]+): ([^ ]+)/gm)].map(
      ([, rule = '', from = '']) => ({
        rule,
        from,
      }),
    );
  }, 120_000);
  afterAll(() => tree.remove());

  it('passes what is allowed, the context exception included', () => {
    expect(before).toMatchObject({ code: 0 });
  });

  it('fails when something is planted', () => {
    expect(code).not.toBe(0);
  });

  it.each(planted)('%s', (file, _text, rule) => {
    expect(violations.filter(({ from }) => from === file).map((one) => one.rule)).toContain(rule);
  });

  it('accuses nobody else', () => {
    const plantedFiles = new Set(planted.map(([file]) => file));
    expect(violations.filter(({ from }) => !plantedFiles.has(from))).toEqual([]);
  });
});
