#!/usr/bin/env node
import { existsSync } from 'node:fs';
import * as loader from 'node:module';
import { limitHeap } from './limit-heap.js';

limitHeap();
// Compiled code is kept between starts, by Nodes that can (22.1 and later), in the system's folder for passing files.
loader.enableCompileCache?.();

// The same program in a few files, which take less time to load; see scripts/bundle-program.mjs.
const program = ['../dist/bundle/main.js', '../dist/main.js']
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url));

if (program !== undefined) {
  // A package of GramJS looks for a browser's storage when it is loaded; from Node 25 on the look alone prints a warning.
  Object.defineProperty(globalThis, 'localStorage', { value: undefined, configurable: true, writable: true });
  // Before GramJS is loaded, which holds on to what it finds.
  const { useOwnAes } = await import(new URL('../dist/channel/telegram/own-aes.js', import.meta.url).href);
  const { useOwnObjects } = await import(
    new URL('../dist/channel/telegram/tl/own-objects.js', import.meta.url).href
  );
  useOwnAes();
  useOwnObjects();
  await import(program.href);
} else {
  process.stderr.write(
    'kindred: the program is not built yet; run "npm ci" (or "npm run build") in its folder\n',
  );
  process.exitCode = 1;
}
