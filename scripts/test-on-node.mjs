// Runs the test suite on another Node: `npm run test:node -- 24 [arguments of vitest]`.
// Everything happens in a temporary copy of the project, because native code has to be compiled for that Node.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
/** Made anew in the copy, or nothing that tests may see: sessions, data and what git keeps. */
const left = new Set(['node_modules', 'dist', 'coverage', 'data', '.git', '.env']);

const [wanted, ...vitestArguments] = process.argv.slice(2);
if (wanted === undefined || !/^\d+(\.\d+){0,2}$/.test(wanted)) {
  process.stderr.write('test-on-node: expected a version of Node, such as: npm run test:node -- 24\n');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'kindred-node-'));
try {
  process.exitCode = testOn(wanted, vitestArguments);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function testOn(version, more) {
  const node = installNode(version);
  const copy = join(folder, 'project');
  cpSync(project, copy, { recursive: true, filter: belongsIntoCopy });
  const env = {
    ...process.env,
    PATH: `${join(node, 'bin')}${delimiter}${process.env.PATH}`,
    // The package carries the headers of its Node; without them the compiler would take those of another.
    npm_config_nodedir: node,
  };
  const run = (...command) => runNpm(join(node, 'bin', 'node'), command, { cwd: copy, env });
  say(`Node ${nodeVersion(node)}: npm ci`);
  const installed = run('ci', '--no-audit', '--no-fund', '--prefer-offline');
  if (installed !== 0) return installed;
  say(`Node ${nodeVersion(node)}: npm test`);
  return run('test', '--', ...more);
}

/** npm's own `node` package only chooses a package for the platform at install time; here it is chosen by name. */
function installNode(version) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const home = join(folder, 'node');
  say(`fetching ${name}@${version}`);
  const code = runNpm(
    process.execPath,
    [
      'install',
      '--prefix',
      home,
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${name}@${version}`,
    ],
    { cwd: folder, env: process.env },
  );
  if (code !== 0) throw new Error(`npm could not install ${name}@${version}; is there such a version?`);
  return join(home, 'node_modules', name);
}

function belongsIntoCopy(path) {
  const inside = relative(project, path);
  if (inside === '') return true;
  if (left.has(inside)) return false;
  return !(dirname(inside) === 'accounts' && /\.ya?ml$/.test(basename(inside)));
}

function nodeVersion(node) {
  return JSON.parse(readFileSync(join(node, 'package.json'), 'utf8')).version;
}

/** npm itself, run by the given Node: npm names its own file to the scripts it starts. */
function runNpm(node, command, options) {
  const npm = process.env.npm_execpath;
  const result =
    npm === undefined
      ? spawnSync('npm', command, { stdio: 'inherit', ...options })
      : spawnSync(node, [npm, ...command], { stdio: 'inherit', ...options });
  if (result.error !== undefined) throw result.error;
  return result.status ?? 1;
}

function say(text) {
  process.stdout.write(`test-on-node: ${text}\n`);
}
