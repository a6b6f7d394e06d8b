import { keyBytes, vaultKey, type VaultKey } from './vault-key.js';

const prefix = 'kindred-vault-key-1:';

/** A key as one line of text, as the key file holds it. */
export function writeKeyText(key: VaultKey): string {
  return `${prefix}${key.bytes.toString('base64url')}\n`;
}

/** A key from our own line, from 64 hexadecimal digits, from base64, or from 32 bytes as they are; null from anything else. */
export function readKeyText(content: Buffer): VaultKey | null {
  const text = content.toString('latin1').trim();
  const own = text.startsWith(prefix) ? text.slice(prefix.length) : null;
  if (own !== null) return fromText(own, /^[\w-]{43}$/, 'base64url');
  return (
    fromText(text, /^[0-9a-fA-F]{64}$/, 'hex') ??
    fromText(text, /^[\w+/-]{43}=?$/, 'base64') ??
    (content.length === keyBytes ? vaultKey(content) : null)
  );
}

function fromText(text: string, shape: RegExp, encoding: BufferEncoding): VaultKey | null {
  return shape.test(text) ? vaultKey(Buffer.from(text, encoding)) : null;
}
