import type { TelegramClient } from 'telegram';
import { readProxySecret } from '../../../config/proxy-secret.js';
import type { ProxySecretRefusal } from '../../../config/proxy-secret.js';
import { OperatorError } from '../../../core/failure.js';
import type { TelegramProxy } from '../options.js';

/**
 * `where` names the secret in the refusal; the secret itself is in no message.
 * @throws OperatorError
 */
export function mtproxySecret(
  { secret }: Pick<Extract<TelegramProxy, { kind: 'mtproxy' }>, 'secret'>,
  where = 'the MTProxy secret',
): { readonly key: Buffer; readonly isPadded: boolean } {
  const read = readProxySecret(secret);
  if (read.ok) return read;
  throw new OperatorError(`${where} ${WRONG_SECRET[read.reason]}`, SECRET_FORMS);
}

const WRONG_SECRET: Readonly<Record<ProxySecretRefusal, string>> = {
  'fake-tls': 'begins with ee: such a proxy hides in TLS, which this program does not speak',
  'no-secret': 'holds no MTProxy secret',
  unreadable: 'is no MTProxy secret: neither 16 bytes nor dd and 16 bytes, in hexadecimal digits or base64',
};
const SECRET_FORMS =
  'use a proxy whose secret is 32 hexadecimal digits, or dd and 32 of them; its tg:// link can be given as it is';

/** A proxy as the library takes it. */
export function libraryProxy(
  proxy: TelegramProxy,
): NonNullable<NonNullable<ConstructorParameters<typeof TelegramClient>[3]>['proxy']> {
  if (proxy.kind === 'mtproxy') {
    const { key } = mtproxySecret(proxy);
    return { ip: proxy.host, port: proxy.port, secret: key.toString('hex'), MTProxy: true };
  }
  return {
    ip: proxy.host,
    port: proxy.port,
    socksType: 5,
    ...(proxy.username === undefined ? {} : { username: proxy.username }),
    ...(proxy.password === undefined ? {} : { password: proxy.password }),
  };
}
