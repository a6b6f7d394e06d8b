import { newServerKey } from '../../src/sandbox/mtproto/crypto/rsa.js';

/** One for all sandboxes of a worker: making a key takes longer than everything else a sandbox does when it starts. */
export const privateKeyPem = newServerKey().privatePem;
