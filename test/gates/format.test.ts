import { afterEach, describe, expect, it } from 'vitest';
import type { PlantedTree } from './planted-tree.js';
import { plantedTree } from './planted-tree.js';

describe('check:format', () => {
  let tree: PlantedTree | undefined;
  afterEach(() => tree?.remove());

  it('passes a clean tree and names each file that is not formatted', async () => {
    tree = plantedTree({ 'src/core/plain.ts': "export const plain = 'plain';\n" });
    expect((await tree.run('check:format')).code).toBe(0);

    tree.plant({
      'src/core/double-quoted.ts': 'export const plain = "plain";\n',
      'docs/ragged.md': '*  one\n*   two\n',
      'characters/ragged.yaml': 'name:    Mira\n',
    });
    const { code, output } = await tree.run('check:format');
    expect(code).not.toBe(0);
    expect(output).toContain('src/core/double-quoted.ts');
    expect(output).toContain('docs/ragged.md');
    expect(output).toContain('characters/ragged.yaml');
    expect(output).not.toContain('plain.ts');
  }, 120_000);
});
