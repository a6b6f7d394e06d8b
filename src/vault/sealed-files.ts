import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../core/failure.js';
import { readEnvelope, writeEnvelope, type Envelope } from './envelope.js';
import type { KeySource } from './key-ring.js';
import {
  privateFolder,
  readPrivately,
  refuseLink,
  refuseOpenFolder,
  removePrivately,
  writePrivately,
} from './private-file.js';
import type { Refused, RefusedReason } from './refusal.js';
import type { SeenCounts } from './seen-count.js';
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
  /** What each account's file held when it was last written: its digest, and while one is being written both. */
  latest: z.record(z.string(), z.array(z.string())).default({}),
  /** Which vault this is, and how often it was written: compared with what is kept beside the key. */
  vault: z.string().optional(),
  count: z.int().nonnegative().default(0),
});
type Note = z.infer<typeof inForce>;

const ending = '.sealed';
/** Sessions as they were kept before there was a vault. */
const plainEnding = '.session';

/** The files of the vault under a data folder: one sealed file per account, and a note of the key in force. */
export class SealedFiles {
  private readonly folder: string;
  private readonly noteFile: string;

  /** @param seen needed by whoever writes */
  constructor(
    dataDir: string,
    private readonly seen?: SeenCounts,
  ) {
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
      refuseLink(file);
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

  /** Why an envelope that opens is not given out: an older one lies where another was written last. */
  rolledBack(envelope: Envelope): Refused | null {
    const { account } = envelope;
    const latest = this.note()?.latest[account];
    if (latest === undefined || latest.includes(digestOf(envelope))) return null;
    return refused(
      'session-rolled-back',
      `${this.sealedFile(account)} is not the one that was written last: an older copy was put in its place`,
      `put the newer one back, run "kindred login ${account}", or, if you put it there, remove ${this.noteFile} to take it as it is`,
    );
  }

  write(envelope: Envelope): void {
    privateFolder(this.folder);
    const { account } = envelope;
    const fresh = digestOf(envelope);
    // Both are right while the file is being written: a crash leaves the old one or the new one.
    this.noteLatest(account, [...(this.note()?.latest[account] ?? []).slice(-1), fresh]);
    writePrivately(this.sealedFile(account), writeEnvelope(envelope));
    this.noteLatest(account, [fresh]);
  }

  remove(account: string): void {
    if (!existsSync(this.folder)) return;
    removePrivately(this.sealedFile(account));
    removePrivately(this.plainFile(account));
    this.noteLatest(account, null);
  }

  /** A session in the clear, as an older version left it. @throws OperatorError when others may read it. */
  plain(account: string): string | null {
    if (!this.hasPlain(account)) return null;
    refuseOpenFolder(this.folder);
    return readPrivately(this.plainFile(account))?.toString('utf8').trim() ?? null;
  }

  /** Whether the plain session was written after the sealed one. */
  isPlainNewer(account: string): boolean {
    const plain = statSync(this.plainFile(account), { throwIfNoEntry: false });
    const sealed = statSync(this.sealedFile(account), { throwIfNoEntry: false });
    return plain !== undefined && (sealed === undefined || plain.mtimeMs > sealed.mtimeMs);
  }

  hasPlain(account: string): boolean {
    return existsSync(this.plainFile(account));
  }

  hasSealed(account: string): boolean {
    return existsSync(this.sealedFile(account));
  }

  removePlain(account: string): void {
    if (this.hasPlain(account)) removePrivately(this.plainFile(account));
  }

  /**
   * Whether the whole folder is an older one than was written last: it lies under another count than the one beside the
   * key. It is taken for the present one from then on, so that this is said once.
   */
  wasPutBack(): boolean {
    const noted = this.note();
    if (!noted?.vault || !this.seen) return false;
    const seen = this.seen.of(noted.vault);
    if (seen > noted.count) {
      this.writeNote({ ...noted, count: seen });
      return true;
    }
    this.seen.note(noted.vault, noted.count);
    return false;
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
    this.writeNote({
      format: 'kindred-vault',
      version: 1,
      source,
      key,
      derivation,
      latest: noted?.latest ?? {},
      vault: noted?.vault,
      count: noted?.count ?? 0,
    });
  }

  /** Nothing is noted while no key is in force: what is read then is taken as it is. */
  private noteLatest(account: string, digests: readonly string[] | null): void {
    const noted = this.note();
    if (noted === null) return;
    const { [account]: before, ...others } = noted.latest;
    if (digests === null && before === undefined) return;
    this.writeNote({ ...noted, latest: digests === null ? others : { ...others, [account]: [...digests] } });
  }

  private writeNote(note: Note): void {
    privateFolder(this.folder);
    const vault = note.vault ?? randomBytes(16).toString('hex');
    const count = note.count + 1;
    writePrivately(this.noteFile, `${JSON.stringify({ ...note, vault, count })}\n`);
    // After the note: a crash between the two leaves a vault that counts more than was seen, which is nothing odd.
    this.seen?.note(vault, count);
  }

  sealedFile(account: string): string {
    return join(this.folder, `${account}${ending}`);
  }

  private note(): Note | null {
    const content = readPrivately(this.noteFile);
    if (content === null) return null;
    try {
      return inForce.parse(JSON.parse(content.toString('utf8')));
    } catch {
      return null;
    }
  }

  plainFile(account: string): string {
    return join(this.folder, `${account}${plainEnding}`);
  }
}

/** Of what is sealed, not of the keys around it: a change of keys in two steps leaves it as it is. */
function digestOf({ sealed }: Envelope): string {
  return createHash('sha256').update(sealed).digest('hex');
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
