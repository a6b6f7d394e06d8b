// Compiles src/ to dist/, bundles the page's client and the program: `npm run build`. With --if-needed, only when something
// in src/ is newer than what was built: compiling takes longer than everything else that stands between `npm start` and the
// first screen.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(project, ...parts);
/** Written by every build, the last of its files. */
const stamp = at('dist', '.tsbuildinfo');

process.exitCode = await main(process.argv.includes('--if-needed'));

async function main(onlyIfNeeded) {
  // An installed package has no source and needs none.
  if (!existsSync(at('src'))) return 0;
  if (onlyIfNeeded && isCurrent()) return 0;
  const compiler = findCompiler();
  if (compiler === null) {
    if (onlyIfNeeded && existsSync(at('dist', 'main.js'))) return 0;
    process.stderr.write('build: TypeScript is not installed here; run "npm ci" without --omit=dev\n');
    return 1;
  }
  const result = spawnSync(process.execPath, [compiler, '-p', at('tsconfig.build.json')], {
    stdio: 'inherit',
  });
  // It is of what was there before; the compiler writes its files even where it finds errors, and those are run then.
  rmSync(at('dist', 'bundle'), { recursive: true, force: true });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) return result.status ?? 1;
  removeOrphans('');
  const { buildPage } = await import('./build-page.mjs');
  await buildPage(project);
  const { bundleProgram } = await import('./bundle-program.mjs');
  await bundleProgram(project);
  const now = new Date();
  utimesSync(stamp, now, now);
  return 0;
}

function isCurrent() {
  // The bundle is there only where the last build came to its end.
  if (!existsSync(stamp) || !existsSync(at('dist', 'bundle', 'main.js'))) return false;
  const built = statSync(stamp).mtimeMs;
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].filter((name) =>
    existsSync(at(name)),
  );
  return [...settings, ...everythingIn('src')].every((path) => statSync(at(path)).mtimeMs <= built);
}

/** Folders too: their time tells that a file was removed. */
function everythingIn(folder) {
  const inside = readdirSync(at(folder), { recursive: true, encoding: 'utf8' });
  return [folder, ...inside.filter((path) => !path.endsWith('.test.ts')).map((path) => join(folder, path))];
}

/** What was built from a file that has moved or gone since; the compiler leaves it, and packing would take it along. */
function removeOrphans(folder) {
  for (const entry of readdirSync(at('dist', folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (existsSync(at('src', path))) removeOrphans(path);
      else rmSync(at('dist', path), { recursive: true });
    } else if (
      /\.js(?:\.map)?$/.test(path) &&
      !existsSync(at('src', path.replace(/\.js(?:\.map)?$/, '.ts')))
    ) {
      rmSync(at('dist', path));
    }
  }
}

function findCompiler() {
  try {
    return createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
  } catch {
    return null;
  }
}
