import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { field } from '../field.js';

const listenWords = 'an address and a port, such as 127.0.0.1:8790';

/** `host:port`, an IPv6 address in square brackets. */
const listen = z.string(listenWords).transform((text, context) => {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:\s]+)):(\d{1,5})$/u.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  const isPlace = host !== undefined && port <= 65_535 && (bracketed === undefined || isIPv6(bracketed));
  if (isPlace) return { host, port };
  context.addIssue({ code: 'custom', message: listenWords });
  return z.NEVER;
});

const httpsWords = 'the https:// address under which the receiver is reached from outside';

/** `receiver` in kindred.yaml: where services post what people write, for accounts that do not fetch it. */
export const receiverSection = z
  .strictObject({
    listen: listen.prefault('127.0.0.1:8790'),
    publicUrl: field.baseUrl.refine((url) => url.startsWith('https://'), httpsWords),
    /** A proxy in front of it speaks TLS: it may then listen on another address than loopback. */
    behindProxy: z.boolean('true or false').default(false),
    /** PEM files, where it speaks TLS itself. */
    tls: z.strictObject({ certFile: field.fileName, keyFile: field.fileName }).optional(),
    /** Bytes of one request. */
    maxBody: field.count(1_024, 16_777_216).default(1_048_576),
  })
  .optional();

/** Paths are absolute here. */
export type ReceiverConfig = Readonly<NonNullable<z.output<typeof receiverSection>>>;
