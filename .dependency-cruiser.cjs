/**
 * The ranks of the source tree. A folder imports from itself and from lower ranks, never up and never sideways.
 * Type-only imports count: a type that points upwards ties the folders together as surely as a call.
 */
const ranks = [
  { rank: 8, name: 'main', path: '^src/main\\.ts$' },
  { rank: 7, name: 'cli', path: '^src/cli/' },
  { rank: 7, name: 'bench', path: '^src/bench/' },
  { rank: 7, name: 'faults', path: '^src/faults/' },
  // Plays the whole program on virtual time: made of what app makes.
  { rank: 6, name: 'rehearsal', path: '^src/rehearsal/', sideways: '^src/app/' },
  // Shows and asks for what the command line does, by the same functions of app, and rehearses characters.
  { rank: 6, name: 'page', path: '^src/page/', sideways: '^src/(app|rehearsal)/' },
  { rank: 6, name: 'app', path: '^src/app/' },
  { rank: 5, name: 'channel-adapter', path: '^src/channel/[^/]+/' },
  { rank: 5, name: 'model-adapter', path: '^src/model/(?!stream/)[^/]+/' },
  { rank: 4, name: 'conversation', path: '^src/conversation/' },
  { rank: 4, name: 'outbox', path: '^src/outbox/' },
  { rank: 4, name: 'scheduler', path: '^src/scheduler/' },
  { rank: 4, name: 'account', path: '^src/account/' },
  // The one sideways exception: what the model will see is made, among other things, of what is remembered.
  // Files of people: which are opened, and where; what opens them runs in a process of its own.
  { rank: 3, name: 'media', path: '^src/media/' },
  { rank: 3, name: 'context', path: '^src/context/', sideways: '^src/memory/' },
  { rank: 3, name: 'strategist', path: '^src/strategist/' },
  { rank: 3, name: 'quality', path: '^src/quality/' },
  { rank: 3, name: 'delivery', path: '^src/delivery/' },
  { rank: 3, name: 'card', path: '^src/card/' },
  { rank: 3, name: 'memory', path: '^src/memory/' },
  { rank: 3, name: 'proactive', path: '^src/proactive/' },
  { rank: 3, name: 'duty', path: '^src/duty/' },
  // How a run is, for whoever looks at it from outside.
  { rank: 3, name: 'monitoring', path: '^src/monitoring/' },
  // Everything that thinks reads the character, so it stands below all of it.
  { rank: 2, name: 'character', path: '^src/character/' },
  { rank: 2, name: 'store', path: '^src/store/' },
  { rank: 2, name: 'vault', path: '^src/vault/' },
  { rank: 2, name: 'channel', path: '^src/channel/[^/]+\\.ts$' },
  { rank: 2, name: 'model', path: '^src/model/(?:[^/]+\\.ts$|stream/)' },
  { rank: 1, name: 'config', path: '^src/config/' },
  { rank: 1, name: 'observe', path: '^src/observe/' },
  // Words and stems: the store's index is written with it and memory asks with it.
  { rank: 1, name: 'text', path: '^src/text/' },
  { rank: 0, name: 'core', path: '^src/core/', sideways: '^src/lib/' },
  // Types only; see lib-imports-nothing.
  { rank: 0, name: 'lib', path: '^src/lib/', sideways: '^src/core/' },
];

/**
 * The rooms inside the large folders, lowest level first: a room imports from itself and from lower levels. Files that
 * lie in the folder itself stand above all its rooms. A pattern names files instead of a room of that name.
 */
