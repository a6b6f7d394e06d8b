import { afterEach, describe, expect, it } from 'vitest';
import type { PlantedTree } from './planted-tree.js';
import { plantedTree } from './planted-tree.js';

interface Named {
  readonly name: string;
}
interface KnipIssue {
  readonly file: string;
  readonly files: readonly Named[];
  readonly dependencies: readonly Named[];
  readonly unlisted: readonly Named[];
  readonly exports: readonly Named[];
  readonly types: readonly Named[];
}

const user = "import { answer } from './core/answer.js';\n\nanswer();\n";
const owner = "import { z } from 'zod';\n\nexport function answer() {\n  return z.string();\n}\n";

/** What the gates' own settings, copied into the tree, need. */
const tools = ['@eslint/js', 'eslint', 'knip', 'typescript-eslint', 'vitest'];

/** The real script, and only the packages that the small tree uses. */
function withPackages(...names: readonly string[]): (text: string) => string {
  return (text) => {
    const { type, scripts } = JSON.parse(text) as { type: string; scripts: Record<string, string> };
    return JSON.stringify({
      name: 'planted',
      type,
      scripts: { 'check:unused': scripts['check:unused'] },
      dependencies: Object.fromEntries(names.map((name) => [name, '*'])),
      devDependencies: Object.fromEntries(tools.map((name) => [name, '*'])),
    });
  };
}

describe('check:unused', () => {
  let tree: PlantedTree | undefined;
  afterEach(() => tree?.remove());

  it('passes a clean tree and names the unused file, export, type and package, and the unlisted one', async () => {
    tree = plantedTree({
      'src/main.ts': user,
      'src/bench/main.ts': user.replace('./core', '../core'),
      'src/core/answer.ts': owner,
      'test/support/build-once.ts': 'export default function setup() {}\n',
    });
    tree.editPackage(withPackages('zod'));
    const before = await tree.run('check:unused', '--reporter json');
    expect({ code: before.code, issues: issuesIn(before.output) }).toEqual({ code: 0, issues: [] });

    tree.editPackage(withPackages('zod', 'yaml'));
    tree.plant({
      'src/core/orphan.ts': 'export const orphan = 1;\n',
      'src/core/answer.ts': `${owner}import 'pino';\nexport function unasked() {}\nexport type Unasked = 1;\n`,
    });
    const after = await tree.run('check:unused', '--reporter json');
    expect(after.code).not.toBe(0);
    const found = (file: string, kind: Exclude<keyof KnipIssue, 'file'>) =>
      issuesIn(after.output)
        .filter((issue) => issue.file === file)
        .flatMap((issue) => issue[kind].map(({ name }) => name));
    expect(found('src/core/orphan.ts', 'files')).toEqual(['src/core/orphan.ts']);
    expect(found('package.json', 'dependencies')).toEqual(['yaml']);
    expect(found('src/core/answer.ts', 'exports')).toEqual(['unasked']);
    expect(found('src/core/answer.ts', 'types')).toEqual(['Unasked']);
    expect(found('src/core/answer.ts', 'unlisted')).toEqual(['pino']);
  }, 120_000);
});

function issuesIn(output: string): readonly KnipIssue[] {
  return (JSON.parse(output) as { issues: readonly KnipIssue[] }).issues;
}
