import { createRequire } from 'node:module';
import { decryptIge, encryptIge } from '../../lib/aes-ige.js';
import { StandIn } from './stand-in.js';

/**
 * GramJS takes its AES from `@cryptography/aes`, which is under the GPL, version 3 or later; this program is not. Run
 * before GramJS is loaded (`bin/kindred.js` does), this puts our own in its place, so that the package is never read:
 * what GramJS asks for is found as loaded already. Results are the same, byte for byte (own-aes.test.ts).
 */
export function useOwnAes(require: NodeJS.Require = createRequire(import.meta.url)): void {
  const fromLibrary = createRequire(require.resolve('telegram'));
  const id = fromLibrary.resolve('@cryptography/aes');
  // Where it is loaded already, GramJS holds on to it.
  if (require.cache[id] !== undefined) return;
  require.cache[id] = new StandIn(id, { IGE: OwnIge }) as unknown as NodeJS.Module;
}

/** The part of the package that GramJS uses: keys of 32 bytes, whole blocks, one call each; results as big-endian words. */
export class OwnIge {
  constructor(
    private readonly key: Uint8Array,
    private readonly iv: Uint8Array,
  ) {}

  encrypt(data: Uint8Array): Uint32Array {
    return words(encryptIge(asBuffer(data), asBuffer(this.key), asBuffer(this.iv)));
  }

  decrypt(data: Uint8Array): Uint32Array {
    return words(decryptIge(asBuffer(data), asBuffer(this.key), asBuffer(this.iv)));
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function words(bytes: Buffer): Uint32Array {
  const result = new Uint32Array(bytes.length / 4);
  for (let index = 0; index < result.length; index += 1) result[index] = bytes.readUInt32BE(index * 4);
  return result;
}
