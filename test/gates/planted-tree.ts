import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** The gates' own settings; a planted tree is judged by the real ones. */
const settings = [
  'package.json',
  'tsconfig.json',
  'src/page/client/tsconfig.json',
  'eslint.config.js',
  'scripts/lint/no-text-cut.mjs',
  'scripts/lint/path-outside.mjs',
  'scripts/lint/service-words.mjs',
  '.dependency-cruiser.cjs',
  'knip.json',
  '.prettierrc.json',
  '.prettierignore',
  '.gitignore',
  'vitest.config.ts',
];

export interface GateOutcome {
  readonly code: number;
  readonly output: string;
}

export interface PlantedTree {
  readonly folder: string;
  /** Writes files, named by their path in the tree. */
  plant(files: Readonly<Record<string, string>>): void;
  /** Changes the tree's package.json. */
  editPackage(change: (text: string) => string): void;
  /** Runs one gate exactly as `npm run <script>` does, with further arguments behind it. */
  run(script: string, more?: string): Promise<GateOutcome>;
  remove(): void;
}

/** A small project in a temporary folder with the real settings of every gate and the installed packages. */
export function plantedTree(files: Readonly<Record<string, string>>): PlantedTree {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-gate-'));
  for (const file of settings) {
    if (!existsSync(join(project, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(project, file), join(folder, file));
  }
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const plant = (planted: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(planted)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  plant(files);
  return {
    folder,
    plant,
    editPackage: (change) => {
      const path = join(folder, 'package.json');
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    },
    run: (script, more = '') => runScript(folder, script, more),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function runScript(folder: string, script: string, more: string): Promise<GateOutcome> {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const command = scripts[script];
  if (command === undefined) throw new Error(`package.json has no script ${script}`);
  const path = `${join(folder, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`;
  return new Promise((resolve) => {
    execFile(
      'sh',
      ['-c', `${command} ${more}`],
      { cwd: folder, env: { ...process.env, PATH: path, NO_COLOR: '1' }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, output: more.includes('json') ? stdout : stdout + stderr });
      },
    );
  });
}
