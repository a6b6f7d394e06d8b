/**
 * What an MTProxy secret says, in any of the forms people get one in: hexadecimal digits, base64 or base64url, alone or
 * inside a `tg://proxy` or `https://t.me/proxy` link, with whatever a file or a paste put around it.
 */
export type ProxySecret =
  | {
      readonly ok: true;
      /** 16 bytes. */
      readonly key: Buffer;
      /** The proxy wants packets of random length (`dd`). */
      readonly isPadded: boolean;
    }
  | { readonly ok: false; readonly reason: ProxySecretRefusal };

export type ProxySecretRefusal =
  /** It begins with `ee`: the proxy speaks inside what looks like TLS, which this program does not. */
  | 'fake-tls'
  /** A link without a secret in it. */
  | 'no-secret'
  /** None of the forms. */
  | 'unreadable';

const KEY_BYTES = 16;
const PADDED = 0xdd;
const FAKE_TLS = 0xee;

/** The forms are those of TDLib's ProxySecret::from_link and from_binary (td/mtproto/ProxySecret.cpp). */
export function readProxySecret(text: string): ProxySecret {
  const found = insideLink(text.replace(/[\s"'`<>]/g, ''));
  if (found === '') return refused('no-secret');
  const bytes = fromHex(found) ?? fromBase64(found);
  if (bytes === undefined) return refused('unreadable');
  if (bytes.length === KEY_BYTES) return { ok: true, key: bytes, isPadded: false };
  if (bytes[0] === FAKE_TLS && bytes.length > KEY_BYTES) return refused('fake-tls');
  if (bytes[0] === PADDED && bytes.length === KEY_BYTES + 1) {
    return { ok: true, key: bytes.subarray(1), isPadded: true };
  }
  return refused('unreadable');
}

function insideLink(text: string): string {
  const isLink = /^(tg:|https?:\/\/|t\.me\/|telegram\.me\/)/i.test(text);
  if (!isLink) return text;
  const secret = /[?&]secret=([^&#]*)/i.exec(text)?.[1] ?? '';
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}

function fromHex(text: string): Buffer | undefined {
  const digits = text.replace(/^0x/i, '');
  return /^(?:[0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, 'hex') : undefined;
}

function fromBase64(text: string): Buffer | undefined {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64url') : undefined;
}

function refused(reason: ProxySecretRefusal): ProxySecret {
  return { ok: false, reason };
}
