import { existsSync } from 'node:fs';
import { OperatorError } from '../core/failure.js';
import { alsoUnder, open, seal, type Envelope } from './envelope.js';
import { keyCredential, KeyRing, type AskPassphrase, type KeySource } from './key-ring.js';
import { writeKeyText } from './key-text.js';
import { removePrivately, renamePrivately, writePrivately } from './private-file.js';
import { SealedFiles } from './sealed-files.js';
import { SeenCounts } from './seen-count.js';
import { openEnvelope } from './unseal.js';
import { deriveKey, newDerivation, newVaultKey, type VaultKey } from './vault-key.js';
import type { VaultOptions } from './vault.js';

export interface RekeyOptions extends Omit<VaultOptions, 'onKeyMade'> {
  /** Where the new key comes from; as the present one when absent. */
  readonly to?: KeySource;
  /** Called after each step that is on the disk. */
  readonly onStep?: (step: RekeyStep) => void;
}

export type RekeyStep = 'key-written' | 'under-both' | 'in-force' | 'under-new' | 'done';

export interface Rekeyed {
  readonly source: KeySource;
  readonly key: string;
  readonly accounts: readonly string[];
}

/** Short ones are found by trying, whatever the derivation costs. */
export const shortestPassphrase = 12;

/**
 * Seal every session under another vault key. Each is first wrapped under both keys, then the new key comes into
 * force, then the old one is taken out, so that after every step each session opens by the key in force at that
 * moment; a crash leaves a vault that works, and the change is begun anew. Only while owning the data folder.
 * @throws OperatorError, with nothing changed, when a session does not open or there is no new key.
 */
export async function rekey(options: RekeyOptions): Promise<Rekeyed> {
  const files = new SealedFiles(options.dataDir, new SeenCounts(options.keyFile));
  const ring = new KeyRing(options);
  const step = options.onStep ?? (() => undefined);
  const before = files.keyInForce()?.source ?? 'file';
  const source = options.to ?? before;
  const opened = await openAll(files, ring, options.keyFile);
  const fresh = await newKey(source, { before, ring, ask: options.askPassphrase });

  const waiting = `${options.keyFile}.next`;
  if (source === 'file') writePrivately(waiting, writeKeyText(fresh));
  step('key-written');
  for (const { envelope, key } of opened) {
    const both = alsoUnder(envelope, key, fresh);
    if (!both) throw new Error('an envelope that was open is shut');
    files.write(both);
    step('under-both');
  }
  if (source === 'file') renamePrivately(waiting, options.keyFile);
  files.noteKeyInForce({ source, key: fresh.id, derivation: fresh.derivation });
  step('in-force');
  for (const { envelope, key } of opened) {
    const record = open(envelope, key);
    if (!record) throw new Error('an envelope that was open is shut');
    // With a data key of its own: whoever has the old vault key and an old copy has the old data key.
    files.write(seal({ kind: envelope.kind, account: envelope.account }, record, [fresh]));
    record.fill(0);
    step('under-new');
  }
  if (source !== 'file' && existsSync(options.keyFile)) removePrivately(options.keyFile);
  step('done');
  return { source, key: fresh.id, accounts: opened.map(({ envelope }) => envelope.account) };
}

async function openAll(
  files: SealedFiles,
  ring: KeyRing,
  keyFile: string,
): Promise<readonly { readonly envelope: Envelope; readonly key: VaultKey }[]> {
  const opened = [];
  for (const account of files.accounts()) {
    if (files.hasPlain(account)) {
      throw files.hasSealed(account)
        ? new OperatorError(
            `beside the sealed session of ${account} lies a plain one`,
            `remove ${files.plainFile(account)}, then change the key`,
          )
        : new OperatorError(
            `the session of ${account} is not sealed yet`,
            'start "kindred run" once, then change the key',
          );
    }
    const found = await openEnvelope(files, ring, account, keyFile);
    if (found === null) continue;
    if ('state' in found) {
      throw new OperatorError(
        `nothing is changed: ${found.problem.message}`,
        `or drop it with "kindred logout ${account} --forget"`,
      );
    }
    found.record.fill(0);
    opened.push({ envelope: found.envelope, key: found.key });
  }
  return opened;
}

async function newKey(
  source: KeySource,
  { before, ring, ask }: { readonly before: KeySource; readonly ring: KeyRing; readonly ask: AskPassphrase },
): Promise<VaultKey> {
  switch (source) {
    case 'file':
      return newVaultKey();
    case 'passphrase':
      return deriveKey(await newPassphrase(ask), newDerivation());
    case 'credential': {
      const key = ring.stored('credential');
      if (!key) {
        throw new OperatorError(
          `the service manager passes no credential ${keyCredential}`,
          'see docs/vault.md for how to start this command with it',
        );
      }
      if (before !== 'credential') return key;
      throw new OperatorError(
        'a credential cannot be changed from here',
        'go over the key file: "kindred vault rekey --to file", change the credential, "kindred vault rekey --to credential"',
      );
    }
  }
}

async function newPassphrase(ask: AskPassphrase): Promise<string> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const text = await ask({ wanted: 'new', attempt });
    if (text === null || text === '') break;
    if (text.length < shortestPassphrase) continue;
    if ((await ask({ wanted: 'new-again', attempt: 1 })) === text) return text;
  }
  throw new OperatorError(
    `no new passphrase was given twice the same, with at least ${shortestPassphrase} characters`,
    'nothing is changed; begin anew',
  );
}
