// Bundles the page's client, src/page/client/, into static files: what browsers get. Called by build.mjs.
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} project the folder of the project */
export async function buildPage(project) {
  const from = join(project, 'src', 'page', 'client');
  const to = join(project, 'dist', 'page', 'client');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  await build({
    entryPoints: [join(from, 'app.tsx')],
    outdir: to,
    bundle: true,
    // The editor is fetched when somebody writes a character.
    splitting: true,
    chunkNames: 'part-[hash]',
    format: 'esm',
    target: ['es2022'],
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'linked',
    logLevel: 'warning',
  });
  for (const name of ['index.html', 'icon.svg']) copyFileSync(join(from, name), join(to, name));
}
