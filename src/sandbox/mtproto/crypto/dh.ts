import { modPow, toBig } from './big.js';

/**
 * The safe prime Telegram has used for years (core.telegram.org/mtproto/auth_key); GramJS accepts no other in its password check.
 * 3 generates the subgroup of quadratic residues under it.
 */
const PRIME_HEX =
  'c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f' +
  '48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37' +
  '20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64' +
  '2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4' +
  'a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754' +
  'fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4' +
  'e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f' +
  '0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b';

export const DH_PRIME_BYTES: Buffer = Buffer.from(PRIME_HEX, 'hex');
export const DH_PRIME: bigint = toBig(DH_PRIME_BYTES);
export const DH_GENERATOR = 3;

/** 320 bits: over twice the strength of the group, and six times quicker than a full-length exponent. */
const EXPONENT_BYTES = 40;
const SAFETY_MARGIN = 1n << (2048n - 64n);

/** The server's secret exponent and what it shows of it. */
export interface DhHalf {
  readonly secret: bigint;
  readonly open: bigint;
}

export function dhHalf(randomBytes: (count: number) => Buffer): DhHalf {
  const secret = toBig(randomBytes(EXPONENT_BYTES)) | 1n;
  return { secret, open: modPow(BigInt(DH_GENERATOR), secret, DH_PRIME) };
}

/** The shared number, or null when the client's half lies outside the safe range. */
export function dhShared(half: DhHalf, theirs: bigint): bigint | null {
  if (theirs < SAFETY_MARGIN || theirs > DH_PRIME - SAFETY_MARGIN) return null;
  return modPow(theirs, half.secret, DH_PRIME);
}
