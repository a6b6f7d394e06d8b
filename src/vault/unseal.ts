import { open, type Envelope } from './envelope.js';
import { keyCredential, type KeyRing } from './key-ring.js';
import type { Refused } from './refusal.js';
import { damaged, refused, type SealedFiles } from './sealed-files.js';
import type { VaultKey } from './vault-key.js';

export interface Opened {
  readonly envelope: Envelope;
  readonly key: VaultKey;
  readonly record: Buffer;
}

/** The session of one account with the key that opened it; null when it has none. */
export async function openEnvelope(
  files: SealedFiles,
  ring: KeyRing,
  account: string,
  keyFile: string,
): Promise<Opened | Refused | null> {
  const envelope = files.envelope(account);
  if (envelope === null || !('keys' in envelope)) return envelope;
  const key = await keyFor(envelope, ring, keyFile);
  if ('state' in key) return key;
  const record = open(envelope, key);
  if (record === null) return damaged(account, files.sealedFile(account));
  return files.rolledBack(envelope) ?? { envelope, key, record };
}

async function keyFor(envelope: Envelope, ring: KeyRing, keyFile: string): Promise<VaultKey | Refused> {
  const named = (id: string): boolean => envelope.keys.some(({ key }) => key === id);
  const derived = envelope.keys.flatMap(({ key, derivation }) =>
    derivation.name === 'scrypt' ? [{ key, derivation }] : [],
  );
  if (derived.length < envelope.keys.length) {
    const credential = ring.stored('credential');
    if (credential && named(credential.id)) return credential;
    const file = ring.stored('file');
    if (file && named(file.id)) return file;
  }
  if (derived.length === 0) return withoutKey(envelope.account, ring, keyFile);
  const key = await ring.derivedKey(derived);
  return typeof key === 'string' ? withoutPassphrase(envelope.account, key) : key;
}

function withoutKey(account: string, ring: KeyRing, keyFile: string): Refused {
  const again = `or sign in again with "kindred login ${account} --new-key"`;
  return ring.firstStored('credential')
    ? refused(
        'key-wrong',
        `the session of ${account} is sealed under another vault key than the one in ${whereKeyIs(ring, keyFile)}`,
        `put its key back, ${again}`,
      )
    : refused(
        'key-lost',
        `the vault key is gone: there is neither ${keyFile} nor a credential ${keyCredential}, so the session of ${account} stays shut`,
        `put the copy of the key back, ${again}`,
      );
}

export function whereKeyIs(ring: KeyRing, keyFile: string): string {
  return ring.stored('credential') ? `the credential ${keyCredential}` : keyFile;
}

/** Account null: the vault as a whole. */
export function withoutPassphrase(
  account: string | null,
  reason: 'passphrase-missing' | 'passphrase-wrong',
): Refused {
  const whose = account === null ? 'the vault' : `the session of ${account}`;
  return reason === 'passphrase-wrong'
    ? refused(
        reason,
        `the passphrase does not open ${whose}`,
        `try again; if it is forgotten, sign in again with "kindred login ${account ?? '<account>'} --new-key"`,
      )
    : refused(
        reason,
        `${whose} is sealed under a passphrase, and none was given`,
        'type it in a terminal, or see docs/vault.md for a start without one',
      );
}
