import { OperatorError } from '../core/failure.js';
import type { AccountId } from '../core/ids.js';
import { seal } from './envelope.js';
import { KeyRing, type KeyPlaces, type KeySource } from './key-ring.js';
import { writeKeyText } from './key-text.js';
import { createPrivately } from './private-file.js';
import type { Refused } from './refusal.js';
import { SealedFiles } from './sealed-files.js';
import { SeenCounts } from './seen-count.js';
import { openEnvelope, whereKeyIs, withoutPassphrase } from './unseal.js';
import { newVaultKey, type VaultKey } from './vault-key.js';

export interface VaultOptions extends KeyPlaces {
  readonly dataDir: string;
  /** A key file was made: its loss is the loss of all sessions, so somebody has to be told. */
  readonly onKeyMade: (keyFile: string) => void;
  /** A plain session lies beside a sealed one that opens, and was written after it: it is not taken, and stays. */
  readonly onPlainLeft?: (file: string) => void;
  /** The folder of sessions is an older one than was written last. Said once; what opens is taken. */
  readonly onPutBack?: (folder: string) => void;
}

/** A session string is the account itself: keep it out of logs and errors. */
export type SessionRead =
  | { readonly state: 'none' }
  | {
      readonly state: 'open';
      readonly session: string;
      /** Where the account's update stream stood when it signed in; until the store knows better. */
      readonly place?: string;
    }
  | Refused;

interface SealingKey {
  readonly source: KeySource;
  readonly key: VaultKey;
  /** Not in its file yet: it is written with the first session. */
  readonly isFresh: boolean;
}

/**
 * Sessions at rest: one sealed file per account, opened with a key that lies elsewhere. What is refused for one
 * account says nothing about the others. See docs/vault.md for what this protects from and what not.
 */
export class Vault {
  private readonly files: SealedFiles;
  private readonly ring: KeyRing;
  private sealing: SealingKey | null = null;
  /** What opened an account's session, for writing it again. */
  private readonly openedWith = new Map<string, VaultKey>();

  constructor(private readonly options: VaultOptions) {
    this.files = new SealedFiles(options.dataDir, new SeenCounts(options.keyFile));
    this.ring = new KeyRing(options);
  }

  /** Whether a session is stored; says nothing about whether it can be opened. */
  has(account: AccountId): boolean {
    return this.files.has(account);
  }

  /** The stored session. One that an older version left in plain is sealed, and the plain file removed. */
  async read(account: AccountId): Promise<SessionRead> {
    try {
      if (this.files.wasPutBack()) this.options.onPutBack?.(this.options.dataDir);
      await this.adoptPlain(account);
      const opened = await openEnvelope(this.files, this.ring, account, this.options.keyFile);
      if (opened === null) return { state: 'none' };
      if ('state' in opened) return opened;
      this.openedWith.set(account, opened.key);
      this.leavePlain(account, opened.record.toString('utf8'));
      return { state: 'open', ...fromRecord(opened.record.toString('utf8')) };
    } catch (cause) {
      if (!(cause instanceof OperatorError)) throw cause;
      return { state: 'refused', reason: 'session-exposed', problem: cause };
    }
  }

  /**
   * See to it that there is a key to seal with, before anything is done that would be lost without one.
   * `withNewKey` goes on with a new key where the old one is gone; what was sealed under that stays shut.
   * @throws OperatorError when there is none and none may be made.
   */
  async prepare({ withNewKey = false }: { readonly withNewKey?: boolean } = {}): Promise<void> {
    this.sealing ??= await this.keyToSealWith(withNewKey);
  }

  /**
   * Seal a session in the place of the one before, in one step. Only after `prepare`, or after this account's session
   * was read. `place` is kept with it. @throws OperatorError when it cannot be written; then the one before is still there.
   */
  write(account: AccountId, session: string, place?: string): void {
    const { sealing } = this;
    const key = sealing?.key ?? this.openedWith.get(account);
    if (!key) throw new Error('no key to seal with: prepare the vault first');
    if (sealing?.isFresh) {
      createPrivately(this.options.keyFile, writeKeyText(sealing.key));
      this.ring.forgetFile();
      this.sealing = { ...sealing, isFresh: false };
      this.options.onKeyMade(this.options.keyFile);
    }
    if (sealing) this.files.noteKeyInForce({ ...sealing, key: key.id, derivation: key.derivation });
    this.files.write(
      seal({ kind: 'session', account }, Buffer.from(toRecord(session, place), 'utf8'), [key]),
    );
    this.files.removePlain(account);
    this.openedWith.set(account, key);
  }

  remove(account: AccountId): void {
    this.files.remove(account);
    this.openedWith.delete(account);
  }

  /** Only where nothing is sealed: whatever lies beside a sealed session may be anybody's. */
  private async adoptPlain(account: AccountId): Promise<void> {
    if (this.files.hasSealed(account)) return;
    const plain = this.files.plain(account);
    if (plain === null) return;
    await this.prepare();
    this.write(account, plain);
  }

  private leavePlain(account: AccountId, record: string): void {
    if (!this.files.hasPlain(account)) return;
    const isSame = this.files.plain(account) === fromRecord(record).session;
    if (isSame || !this.files.isPlainNewer(account)) this.files.removePlain(account);
    else this.options.onPlainLeft?.(this.files.plainFile(account));
  }

  private async keyToSealWith(withNewKey: boolean): Promise<SealingKey> {
    const noted = this.files.keyInForce();
    if (noted?.derivation.name === 'scrypt') {
      const key = await this.ring.derivedKey([{ key: noted.key, derivation: noted.derivation }]);
      if (typeof key !== 'string') return { source: 'passphrase', key, isFresh: false };
      if (!withNewKey) throw withoutPassphrase(null, key).problem;
    }
    const key = this.ring.firstStored(noted?.source ?? 'credential');
    if (key) {
      const source = key === this.ring.stored('credential') ? 'credential' : 'file';
      if (withNewKey || this.opensAny(key)) return { source, key, isFresh: false };
      throw this.lost(`${whereKeyIs(this.ring, this.options.keyFile)} is another vault key than the one`);
    }
    if (!withNewKey && this.files.sealedAccounts().length > 0) {
      throw this.lost(`the vault key is gone from ${this.options.keyFile}: the one`);
    }
    return { source: 'file', key: newVaultKey(), isFresh: true };
  }

  /** Whether a key fits what is sealed here; any key fits nothing. */
  private opensAny(key: VaultKey): boolean {
    const envelopes = this.files.sealedAccounts().map((account) => this.files.envelope(account));
    const keys = envelopes.flatMap((envelope) => (envelope && 'keys' in envelope ? envelope.keys : []));
    return keys.length === 0 || keys.some((wrapped) => wrapped.key === key.id);
  }

  private lost(what: string): OperatorError {
    const accounts = this.files.sealedAccounts().join(', ');
    return new OperatorError(
      `${what} that the sessions are sealed under (${accounts})`,
      'put the copy of the key back, or begin with a new key by "kindred login <account> --new-key" and sign each of them in again',
    );
  }
}

/** A session string holds no newline, so what stands behind one is the place. */
function toRecord(session: string, place: string | undefined): string {
  return place === undefined ? session : `${session}\n${place}`;
}

function fromRecord(record: string): { readonly session: string; readonly place?: string } {
  const [session = '', place] = record.split('\n', 2);
  return place ? { session, place } : { session };
}
