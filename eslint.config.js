import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import { noTextCut } from './scripts/lint/no-text-cut.mjs';
import { pathOutside } from './scripts/lint/path-outside.mjs';
import { serviceWords } from './scripts/lint/service-words.mjs';

/** Where the raw clock, timers and chance may be touched: the makers of the real ones, and the program's outer shell. */
const rawAllowed = ['src/lib/system-*.ts', 'src/app/**', 'src/cli/**', 'src/bench/**', 'src/faults/**'];
/**
 * The only places that know there is a process: the entry files (the program, and the process that opens files), and the
 * benchmarks and the fault campaign, which start and watch processes.
 */
const entries = ['src/main.ts', 'src/media/worker/main.ts', 'src/bench/**', 'src/faults/**'];
const tests = ['src/**/*.test.ts', 'test/**/*.ts'];

const environmentNames =
  '/^(KINDRED_[A-Z0-9_]+|ANTHROPIC_[A-Z0-9_]+|OPENAI_[A-Z0-9_]+|TELEGRAM_[A-Z0-9_]+|XDG_[A-Z_]+|CREDENTIALS_DIRECTORY)$/';

const rawTimeAndChance = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take a Clock (src/core/clock.ts) as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take a Clock (src/core/clock.ts) as a parameter.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'Take a Clock (src/core/clock.ts) as a parameter.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Take a Chance (src/core/chance.ts) as a parameter.',
  },
  {
    selector: "MemberExpression[object.name='AbortSignal'][property.name='timeout']",
    message: 'Take a Clock (src/core/clock.ts) as a parameter and abort from its timer.',
  },
];

const environment = [
  {
    selector: `Literal[value=${environmentNames}]`,
    message: 'Environment names live in src/config/env.ts only.',
  },
  {
    selector: `Identifier[name=${environmentNames}]`,
    message: 'Environment names live in src/config/env.ts only.',
  },
];

const moduleState = [
  {
    selector:
      "Program > VariableDeclaration[kind='let'], ExportNamedDeclaration > VariableDeclaration[kind='let']",
    message: 'No module-level mutable state: app/composition/build.ts owns instances.',
  },
  {
    selector:
      ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator > NewExpression[callee.name=/^(Map|Set|WeakMap|WeakSet)$/][arguments.length=0]',
    message: 'An empty collection at module level is mutable state: app/composition/build.ts owns instances.',
  },
];

const swallowed = [
  {
    selector: 'CatchClause > BlockStatement[body.length=0]',
    message:
      'An empty catch (a comment does not count) loses the error: return a value, rethrow, or handle it.',
  },
  {
    selector:
      "CallExpression[callee.property.name='catch'] > :matches(ArrowFunctionExpression, FunctionExpression) > BlockStatement[body.length=0]",
    message: 'A rejection handler that does nothing loses the error: return a value, rethrow, or handle it.',
  },
];

const barrels = [
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that owns the name.' },
  {
    selector: 'ExportNamedDeclaration[source]',
    message: 'No re-exports: import from the file that owns the name.',
  },
];

const timers = ['setTimeout', 'setInterval', 'performance'].map((name) => ({
  name,
  message: 'Take a Clock (src/core/clock.ts) as a parameter.',
}));
const processGlobal = {
  name: 'process',
  message: 'Only src/main.ts knows the process: take what you need as a parameter.',
};
const timerModules = [
  'node:timers',
  'node:timers/promises',
  'timers',
  'timers/promises',
  'node:perf_hooks',
].map((name) => ({
  name,
  message: 'Take a Clock (src/core/clock.ts) as a parameter.',
}));
const processModules = ['node:process', 'process'].map((name) => ({
  name,
  message: 'Only src/main.ts knows the process: take what you need as a parameter.',
}));
const chanceModules = ['node:crypto', 'crypto'].map((name) => ({
  name,
  importNames: ['randomUUID', 'randomInt'],
  message: 'Take an IdSource or a Chance (src/core) as a parameter.',
}));

const everywhere = [...moduleState, ...swallowed, ...barrels];

const hiddenImports = ['node:module', 'module'].map((name) => ({
  name,
  importNames: ['createRequire'],
  message: 'Import statically: what is required at run time is seen by no boundary check.',
}));

/** Folders that make texts for people and models. */
const textFolders = [
  ...['conversation', 'context', 'delivery', 'memory', 'model', 'proactive', 'quality', 'strategist'].map(
    (folder) => `src/${folder}/**/*.ts`,
  ),
  'src/duty/judge/grading.ts',
];
/** Take bytes and words apart, at places that were found in them, and make no text. */
const takenApart = [
  'src/model/stream/**',
  'src/strategist/moment/**',
  'src/conversation/committing/record-request.ts',
  'src/quality/egress/{decoded,domains}.ts',
];

