#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);

if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write('kindred: the program is not built yet; run "npm ci" (or "npm run build") in its folder\n');
  process.exitCode = 1;
}
