// Puts the compiled program and its packages into a few files, dist/bundle/: Node takes a third less of the processor to load
// those than the 1,400 files they are made of. Called by build.mjs. Only ever made where the packages are installed, so it
// is not packed: without it `bin/kindred.js` runs dist/main.js, which is the same program.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * Into a folder that is not there: `build.mjs` has removed the last one.
 * @param {string} project the folder of the project
 */
export async function bundleProgram(project) {
  const dist = join(project, 'dist');
  const to = join(dist, 'bundle');
  await build({
    // `run` is one only to have a name: src/faults/preload.ts looks into it.
    entryPoints: { main: join(dist, 'main.js'), run: join(dist, 'cli', 'run.js') },
    outdir: to,
    // All lie side by side, on which `whereItWas` relies.
    entryNames: '[name]',
    chunkNames: 'part-[hash]',
    bundle: true,
    // Commands are loaded when they are called, also here.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: ['node20'],
    // What has native parts or is looked for at run time; and GramJS, some of whose parts ours take the place of.
    external: [
      'better-sqlite3',
      'kindred-sqlite-for-node-20',
      'sqlite-vec',
      'sharp',
      'opusscript',
      'telegram',
      'telegram/*',
      'big-integer',
    ],
    plugins: [whereItWas(dist)],
    // Packages of the older kind ask for others by `require`.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** A module still finds what lies beside the file it came from. */
function whereItWas(dist) {
  return {
    name: 'where-it-was',
    setup({ onLoad }) {
      onLoad({ filter: /\.js$/ }, async ({ path }) => {
        if (!path.startsWith(dist)) return undefined;
        const text = await readFile(path, 'utf8');
        if (!text.includes('import.meta.url')) return undefined;
        const from = JSON.stringify(`../${relative(dist, path)}`);
        return {
          contents: text.replaceAll('import.meta.url', `(new URL(${from}, import.meta.url).href)`),
          loader: 'js',
        };
      });
    },
  };
}
