#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

// better-sqlite3 12 aborts in garbage collection on Node 24.19 and later; its successor does not run on Node 20.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isTooNew = major > 24 || (major === 24 && minor >= 19);

// By default the heap may grow to several times what is alive before it is swept, which is memory a small board does
// not have: after 4,000 turns 320 MB were resident, with this about 200 MB, for a few percent of processor time.
setFlagsFromString('--heap-growing-percent=50');

const program = new URL('../dist/main.js', import.meta.url);

if (isTooNew) {
  process.stderr.write(
    `kindred: Node ${process.versions.node} is too new for the database library; use 20.19 to 24.18\n`,
  );
  process.exitCode = 1;
} else if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write(
    'kindred: the program is not built yet; run "npm ci" (or "npm run build") in its folder\n',
  );
  process.exitCode = 1;
}