const halls = {
  conversation: [
    ['admission', 'incoming', 'spending', 'loading'],
    ['perceiving'],
    ['fixed-answers', 'planning', 'writing'],
    ['committing', 'proposals'],
    ['turn', 'openers', 'afterthought'],
  ],
  store: [
    // The tables, each beside its readers and writers, and put together in one file: below everything that uses them.
    [{ name: 'schema', path: '^src/store/.*schema\\.ts$' }],
    ['migrations'],
    ['engine'],
    ['turn', 'spend', 'index', 'message', 'person'],
    ['duty', 'memory', 'media'],
    ['plan', 'account'],
    ['outbox'],
    ['conversation'],
    ['chats'],
  ],
  cli: [
    ['terminal'],
    ['frame'],
    ['account', 'backup', 'care', 'duties', 'talk'],
    ['channels', 'chat', 'session', 'operating'],
    ['turn', 'character', 'doctor'],
    ['gate'],
    ['memory', 'proactive', 'stats'],
  ],
  card: [['file'], ['shape'], ['convert']],
  media: [[{ name: 'rules', path: '^src/media/[^/]+\\.ts$' }, 'sound', 'keep'], ['worker']],
  monitoring: [['state'], ['metrics', 'alerts'], ['serving']],
  // What runs in browsers stands apart: of the server it knows shapes only (page-client-knows-shapes).
  page: [['door', 'source'], ['view', 'studio'], ['client']],
  app: [['composition'], ['orders', 'talks'], ['views']],
  bench: [
    ['frame'],
    ['stage'],
    [
      'backlog',
      'care',
      'day',
      'drift',
      'endurance',
      'gate',
      'isolation',
      'memory',
      'path',
      'presence',
      'proactive',
      'strategist',
      'voice',
    ],
  ],
  sandbox: [
    ['mtproto', 'model', 'proxy', 'whatsapp'],
    ['telegram'],
    ['people', 'bot-api'],
    ['serving'],
    ['control'],
  ],
  'sandbox/whatsapp': [
    ['world', 'wire'],
    ['cloud', 'green', 'evolution'],
  ],
  // Three ways to one messenger; they do not know one another.
  'channel/whatsapp': [
    ['person', 'words'],
    ['cloud', 'green', 'evolution'],
  ],
  'sandbox/bot-api': [['call'], ['account', 'business', 'fault', 'text'], ['render'], ['update'], ['method']],
};

const test = '\\.test\\.ts$|^test/';
const adapters = '^src/(channel/|model/(?!stream/))[^/]+/';
const sandbox = '^src/sandbox/';
/** Who may choose adapters, and start the sandbox. */
const composition = '^src/(app|cli|bench|faults|rehearsal)/';
/** Where a package lands, in the tree itself or behind a link to it. */
const npm = (names) => `(^|/)node_modules/(@types/)?(${names})(/|$)`;

const rankRules = ranks.flatMap((folder) => {
  const higher = ranks.filter((other) => other.rank > folder.rank).map((other) => other.path);
  const level = ranks
    .filter((other) => other.rank === folder.rank && other !== folder)
    .map((other) => other.path);
  return [
    {
      name: `no-import-upwards:${folder.name}`,
      comment: `Rank ${folder.rank} (${folder.name}) imports from lower ranks only.`,
      severity: 'error',
      from: { path: folder.path, pathNot: test },
      to: { path: [...higher, '^\\u0000'] },
    },
    {
      name: `no-import-sideways:${folder.name}`,
      comment: `Folders of rank ${folder.rank} do not know one another; app/composition/build.ts hands over what they need.`,
      severity: 'error',
      from: { path: folder.path, pathNot: test },
      to: { path: [...level, '^\\u0000'], ...(folder.sideways ? { pathNot: folder.sideways } : {}) },
    },
  ];
});

/** Two rules a room: nothing above it in its hall, and no neighbour on its level. */
const roomRules = Object.entries(halls).flatMap(([hall, levels]) => {
  const rooms = levels.flatMap((names, level) =>
    names.map((room) =>
      typeof room === 'string'
        ? { name: room, level, path: `^src/${hall}/${room}/`, pathNot: 'schema\\.ts$' }
        : { ...room, level, pathNot: '^$' },
    ),
  );
  const all = rooms.map(({ path }) => path);
  return [
    ...rooms.map((room) => ({
      name: `no-import-between-rooms:${hall}/${room.name}`,
      comment: `Rooms of ${hall} are in order: ${room.name} imports from lower levels only, and from no neighbour.`,
      severity: 'error',
      from: { path: room.path, pathNot: [room.pathNot, test] },
      to: {
        path: [
          `^src/${hall}/[^/]+\\.ts$`,
          ...rooms.filter((other) => other !== room && other.level >= room.level).map(({ path }) => path),
        ],
        pathNot: hall === 'store' ? [room.path, halls.store[0][0].path] : [room.path],
      },
    })),
    {
      name: `room-without-level:${hall}`,
      comment: `A new room of ${hall} gets a level in the table of halls before it gets code.`,
      severity: 'error',
      from: { path: `^src/${hall}/[^/]+/`, pathNot: [...all, test] },
      to: {},
    },
  ];
});

