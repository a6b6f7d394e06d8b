import { createHmac, randomBytes } from 'node:crypto';
import type { TlObject, TlValue } from '../../mtproto/rpc.js';

/**
 * References of files: opaque bytes that stand with a file wherever it is shown, are worth something to the account they
 * were shown to, and expire (core.telegram.org/api/file-references). Made new each time a message is shown; one that
 * is older than the last `expire` is refused.
 */
export class FileReferences {
  private readonly secret = randomBytes(16);
  private age = 0;

  /** From now on only what is shown anew can be fetched. */
  expire(): void {
    this.age += 1;
  }

  make(owner: number, file: bigint): Buffer {
    return this.at(owner, file, this.age);
  }

  /** The error Telegram answers, or nothing where the reference is good. */
  refusal(owner: number, file: bigint, reference: Buffer): string | undefined {
    if (reference.equals(this.make(owner, file))) return undefined;
    if (reference.length === 0) return 'FILE_REFERENCE_EMPTY';
    const age = reference.length > 5 ? reference.readUInt32LE(1) : -1;
    const wasGood = age >= 0 && age < this.age && reference.equals(this.at(owner, file, age));
    return wasGood ? 'FILE_REFERENCE_EXPIRED' : 'FILE_REFERENCE_INVALID';
  }

  /** The media as it is shown to this account now. */
  shown(media: TlObject, owner: number): TlObject {
    const shown: Record<string, TlValue> = { ...media };
    for (const name of ['photo', 'document']) {
      const file = media[name];
      if (typeof file !== 'object' || file === null || !('id' in file) || typeof file['id'] !== 'bigint')
        continue;
      shown[name] = { ...file, fileReference: this.make(owner, file['id']) };
    }
    return shown as TlObject;
  }

  private at(owner: number, file: bigint, age: number): Buffer {
    const head = Buffer.alloc(5, 1);
    head.writeUInt32LE(age, 1);
    const seal = createHmac('sha256', this.secret).update(`${owner} ${file} ${age}`).digest().subarray(0, 12);
    return Buffer.concat([head, seal]);
  }
}
