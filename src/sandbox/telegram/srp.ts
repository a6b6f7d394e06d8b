import { createHash, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Two-step verification as in https://core.telegram.org/api/srp, the server's side.
 * The prime is the one Telegram serves; clients in the wild accept no other without a slow primality test.
 */
export const SRP_PRIME = Buffer.from(
  'c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f48198a0aa7c14058229493d22530f4db' +
    'fa336f6e0ac925139543aed44cce7c3720fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64' +
    '2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4a4a695811051907e162753b56b0f6b41' +
    '0dba74d8a84b2a14b3144e0ef1284754fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4' +
    'e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f0d8115f635b105ee2e4e15d04b2454bf' +
    '6f4fadf034b10403119cd8e3b92fcc5b',
  'hex',
);
export const SRP_GENERATOR = 3;
const KEY_BYTES = 256;
const PBKDF2_ROUNDS = 100_000;

/** What the server keeps of a password. Hex texts. */
export interface PasswordRecord {
  readonly salt1: string;
  readonly salt2: string;
  readonly verifier: string;
  readonly hint: string;
}

/** One challenge: `B` goes out, `b` stays. */
export interface SrpChallenge {
  readonly id: bigint;
  readonly b: bigint;
  readonly B: Buffer;
}

const pbkdf2Async = promisify(pbkdf2);
const prime = toBigInt(SRP_PRIME);
const generator = padded(BigInt(SRP_GENERATOR));
const multiplier = toBigInt(sha256(SRP_PRIME, generator));

export async function makePasswordRecord(password: string, hint: string): Promise<PasswordRecord> {
  const salt1 = Buffer.concat([randomBytes(8), randomBytes(32)]);
  const salt2 = randomBytes(16);
  const x = toBigInt(await passwordHash(password, salt1, salt2));
  return {
    salt1: salt1.toString('hex'),
    salt2: salt2.toString('hex'),
    verifier: padded(modPow(BigInt(SRP_GENERATOR), x)).toString('hex'),
    hint,
  };
}

export function makeChallenge(record: PasswordRecord): SrpChallenge {
  const verifier = BigInt(`0x${record.verifier}`);
  const b = toBigInt(randomBytes(KEY_BYTES)) % prime;
  const B = padded((multiplier * verifier + modPow(BigInt(SRP_GENERATOR), b)) % prime);
  return { id: randomBytes(8).readBigInt64LE(0), b, B };
}

/** True when the client's proof `m1` shows that it knows the password. */
export function proves(record: PasswordRecord, challenge: SrpChallenge, a: Buffer, m1: Buffer): boolean {
  const clientKey = toBigInt(a);
  if (clientKey <= 0n || clientKey >= prime || m1.length !== 32) return false;
  const A = padded(clientKey);
  const u = toBigInt(sha256(A, challenge.B));
  const verifier = BigInt(`0x${record.verifier}`);
  const secret = modPow((clientKey * modPow(verifier, u)) % prime, challenge.b);
  const expected = sha256(
    xor(sha256(SRP_PRIME), sha256(generator)),
    sha256(Buffer.from(record.salt1, 'hex')),
    sha256(Buffer.from(record.salt2, 'hex')),
    A,
    challenge.B,
    sha256(padded(secret)),
  );
  return timingSafeEqual(expected, m1);
}

async function passwordHash(password: string, salt1: Buffer, salt2: Buffer): Promise<Buffer> {
  const salted = (data: Buffer, salt: Buffer): Buffer => sha256(salt, data, salt);
  const once = salted(salted(Buffer.from(password, 'utf8'), salt1), salt2);
  return salted(await pbkdf2Async(once, salt1, PBKDF2_ROUNDS, 64, 'sha512'), salt2);
}

function sha256(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

function toBigInt(bytes: Buffer): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`);
}

function padded(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(KEY_BYTES * 2, '0'), 'hex');
}

function modPow(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % prime;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}