/** A package that only one place may know. */
function owned(name, packages, owners) {
  return {
    name,
    severity: 'error',
    from: { path: '^(src|bin)/', pathNot: [...owners, test] },
    to: { path: npm(packages) },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rankRules,
    ...roomRules,
    {
      name: 'folder-without-rank',
      comment: 'A new folder gets a line in the table of ranks before it gets code.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...ranks.map((folder) => folder.path), sandbox, test] },
      to: {},
    },
    {
      name: 'import-of-folder-without-rank',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: [...ranks.map((folder) => folder.path), sandbox, test] },
    },
    {
      name: 'no-adapter-outside-composition',
      comment: 'Adapters are chosen by the composition root; everything else sees the port.',
      severity: 'error',
      from: { path: '^src/', pathNot: [composition, adapters, test] },
      to: { path: adapters },
    },
    {
      name: 'adapters-apart',
      comment: 'Each messenger is known to one adapter; what takes in posted updates serves several.',
      severity: 'error',
      from: { path: '^src/channel/([^/]+)/', pathNot: test },
      to: { path: '^src/channel/[^/]+/', pathNot: ['^src/channel/$1/', '^src/channel/receiver/'] },
    },
    {
      name: 'page-client-knows-shapes',
      comment:
        'What is bundled for browsers holds nothing of the program: types of its answers, and no code.',
      severity: 'error',
      from: { path: '^src/page/client/' },
      to: { path: '^src/(?!page/client/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-client-from-nowhere',
      comment: 'The client is bundled; nothing else imports it.',
      severity: 'error',
      from: { path: '^src/(?!page/client/)' },
      to: { path: '^src/page/client/' },
    },
    {
      name: 'no-sandbox-outside-composition',
      severity: 'error',
      from: { path: '^src/', pathNot: [composition, sandbox, test] },
      to: { path: sandbox },
    },
    {
      name: 'sandbox-judges-from-outside',
      comment: 'The sandbox can judge the runtime only as long as it shares no code with it.',
      severity: 'error',
      from: { path: sandbox, pathNot: test },
      to: { path: '^src/', pathNot: [sandbox, '^src/(core|lib)/'] },
    },
    {
      name: 'sandbox-packages',
      comment:
        'zod for its control interface, uqr for codes that phones scan, what makes the sizes of pictures, and the text of the TL schema in one file; SQLite by lib/sqlite.ts.',
      severity: 'error',
      from: { path: sandbox, pathNot: test },
      to: {
        dependencyTypesNot: ['core', 'local', 'type-only'],
        path: '(^|/)node_modules/',
        pathNot: [npm('zod|uqr|sharp'), '(^|/)node_modules/telegram/tl/(apiTl|schemaTl)'],
      },
    },
    {
      name: 'schema-text-in-one-file',
      severity: 'error',
      from: { path: sandbox, pathNot: ['/schema-text\\.ts$', test] },
      to: { path: npm('telegram') },
    },
    owned('telegram-behind-its-adapter', 'telegram|big-integer', ['^src/channel/telegram/', sandbox]),
    owned('anthropic-behind-its-adapter', '@anthropic-ai/sdk', ['^src/model/anthropic/']),
    owned('openai-behind-its-adapter', 'openai', ['^src/model/openai/']),
    owned('decoders-in-a-process-of-their-own', 'sharp|opusscript', ['^src/media/worker/', sandbox]),
    owned('prom-client-in-one-room', 'prom-client', ['^src/monitoring/metrics/']),
    {
      name: 'sqlite-in-one-file',
      comment:
        'Which of the two packages it comes from depends on the Node; a type of one is an import, too.',
      severity: 'error',
      from: { path: '^(src|bin)/', pathNot: '^src/lib/sqlite\\.ts$' },
      to: { path: npm('better-sqlite3|kindred-sqlite-for-node-20') },
    },
    {
      name: 'lib-imports-nothing',
      comment:
        'Mechanisms without domain words: node builtins, and types of core. SQLite is one that has to be chosen.',
      severity: 'error',
      from: { path: '^src/lib/', pathNot: ['^src/lib/sqlite\\.ts$', test] },
      to: { dependencyTypesNot: ['core', 'type-only'], pathNot: '^src/lib/' },
    },
    {
      name: 'core-is-vocabulary',
      comment: 'Words only: no package, no input or output.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: test },
      to: { pathNot: '^src/(core|lib)/' },
    },
    {
      name: 'no-cycle',
      comment:
        'Files that need one another are one file; a type that two of them share has a home below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-import-of-tests',
      severity: 'error',
      from: { path: '^(src|bin)/', pathNot: test },
      to: { path: test },
    },
    {
      name: 'no-development-package',
      comment: 'What runs at the operator is a dependency, not a development dependency.',
      severity: 'error',
      // The page's client is bundled with what it needs.
      from: { path: '^(src|bin)/', pathNot: [test, '^src/page/client/'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '(^|/)node_modules/@types/',
      },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: { pathNot: '^bin/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
};
