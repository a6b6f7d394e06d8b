import { readFileSync } from 'node:fs';
import { startReceiver, type Hook, type Receiver } from '../../../channel/receiver/receiver.js';
import type { Config } from '../../../config/config.js';
import { OperatorError } from '../../../core/failure.js';

/** Begin to take what services post, where an account has it so; null where every account fetches for itself. */
export async function listenForHooks(
  { receiver }: Config,
  hooks: readonly Hook[],
  onError: (cause: unknown) => void,
): Promise<Receiver | null> {
  if (receiver === null || hooks.length === 0) return null;
  const { listen, behindProxy, tls, maxBody } = receiver;
  return startReceiver({
    hooks,
    host: listen.host,
    port: listen.port,
    behindProxy,
    maxBody,
    ...(tls === undefined
      ? {}
      : {
          tls: {
            cert: pem('receiver.tls.certFile', tls.certFile),
            key: pem('receiver.tls.keyFile', tls.keyFile),
          },
        }),
    onError,
  });
}

function pem(field: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new OperatorError(`${field}: ${file} cannot be read`, 'correct its name, or its mode and owner', {
      cause,
    });
  }
}
