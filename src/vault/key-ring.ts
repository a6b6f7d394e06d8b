import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../core/failure.js';
import { readKeyText } from './key-text.js';
import { readPrivately } from './private-file.js';
import { deriveKey, type ScryptDerivation, type VaultKey } from './vault-key.js';

/** Where a vault key comes from. */
export type KeySource = 'credential' | 'file' | 'passphrase';

/** What a passphrase is asked for. From the second attempt on the last answer was wrong. */
export interface PassphraseQuestion {
  readonly wanted: 'present' | 'new' | 'new-again';
  readonly attempt: number;
}

/** Null when nobody answers. */
export type AskPassphrase = (question: PassphraseQuestion) => Promise<string | null>;

export interface KeyPlaces {
  readonly keyFile: string;
  /** Where the service manager puts credentials; undefined when there is none. */
  readonly credentialsFolder: string | undefined;
  readonly askPassphrase: AskPassphrase;
}

/** A key by its name, with how it is derived. */
export interface DerivedName {
  readonly key: string;
  readonly derivation: ScryptDerivation;
}

export const keyCredential = 'kindred-vault-key';
const passphraseCredential = 'kindred-vault-passphrase';

const mostAttempts = 3;

/** The keys at hand. Each is looked for when it is needed, and a passphrase asked for at most once. */
export class KeyRing {
  private readonly found = new Map<KeySource, VaultKey | null>();
  private readonly derived = new Map<string, VaultKey>();
  private passphrase: string | null = null;
  private gaveUp: 'passphrase-missing' | 'passphrase-wrong' | null = null;

  constructor(private readonly places: KeyPlaces) {}

  /** @throws OperatorError when what is there is no key, or others may read it. */
  stored(source: 'credential' | 'file'): VaultKey | null {
    const known = this.found.get(source);
    if (known !== undefined) return known;
    const key = source === 'credential' ? this.fromCredential() : this.fromFile();
    this.found.set(source, key);
    return key;
  }

  /** The first of these stored keys that is at hand, else of all. */
  firstStored(preferred: KeySource): VaultKey | null {
    return preferred === 'file'
      ? (this.stored('file') ?? this.stored('credential'))
      : (this.stored('credential') ?? this.stored('file'));
  }

  /** A key file was made or replaced. */
  forgetFile(): void {
    this.found.delete('file');
  }

  /** The key that a passphrase gives under one of these parameters, checked against its name. */
  async derivedKey(
    candidates: readonly DerivedName[],
  ): Promise<VaultKey | 'passphrase-missing' | 'passphrase-wrong'> {
    const known = candidates.map(({ key }) => this.derived.get(key)).find((key) => key !== undefined);
    if (known) return known;
    if (this.gaveUp) return this.gaveUp;
    if (this.passphrase !== null) {
      return (await this.tryPassphrase(this.passphrase, candidates)) ?? 'passphrase-wrong';
    }
    const credential = this.credential(passphraseCredential);
    if (credential !== null) {
      const key = await this.tryPassphrase(credential.toString('utf8').trim(), candidates);
      return key ?? (this.gaveUp = 'passphrase-wrong');
    }
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const text = await this.places.askPassphrase({ wanted: 'present', attempt });
      if (text === null || text === '') {
        return (this.gaveUp = attempt === 1 ? 'passphrase-missing' : 'passphrase-wrong');
      }
      const key = await this.tryPassphrase(text, candidates);
      if (key) return key;
    }
    return (this.gaveUp = 'passphrase-wrong');
  }

  private async tryPassphrase(text: string, candidates: readonly DerivedName[]): Promise<VaultKey | null> {
    for (const { key: name, derivation } of candidates) {
      const key = await deriveKey(text, derivation);
      if (key.id !== name) continue;
      this.passphrase = text;
      this.derived.set(name, key);
      return key;
    }
    return null;
  }

  private fromFile(): VaultKey | null {
    const { keyFile } = this.places;
    const content = readPrivately(keyFile);
    return content === null ? null : this.asKey(content, keyFile);
  }

  private fromCredential(): VaultKey | null {
    const content = this.credential(keyCredential);
    return content === null ? null : this.asKey(content, `the credential ${keyCredential}`);
  }

  /** The service manager answers for who may read its credentials. */
  private credential(name: string): Buffer | null {
    const { credentialsFolder } = this.places;
    if (credentialsFolder === undefined) return null;
    const file = join(credentialsFolder, name);
    return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file) : null;
  }

  private asKey(content: Buffer, where: string): VaultKey {
    const key = readKeyText(content);
    if (key) return key;
    throw new OperatorError(`${where} holds no vault key`, 'put the copy of the key back');
  }
}
