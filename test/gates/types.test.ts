import { afterEach, describe, expect, it } from 'vitest';
import type { PlantedTree } from './planted-tree.js';
import { plantedTree } from './planted-tree.js';

const clean = `export function first(words: readonly string[]): string {
  return words[0] ?? '';
}
`;

describe('check:types', () => {
  let tree: PlantedTree | undefined;
  afterEach(() => tree?.remove());

  it('passes a clean tree and fails on an unchecked index, an implicit any and an unused local', async () => {
    tree = plantedTree({ 'src/core/first.ts': clean, 'src/page/client/first.ts': clean });
    expect(await tree.run('check:types')).toEqual({ code: 0, output: '' });

    tree.plant({
      'src/core/index-unchecked.ts': clean.replace(" ?? ''", ''),
      'src/core/any-implied.ts': 'export function echo(value) {\n  return value;\n}\n',
      'src/core/local-unused.ts': 'export function nothing(): void {\n  const unused = 1;\n}\n',
      'src/core/import-without-ending.ts': "import { first } from './first';\n\nfirst([]);\n",
    });
    const { code, output } = await tree.run('check:types');
    expect(code).not.toBe(0);
    expect(output).toMatch(/index-unchecked\.ts\(2,3\): error TS2322/);
    expect(output).toMatch(/any-implied\.ts\(1,22\): error TS7006/);
    expect(output).toMatch(/local-unused\.ts\(2,9\): error TS6133/);
    expect(output).toMatch(/import-without-ending\.ts\(1,23\): error TS2835/);
    expect(output).not.toContain('first.ts(');
  }, 120_000);
});
