import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OwnIge } from './own-aes.js';

interface Ige {
  encrypt(data: Uint8Array): Uint32Array;
  decrypt(data: Uint8Array): Uint32Array;
}

/** The package itself, as GramJS finds it. */
const theirs = (() => {
  const fromHere = createRequire(import.meta.url);
  const { IGE } = createRequire(fromHere.resolve('telegram'))('@cryptography/aes') as {
    IGE: new (key: Uint8Array, iv: Uint8Array) => Ige;
  };
  return IGE;
})();

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const blocks = fc.integer({ min: 1, max: 64 }).chain((count) => bytes(count * 16));

describe('our AES in the place of the one GramJS brings along', () => {
  it('gives the same words for every key, vector and message, both ways', () => {
    fc.assert(
      fc.property(bytes(32), bytes(32), blocks, (key, iv, data) => {
        expect(new OwnIge(key, iv).encrypt(data)).toEqual(new theirs(key, iv).encrypt(data));
        expect(new OwnIge(key, iv).decrypt(data)).toEqual(new theirs(key, iv).decrypt(data));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves what it is given as it was', () => {
    const [key, iv, data] = [
      new Uint8Array(32).fill(1),
      new Uint8Array(32).fill(2),
      new Uint8Array(48).fill(3),
    ];
    new OwnIge(key, iv).encrypt(data);
    new OwnIge(key, iv).decrypt(data);
    expect([key, iv, data].map((one) => new Set(one))).toEqual([new Set([1]), new Set([2]), new Set([3])]);
  });

  it('is what the program as operators start it uses: the package is not read', () => {
    const program = fileURLToPath(new URL('../../../bin/kindred.js', import.meta.url));
    const script = `
      process.argv[1] = ${JSON.stringify(program)};
      process.argv.push('--version');
      await import(process.argv[1]);
      await import(${JSON.stringify(new URL('../../../dist/channel/telegram/client.js', import.meta.url).href)});
      const { createRequire } = await import('node:module');
      const { cache } = createRequire(process.argv[1]);
      const found = (part) => Object.values(cache).filter(({ id }) => id.includes(part));
      const aes = found('@cryptography');
      console.log(JSON.stringify([found('telegram/crypto/IGE').length > 0, aes.map(({ exports }) => exports.IGE.name)]));
      process.exit();`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(JSON.parse(said.trim().split('\n').at(-1) ?? '')).toEqual([true, ['OwnIge']]);
  });
});
