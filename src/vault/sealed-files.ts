import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../core/failure.js';
import { readEnvelope, writeEnvelope, type Envelope } from './envelope.js';
import type { KeySource } from './key-ring.js';
import {
  privateFolder,
  readPrivately,
  refuseOpenFolder,
  removePrivately,
  writePrivately,
} from './private-file.js';
import type { Refused, RefusedReason } from './refusal.js';
import { isAcceptable, type KeyDerivation } from './vault-key.js';

/** Which key new sessions are sealed under. Not secret. */
export interface KeyInForce {
  readonly source: KeySource;
  readonly key: string;
  readonly derivation: KeyDerivation;
}

const inForce = z.object({
  format: z.literal('kindred-vault'),
  version: z.literal(1),
  source: z.enum(['credential', 'file', 'passphrase']),
  key: z.string(),
  derivation: z.discriminatedUnion('name', [
    z.object({ name: z.literal('none') }),
    z
      .object({ name: z.literal('scrypt'), N: z.int(), r: z.int(), p: z.int(), salt: z.base64() })
      .refine(isAcceptable),
  ]),
});

const ending = '.sealed';
/** Sessions as they were kept before there was a vault. */
const plainEnding = '.session';

/** The files of the vault under a data folder: one sealed file per account, and a note of the key in force. */
export class SealedFiles {
  private readonly folder: string;
  private readonly noteFile: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'sessions');
    this.noteFile = join(this.folder, 'vault.json');
  }

  /** Accounts with a session, sealed or plain. */
  accounts(): readonly string[] {
    if (!existsSync(this.folder)) return [];
    const names = readdirSync(this.folder).flatMap((name) => {
      const found = [ending, plainEnding].find((one) => name.endsWith(one));
      return found === undefined ? [] : [name.slice(0, -found.length)];
    });
    return [...new Set(names)].sort();
  }

  sealedAccounts(): readonly string[] {
    return this.accounts().filter((account) => existsSync(this.sealedFile(account)));
  }

  has(account: string): boolean {
    return existsSync(this.sealedFile(account)) || existsSync(this.plainFile(account));
  }

  /** The envelope of an account, null when it has none, or why it is refused. */
  envelope(account: string): Envelope | Refused | null {
    const file = this.sealedFile(account);
    let content: Buffer | null;
    try {
      refuseOpenFolder(this.folder);
      content = readPrivately(file);
    } catch (cause) {
      if (cause instanceof OperatorError) {
        return { state: 'refused', reason: 'session-exposed', problem: cause };
      }
      throw cause;
    }
    if (content === null) return null;
    const read = readEnvelope(content.toString('utf8'));
    if (!read.ok && read.reason === 'newer') {
      return refused(
        'session-newer',
        `${file} was sealed by a newer kindred`,
        `run the newer one, or "kindred login ${account}" again`,
      );
    }
    if (!read.ok) return damaged(account, file);
    if (read.envelope.account !== account) {
      return refused(
        'session-swapped',
        `${file} holds the session of ${read.envelope.account}`,
        `put the right file back, or run "kindred login ${account}"`,
      );
    }
    return read.envelope;
  }

  write(envelope: Envelope): void {
    privateFolder(this.folder);
    writePrivately(this.sealedFile(envelope.account), writeEnvelope(envelope));
  }

  remove(account: string): void {
    if (!existsSync(this.folder)) return;
    removePrivately(this.sealedFile(account));
    removePrivately(this.plainFile(account));
  }

  /** A plain session that was written after the sealed one, or without one. @throws OperatorError when others may read it. */
  newerPlain(account: string): string | null {
    const plain = statSync(this.plainFile(account), { throwIfNoEntry: false });
    if (!plain) return null;
    refuseOpenFolder(this.folder);
    const sealed = statSync(this.sealedFile(account), { throwIfNoEntry: false });
    if (sealed && sealed.mtimeMs >= plain.mtimeMs) return null;
    return readPrivately(this.plainFile(account))?.toString('utf8').trim() ?? null;
  }

  hasPlain(account: string): boolean {
    return existsSync(this.plainFile(account));
  }

  removePlain(account: string): void {
    if (this.hasPlain(account)) removePrivately(this.plainFile(account));
  }

  /** The key in force as noted, else as the sealed files tell; null while nothing is sealed. */
  keyInForce(): KeyInForce | null {
    const noted = this.note();
    if (noted) return noted;
    for (const account of this.sealedAccounts()) {
      const envelope = this.envelope(account);
      const wrapped = envelope && 'keys' in envelope ? envelope.keys[0] : undefined;
      if (wrapped) {
        const source = wrapped.derivation.name === 'scrypt' ? 'passphrase' : 'file';
        return { source, key: wrapped.key, derivation: wrapped.derivation };
      }
    }
    return null;
  }

  noteKeyInForce({ source, key, derivation }: KeyInForce): void {
    const noted = this.note();
    if (noted?.key === key && noted.source === source) return;
    privateFolder(this.folder);
    const note = { format: 'kindred-vault', version: 1, source, key, derivation };
    writePrivately(this.noteFile, `${JSON.stringify(note)}\n`);
  }

  sealedFile(account: string): string {
    return join(this.folder, `${account}${ending}`);
  }

  private note(): KeyInForce | null {
    const content = readPrivately(this.noteFile);
    if (content === null) return null;
    try {
      return inForce.parse(JSON.parse(content.toString('utf8')));
    } catch {
      return null;
    }
  }

  private plainFile(account: string): string {
    return join(this.folder, `${account}${plainEnding}`);
  }
}

export function damaged(account: string, file: string): Refused {
  return refused(
    'session-damaged',
    `${file} was cut short or changed after it was sealed`,
    `put a copy back, or run "kindred login ${account}"`,
  );
}

export function refused(reason: RefusedReason, what: string, remedy: string): Refused {
  return { state: 'refused', reason, problem: new OperatorError(what, remedy) };
}
