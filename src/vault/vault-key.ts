import { createHmac, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/** How a key came to be: 32 random bytes as they are, or derived from a passphrase under stored parameters. */
export type KeyDerivation = { readonly name: 'none' } | ScryptDerivation;

export interface ScryptDerivation {
  readonly name: 'scrypt';
  readonly N: number;
  readonly r: number;
  readonly p: number;
  /** 16 random bytes, base64. */
  readonly salt: string;
}

/** A key that other keys are wrapped under. */
export interface VaultKey {
  /** Names the key without giving it away. */
  readonly id: string;
  readonly bytes: Buffer;
  readonly derivation: KeyDerivation;
}

export const keyBytes = 32;

/**
 * 214 ms and 128 MiB on two cores of a small server (measured). Stored with every sealed file, so that they can be
 * raised later without losing what was sealed before.
 */
const cost = { N: 2 ** 17, r: 8, p: 1 };
/** A file from elsewhere must neither weaken the derivation nor take all memory: 128 * N * r bytes. */
const mostN = 2 ** 20;

/** @throws RangeError when there are not exactly 32 bytes. */
export function vaultKey(bytes: Buffer, derivation: KeyDerivation = { name: 'none' }): VaultKey {
  if (bytes.length !== keyBytes) throw new RangeError(`a vault key has ${keyBytes} bytes`);
  return { id: nameOf(bytes), bytes, derivation };
}

export function newVaultKey(): VaultKey {
  return vaultKey(randomBytes(keyBytes));
}

export function newDerivation(): ScryptDerivation {
  return { name: 'scrypt', ...cost, salt: randomBytes(16).toString('base64') };
}

export async function deriveKey(passphrase: string, derivation: ScryptDerivation): Promise<VaultKey> {
  const { N, r, p, salt } = derivation;
  const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
  const bytes = await derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), keyBytes, {
    N,
    r,
    p,
    maxmem: 256 * N * r,
  });
  return vaultKey(bytes, derivation);
}

/** Whether these are parameters we derive a key with: not weaker than ours, and within the memory of a small machine. */
export function isAcceptable({ N, r, p, salt }: ScryptDerivation): boolean {
  const isPowerOfTwo = Number.isInteger(Math.log2(N));
  return (
    isPowerOfTwo &&
    N >= cost.N &&
    N <= mostN &&
    r === cost.r &&
    p >= cost.p &&
    p <= 4 &&
    Buffer.from(salt, 'base64').length >= 16
  );
}

function nameOf(bytes: Buffer): string {
  return createHmac('sha256', bytes).update('kindred vault key name').digest('hex').slice(0, 16);
}
