#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

// By default the heap may grow to several times what is alive before it is swept, which is memory a small board does
// not have: after 4,000 turns 320 MB were resident, with this about 200 MB, for a few percent of processor time.
setFlagsFromString('--heap-growing-percent=50');

const program = new URL('../dist/main.js', import.meta.url);

if (existsSync(program)) {
  // A package of GramJS looks for a browser's storage when it is loaded; from Node 25 on the look alone prints a warning.
  Object.defineProperty(globalThis, 'localStorage', { value: undefined, configurable: true, writable: true });
  // Before GramJS is loaded, which holds on to what it finds.
  const { useOwnAes } = await import(new URL('../dist/channel/telegram/own-aes.js', import.meta.url).href);
  useOwnAes();
  await import(program.href);
} else {
  process.stderr.write(
    'kindred: the program is not built yet; run "npm ci" (or "npm run build") in its folder\n',
  );
  process.exitCode = 1;
}
