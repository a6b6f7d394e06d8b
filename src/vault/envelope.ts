import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isAcceptable, keyBytes, type KeyDerivation, type VaultKey } from './vault-key.js';

/** What a sealed record is and whose: bound into it, so that it opens under no other name. */
export interface RecordName {
  readonly kind: 'session';
  readonly account: string;
}

/** The record's own key, wrapped under one vault key. During a change of keys there are two of these. */
export interface WrappedKey {
  readonly key: string;
  readonly derivation: KeyDerivation;
  readonly sealed: string;
}

export interface Envelope extends RecordName {
  readonly keys: readonly WrappedKey[];
  /** The record under its own key: nonce, ciphertext and tag, base64. */
  readonly sealed: string;
}

/** Raised when anything about the format changes; part of what is authenticated. */
const version = 1;
const format = 'kindred-vault';
/** 96 random bits, as GCM wants them: each data key seals one record, and a vault key wraps far fewer than 2^32. */
const nonceBytes = 12;
const tagBytes = 16;

const derivation = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('none') }),
  z
    .strictObject({ name: z.literal('scrypt'), N: z.int(), r: z.int(), p: z.int(), salt: z.base64() })
    .refine(isAcceptable),
]);

const file = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  kind: z.literal('session'),
  account: z.string().min(1),
  keys: z
    .array(z.strictObject({ key: z.string().regex(/^[0-9a-f]{16}$/), derivation, sealed: z.base64() }))
    .min(1)
    .max(4),
  sealed: z.base64(),
});

export type EnvelopeRead =
  | { readonly ok: true; readonly envelope: Envelope }
  /** `newer`: another version of the format; `damaged`: no envelope of ours, or cut short. */
  | { readonly ok: false; readonly reason: 'newer' | 'damaged' };

/** Seal a record under a fresh data key, wrapped under each of the vault keys. */
export function seal(name: RecordName, record: Buffer, keys: readonly VaultKey[]): Envelope {
  const dataKey = randomBytes(keyBytes);
  const envelope = {
    ...name,
    keys: keys.map((key) => wrap(name, dataKey, key)),
    sealed: encrypt(dataKey, record, recordContext(name)),
  };
  dataKey.fill(0);
  return envelope;
}

/** The record, or null when this is not the key or the envelope was changed. */
export function open(envelope: Envelope, key: VaultKey): Buffer | null {
  const dataKey = unwrap(envelope, key);
  if (dataKey === null) return null;
  const record = decrypt(dataKey, envelope.sealed, recordContext(envelope));
  dataKey.fill(0);
  return record;
}

/** The same envelope, to be opened by these two keys; null when `key` does not open it. */
export function alsoUnder(envelope: Envelope, key: VaultKey, another: VaultKey): Envelope | null {
  if (key.id === another.id) return envelope;
  const dataKey = unwrap(envelope, key);
  if (dataKey === null) return null;
  const kept = envelope.keys.filter((one) => one.key === key.id);
  const both = { ...envelope, keys: [...kept, wrap(envelope, dataKey, another)] };
  dataKey.fill(0);
  return both;
}

export function writeEnvelope(envelope: Envelope): string {
  const { kind, account, keys, sealed } = envelope;
  return `${JSON.stringify({ format, version, kind, account, keys, sealed }, null, 1)}\n`;
}

export function readEnvelope(text: string): EnvelopeRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'damaged' };
  }
  const parsed = file.safeParse(value);
  if (parsed.success) return { ok: true, envelope: parsed.data };
  const header = z.looseObject({ format: z.literal(format), version: z.int() }).safeParse(value);
  const isNewer = header.success && header.data.version !== version;
  return { ok: false, reason: isNewer ? 'newer' : 'damaged' };
}

function wrap(name: RecordName, dataKey: Buffer, { id, bytes, derivation: how }: VaultKey): WrappedKey {
  return { key: id, derivation: how, sealed: encrypt(bytes, dataKey, keyContext(name, id, how)) };
}

function unwrap(envelope: Envelope, key: VaultKey): Buffer | null {
  const wrapped = envelope.keys.find((one) => one.key === key.id);
  if (!wrapped) return null;
  return decrypt(key.bytes, wrapped.sealed, keyContext(envelope, wrapped.key, wrapped.derivation));
}

/** What a ciphertext belongs to; authenticated with it. */
function recordContext({ kind, account }: RecordName): Buffer {
  return Buffer.from(JSON.stringify([format, version, 'record', kind, account]));
}

function keyContext({ kind, account }: RecordName, key: string, how: KeyDerivation): Buffer {
  const parameters = how.name === 'scrypt' ? [how.name, how.N, how.r, how.p, how.salt] : [how.name];
  return Buffer.from(JSON.stringify([format, version, 'key', kind, account, key, ...parameters]));
}

function encrypt(key: Buffer, plain: Buffer, context: Buffer): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(context);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64');
}

/** Null when the key, the context or any byte is not the one it was sealed with. */
function decrypt(key: Buffer, sealed: string, context: Buffer): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < nonceBytes + tagBytes) return null;
  const nonce = bytes.subarray(0, nonceBytes);
  const text = bytes.subarray(nonceBytes, -tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(context)
    .setAuthTag(bytes.subarray(-tagBytes));
  const plain = decipher.update(text);
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return null;
  }
}
