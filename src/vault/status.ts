import { existsSync } from 'node:fs';
import { OperatorError } from '../core/failure.js';
import { open } from './envelope.js';
import { KeyRing, type KeyPlaces, type KeySource } from './key-ring.js';
import { damaged, SealedFiles } from './sealed-files.js';

export interface VaultStatus {
  /** Null while nothing was ever sealed. */
  readonly source: KeySource | null;
  readonly key: string | null;
  readonly keyFile: { readonly path: string; readonly exists: boolean };
  readonly sessions: readonly SessionStatus[];
}

export interface SessionStatus {
  readonly account: string;
  /** `plain`: left by an older version, sealed at its next use. `passphrase`: not tried, it would have to be asked for. */
  readonly state: 'opens' | 'refused' | 'plain' | 'passphrase';
  /** Under two keys after a change of keys that was cut short: change it again. */
  readonly keys: number;
  /** For `refused`: what is wrong and what to do. */
  readonly problem: string | null;
}

/** How the vault is, without changing anything and without asking anybody. */
export function vaultStatus(options: KeyPlaces & { readonly dataDir: string }): VaultStatus {
  const files = new SealedFiles(options.dataDir);
  const ring = new KeyRing(options);
  const inForce = files.keyInForce();
  const { keyFile } = options;
  return {
    source: inForce?.source ?? null,
    key: inForce?.key ?? null,
    keyFile: { path: keyFile, exists: existsSync(keyFile) },
    sessions: files.accounts().map((account) => sessionStatus(files, ring, account)),
  };
}

function sessionStatus(files: SealedFiles, ring: KeyRing, account: string): SessionStatus {
  if (files.hasPlain(account) && !files.hasSealed(account))
    return { account, state: 'plain', keys: 0, problem: null };
  const envelope = files.envelope(account);
  if (envelope === null || !('keys' in envelope)) {
    return { account, state: 'refused', keys: 0, problem: envelope?.problem.message ?? null };
  }
  const keys = envelope.keys.length;
  const shut = (problem: string): SessionStatus => ({ account, state: 'refused', keys, problem });
  try {
    for (const source of ['credential', 'file'] as const) {
      const key = ring.stored(source);
      if (!key || !envelope.keys.some((wrapped) => wrapped.key === key.id)) continue;
      const record = open(envelope, key);
      if (!record) return shut(damaged(account, files.sealedFile(account)).problem.message);
      record.fill(0);
      const older = files.rolledBack(envelope);
      return older ? shut(older.problem.message) : { account, state: 'opens', keys, problem: null };
    }
  } catch (cause) {
    if (cause instanceof OperatorError) return shut(cause.message);
    throw cause;
  }
  const isDerived = envelope.keys.some(({ derivation }) => derivation.name === 'scrypt');
  return isDerived
    ? { account, state: 'passphrase', keys, problem: null }
    : shut('the vault key it is sealed under is not here; put the copy of the key back');
}