/** One plugin object for all of the project's own rules: ESLint takes a name once. */
const kindred = {
  rules: { 'path-outside': pathOutside, 'no-text-cut': noTextCut, 'service-words': serviceWords },
};

/** ESLint replaces a rule's options where blocks overlap, so every block states its whole list. */
function restrict({ syntax, globals = [], modules = [] }) {
  return {
    'no-restricted-syntax': ['error', ...syntax],
    'no-restricted-globals': globals.length === 0 ? 'off' : ['error', { globals, checkGlobalObject: true }],
    'no-restricted-imports': modules.length === 0 ? 'off' : ['error', { paths: modules }],
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'data/', 'tmp/', 'vendor/'] },
  // A rule that can be switched off in a comment is a request, not a rule.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // A task nobody waits for must at least say what becomes of its failure: `void` is no answer, `.catch(report)` is.
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'all' }],
      // Methods that fulfil an asynchronous interface need not wait for anything themselves.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: restrict({
      syntax: [...rawTimeAndChance, ...environment, ...everywhere],
      globals: [...timers, processGlobal],
      modules: [...timerModules, ...processModules, ...chanceModules, ...hiddenImports],
    }),
  },
  {
    files: rawAllowed,
    rules: restrict({
      syntax: [...environment, ...everywhere],
      globals: [processGlobal],
      modules: [...processModules, ...hiddenImports],
    }),
  },
  {
    // The one of two packages that belongs to the Node, and the one that is not to be loaded: no import can say that.
    files: ['src/lib/sqlite.ts', 'src/channel/telegram/own-aes.ts', 'src/channel/telegram/tl/own-objects.ts'],
    rules: restrict({
      syntax: [...rawTimeAndChance, ...environment, ...everywhere],
      globals: [...timers, processGlobal],
      modules: [...timerModules, ...chanceModules],
    }),
  },
  {
    // Reads texts that lie in packages, by name; nothing of it is run.
    files: ['src/sandbox/mtproto/tl/schema-text.ts'],
    rules: restrict({
      syntax: [...rawTimeAndChance, ...environment, ...everywhere],
      globals: [...timers, processGlobal],
      modules: [...timerModules, ...processModules, ...chanceModules],
    }),
  },
  {
    // What runs in browsers has their clocks and timers, and nothing of Node.
    files: ['src/page/client/**/*.{ts,tsx}'],
    rules: restrict({
      syntax: [...environment, ...everywhere],
      globals: [
        processGlobal,
        ...['Buffer', 'require', 'global'].map((name) => ({ name, message: 'Browsers have no Node.' })),
      ],
    }),
  },
  { files: entries, rules: restrict({ syntax: [...environment, ...swallowed, ...barrels] }) },
  {
    files: ['src/config/env.ts'],
    rules: restrict({
      syntax: [...rawTimeAndChance, ...everywhere],
      globals: [...timers, processGlobal],
      modules: [...timerModules, ...processModules, ...chanceModules, ...hiddenImports],
    }),
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    // The gates' tests hold texts of files that they plant elsewhere.
    ignores: ['test/gates/**'],
    plugins: { kindred },
    rules: { 'kindred/path-outside': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    // The sandbox is such a service itself, and one bench posts as it does.
    ignores: [
      ...tests,
      'src/sandbox/**',
      'src/bench/receiver/**',
      'src/channel/telegram-bot/**',
      'src/channel/whatsapp/**',
    ],
    plugins: { kindred },
    rules: { 'kindred/service-words': 'error' },
  },
  {
    files: textFolders,
    ignores: [...tests, ...takenApart],
    plugins: { kindred },
    rules: { 'kindred/no-text-cut': 'error' },
  },
  { files: ['src/cli/**', 'scripts/**', 'test/support/**'], rules: { 'no-console': 'off' } },
  { files: ['src/conversation/turn/run-turn.ts'], rules: { 'max-lines': ['error', { max: 150 }] } },
  {
    files: tests,
    rules: {
      ...restrict({ syntax: [...swallowed, ...barrels] }),
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // The tools that read these look for a default export.
    files: ['*.config.{js,ts}', 'test/page/*.config.ts', 'test/support/build-once.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        process: 'readonly',
        URL: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
      },
    },
  },
  {
    // A place for everything that has no place is where structure ends.
    files: [
      '**/{utils,util,helpers,helper,common,misc,types}/**',
      '**/{utils,util,helpers,helper,common,misc,types}.{ts,js,mjs,cjs}',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Program', message: 'Forbidden name: call the file and its folder after what they do.' },
      ],
    },
  },
);
